using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.Patches.Editing;
using Unpark.Patches.Reading;
using Unpark.Source;

namespace Unpark.Patches.Locks;

/// <summary>A return that keeps a lock: the lock is given back by defer where nothing follows the unlock, otherwise before that return.</summary>
internal sealed class DeferUnlock : PatchFinder
{
    public override Patch? Propose(PatchPlace place)
    {
        var wanted = place.OnLine<ExprStmt>().Select(statement => LockCalls.Taken(statement, place.File)).FirstOrDefault(taken => taken is not null);
        if (wanted is not var (name, _)) return null;
        var type = LockCalls.TypeOfReceiver(place.Map.DeclarationOf(place.OnLine<ExprStmt>().First()));
        var keepers = KeepersOf(place.Package, LockCalls.PathOf(name), type).Where(keeper => IsToBlame(keeper.File, keeper.Taken, place)).ToList();
        var late = LateDefer.In(place.Package, LockCalls.PathOf(name), type).Where(late => IsToBlame(late.File, late.Taken, place)).ToList();
        return (keepers, late) switch
        {
            ([var keeper], []) => Mend(keeper),
            ([], [var defer]) => defer.Mend(),
            _ => null,
        };
    }

    // Of several functions that keep it the one with the line that the cause names.
    private static bool IsToBlame(SourceFile file, Stmt taken, PatchPlace place)
    {
        if (place.Finding.Cause is not { Name: "missing-unlock", Spot: var spot }) return true;
        return file.Path == spot.File && SyntaxMap.Of(file).FunctionOf(taken) is { } function && file.LineOf(function) <= spot.Line && spot.Line <= file.Syntax.Source.LineOf(function.End);
    }

    private static IEnumerable<Keeper> KeepersOf(PackageSource package, string path, string? type) =>
        from one in Mentions.Of($"{path}.", package)
        where !path.StartsWith('.') || LockCalls.TypeOfReceiver(one.Decl as FuncDecl) == type
        from statement in one.Decl.Descend().OfType<ExprStmt>()
        let taken = LockCalls.Taken(statement, one.File)
        where taken is var (name, _) && LockCalls.PathOf(name) == path
        let keeper = Keeper.Find(one.File, statement, taken.Value.Lock, taken.Value.Unlock)
        where keeper is not null
        select keeper;

    private static Patch? Mend(Keeper keeper)
    {
        var (file, draft) = (keeper.File, new Draft());
        var call = $"{keeper.Lock}.{keeper.Unlock}()";
        if (keeper.MayDefer)
        {
            draft.InsertBelow(file, keeper.Taken, $"defer {call}");
            foreach (var given in keeper.Given) draft.Remove(file, given);
            return PatchPlace.Finish(draft, "defer-unlock", $"{keeper.Lock} was given back as the last thing before each return but one; now every way out gives it back, a panic too");
        }
        if (!keeper.Ways.All(IsPlain)) return null;
        foreach (var way in keeper.Ways) draft.InsertAbove(file, way, call);
        return PatchPlace.Finish(draft, "unlock-before-return", $"every other way out gives {keeper.Lock} back; {(keeper.Ways[0] is ReturnStmt ? "what this return gives is not read under the lock" : "here the loop goes on, or ends, without it")}");
    }

    private static bool IsPlain(Stmt way) => way is not ReturnStmt { Results: var results } || results.All(IsPlain);

    // An error made of literals and variables of the function reads nothing that the lock guards.
    private static bool IsPlain(Expr result) => result is CallExpr { Fun: SelectorExpr { X: Ident { Name: "errors" }, Sel.Name: "New" } or SelectorExpr { X: Ident { Name: "fmt" }, Sel.Name: "Errorf" }, Args: var arguments }
        ? arguments.All(argument => argument is BasicLit or Ident)
        : !result.Descend().Any(node => node is CallExpr or SelectorExpr { X: Ident } or IndexExpr or StarExpr);

    /// <summary>A lock, the ways out that keep it, and the statements that give it back elsewhere.</summary>
    private sealed record Keeper(SourceFile File, Stmt Taken, string Lock, string Unlock, IReadOnlyList<Stmt> Ways, IReadOnlyList<Stmt> Given, bool MayDefer)
    {
        /// <returns>Null when every return gives it back, or none does: then somebody else may.</returns>
        public static Keeper? Find(SourceFile file, Stmt taken, string name, string unlock)
        {
            var map = SyntaxMap.Of(file);
            if (map.FunctionOf(taken) is not { } function || SyntaxMap.BodyOf(function) is not { } body) return null;
            var statements = body.Descend(node => node is not FuncLit).OfType<Stmt>().ToList();
            if (statements.Exists(statement => LockCalls.IsDeferred(statement, name, unlock, file))) return null;
            var rest = map.After(taken);
            var given = statements.FindAll(statement => LockCalls.IsGivenBack(statement, name, unlock, file));
            if (statements.Count(statement => LockCalls.Taken(statement, file) is var (other, _) && other == name) != 1) return null;
            if (rest.FirstOrDefault(given.Contains) is not { } last) return null;

            List<Stmt> ways = [.. rest.TakeWhile(statement => statement != last).SelectMany(statement => statement.Descend(node => node is not FuncLit)).OfType<Stmt>().Where(way => IsWayOut(way, taken, map) && !GivesBackFirst(way))];
            if (ways.Count == 0) return null;
            var mayDefer = given.TrueForAll(statement => map.After(statement) is [ReturnStmt] || (map.After(statement).IsEmpty && map.ParentOf(statement) == body)) && !map.LoopsAround(taken, function).Any();
            return new(file, taken, name, unlock, ways, given, mayDefer);

            bool GivesBackFirst(Stmt way) => map.ListOf(way).TakeWhile(statement => statement != way).Any(given.Contains);
        }

        // A return, or a jump out of the turn of the loop that took the lock.
        private static bool IsWayOut(Stmt statement, Stmt taken, SyntaxMap map) => statement switch
        {
            ReturnStmt => true,
            BranchStmt { Label: null, Tok: Token.Continue } => map.LoopsAround(statement, null).FirstOrDefault() is { } loop && map.Around(taken).Contains(loop),
            BranchStmt { Label: null, Tok: Token.Break } => map.Around(statement).FirstOrDefault(around => around is ForStmt or RangeStmt or SwitchStmt or TypeSwitchStmt or SelectStmt) is { } left && map.Around(taken).Contains(left),
            _ => false,
        };
    }
}
