using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.GoSyntax.Types;
using Unpark.Patches.Editing;
using Unpark.Patches.Reading;

namespace Unpark.Patches.Waits;

/// <summary>
/// A goroutine ends with a wait that nothing can end: the wait goes, and the goroutine with it where it does nothing else. Nothing that
/// ran before runs otherwise; what cannot be reached is not reached now.
/// </summary>
internal sealed class DropWait : PatchFinder
{
    public override Patch? Propose(PatchPlace place)
    {
        if (HopelessWait.On(place) is not { } wait || place.Map.FunctionOf(wait.Statement) is not FuncLit closure || StartOf(closure, place.Map) is not { } go) return null;
        if (!IsLast(wait.Statement, closure, place.Map) || closure.Body.Descend(node => node is not FuncLit).Any(node => node is DeferStmt)) return null;
        var isAll = go.Call.Args.IsEmpty && closure.Body.List.TakeWhile(statement => statement != wait.Statement).All(IsOwnSetUp);
        if (!isAll && LocksThread(place)) return null;

        IReadOnlyList<Stmt> removed = isAll ? [go] : [wait.Statement, .. place.Map.After(wait.Statement)];
        if (Leftovers.Of(removed, place) is not { } unused) return null;
        var draft = new Draft();
        foreach (var statement in removed.Concat(unused)) draft.Remove(place.File, statement);
        return PatchPlace.Finish(draft, "drop-wait", isAll
            ? $"{wait.Why}: the goroutine does nothing but wait, and nobody can tell whether it is there"
            : $"{wait.Why}; nothing is deferred, and nothing that can be reached comes behind it: the goroutine has done all that it ever does");
    }

    // Behind "go" itself: of a group's goroutine somebody may notice the end.
    private static GoStmt? StartOf(FuncLit closure, SyntaxMap map) =>
        map.ParentOf(closure) is CallExpr call && call.Fun == closure && map.ParentOf(call) is GoStmt go && map.ListOf(go).Contains(go) ? go : null;

    // A panic there says itself that nobody was to come so far.
    private static bool IsLast(Stmt wait, FuncLit closure, SyntaxMap map) =>
        map.ParentOf(wait) == closure.Body && map.After(wait) is [] or [ExprStmt { X: CallExpr { Fun: Ident { Name: "panic" }, Args: [BasicLit] } }];

    // Variables of its own and what is done to nobody else's: "var mu sync.Mutex", "c := make(chan int)", "mu.Lock()", "group.Add(1)".
    private static bool IsOwnSetUp(Stmt statement) => statement switch
    {
        DeclStmt { Decl: { Tok: Token.Var, Specs: [ValueSpec spec] } } => spec.Values.All(IsInert),
        AssignStmt { Tok: Token.Define } assign => assign.Rhs.All(IsInert),
        ExprStmt { X: CallExpr { Fun: SelectorExpr { Sel.Name: "Lock" or "RLock" or "Add" }, Args: [] or [BasicLit] } } => true,
        _ => false,
    };

    private static bool IsInert(Expr value) => value switch
    {
        CompositeLit { Elts.IsEmpty: true } => true,
        UnaryExpr { Op: Token.And } address => IsInert(address.X),
        CallExpr { Fun: Ident { Name: "make" }, Args: [ChanType] or [ChanType, BasicLit] } => true,
        CallExpr { Fun: SelectorExpr { X: Ident { Name: "sync" }, Sel.Name: "NewCond" }, Args: [var locker] } => IsInert(locker),
        _ => false,
    };

    // The end of a goroutine that is locked to its thread ends the thread, too.
    private static bool LocksThread(PatchPlace place) => place.Package.Files.Any(file => file.Syntax.Source.Bytes.Span.IndexOf("LockOSThread"u8) >= 0);
}
