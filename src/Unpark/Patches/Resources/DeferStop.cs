using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.Patches.Editing;
using Unpark.Patches.Locks;
using Unpark.Patches.Reading;
using Unpark.Source;

namespace Unpark.Patches.Resources;

/// <summary>An object with goroutines of its own is made for one call and never stopped, though it has a method for it: called when the function returns.</summary>
internal sealed class DeferStop : PatchFinder
{
    private static readonly string[] StopNames = ["Close", "Stop", "Shutdown", "Cancel", "Quit", "Finish", "Destroy", "Release", "close", "stop", "shutdown", "cancel", "quit"];

    public override Patch? Propose(PatchPlace place)
    {
        if (WaitsFor(place) is not var (method, fields) || LockCalls.TypeOfReceiver(method) is not { } type) return null;
        if (StopOf(type, fields, place.Package) is not { } stop || place.Started is not var (file, go) || SyntaxMap.Of(file).DeclarationOf(go) is not { } starter) return null;
        var draft = new Draft();
        var owners = OwnersOf(starter, type, place.Package).Where(owner => owner.Add(draft, stop)).ToList();
        return owners.Count == 0 ? null : PatchPlace.Finish(draft, "defer-stop", $"each {type} here is known to the function that makes it and to nobody else; {stop} ends what waits, as it was made to");
    }

    // Channels of the receiver that end the wait: the one ranged over, or those of a select.
    private static (FuncDecl Method, HashSet<string> Fields)? WaitsFor(PatchPlace place)
    {
        if (place.OnLine<Stmt>().FirstOrDefault(statement => statement is SelectStmt or RangeStmt or ExprStmt) is not { } waiting) return null;
        if (place.Map.DeclarationOf(waiting) is not { Recv: not null } method || LockCalls.NameOfReceiver(method) is not { } receiver) return null;
        var searched = waiting is RangeStmt range ? range.X : (Node)waiting;
        return (method, [.. searched.Descend().OfType<SelectorExpr>().Where(selector => selector.X is Ident owner && owner.Name == receiver).Select(selector => selector.Sel.Name)]);
    }

    // A method without arguments that closes one of these channels.
    private static string? StopOf(string type, HashSet<string> fields, PackageSource package) => package.Files
        .SelectMany(file => file.Syntax.Decls).OfType<FuncDecl>()
        .Where(method => (StopNames.Contains(method.Name.Name) || ClosesOnly(method)) && LockCalls.TypeOfReceiver(method) == type && method.Type.Params.List.IsEmpty)
        .FirstOrDefault(method => method.Descend().Any(node => node is CallExpr { Fun: Ident { Name: "close" }, Args: [SelectorExpr closed] } && fields.Contains(closed.Sel.Name)))?.Name.Name;

    private static bool ClosesOnly(FuncDecl method) => method.Body is { List: [ExprStmt { X: CallExpr { Fun: Ident { Name: "close" } } }] };

    // Where the object is made by the constructor that starts the goroutine, or started by its method.
    private static IEnumerable<Owner> OwnersOf(FuncDecl starter, string type, PackageSource package) =>
        from one in Mentions.Of(starter.Name.Name, package)
        let function = one.Decl as FuncDecl
        where function is not null && function != starter && function.Body is not null
        from statement in function.Descend().OfType<Stmt>()
        let owner = starter.Recv is null ? Made(one.File, function, statement, starter) : LockCalls.TypeOfReceiver(starter) == type ? Begun(one.File, function, statement, starter) : null
        where owner is not null
        select owner;

    private static Owner? Made(SourceFile file, FuncDecl function, Stmt statement, FuncDecl constructor) =>
        statement is AssignStmt { Tok: Token.Define, Lhs: [Ident name], Rhs: [CallExpr { Fun: Ident called }] } && called.Name == constructor.Name.Name ? new(file, function, statement, name.Name) : null;

    private static Owner? Begun(SourceFile file, FuncDecl function, Stmt statement, FuncDecl start) =>
        statement is ExprStmt { X: CallExpr { Fun: SelectorExpr { X: Ident name } called } } && called.Sel.Name == start.Name.Name ? new(file, function, statement, name.Name) : null;

    /// <summary>A function that has such an object in a variable, from a statement on.</summary>
    private sealed record Owner(SourceFile File, FuncDecl Function, Stmt From, string Name)
    {
        public bool Add(Draft draft, string stop)
        {
            var map = SyntaxMap.Of(File);
            if (LocalVariable.Find(Function, Name) is not { Declaration: AssignStmt or GoSyntax.Declarations.ValueSpec } variable || map.LoopsAround(From, Function).Any()) return false;
            if (Escapes.FromFunction(variable, map, mayBePassed: false)) return false;
            if (LateCall.Find(variable.Declared, From, Function, File, stop) is { } late)
            {
                late.AddTo(draft);
                return true;
            }
            if (variable.Uses.Any(use => map.ParentOf(use) is SelectorExpr member && (StopNames.Contains(member.Sel.Name) || member.Sel.Name == stop))) return false;
            draft.InsertBelow(File, From, $"defer {Name}.{stop}()");
            return true;
        }
    }
}
