using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.Patches.Locks;
using Unpark.Source;

namespace Unpark.Patches.Channels;

/// <summary>How slots of a semaphore are taken and given back: <c>sem &lt;- struct{}{}</c> and <c>&lt;-sem</c>, or two methods that do just that.</summary>
/// <param name="Take">The method that takes one; null where the channel itself is used.</param>
/// <param name="Give">The method that gives it back.</param>
/// <param name="Scope">The function that alone knows the channel by this name; null for a field.</param>
internal sealed record SlotCalls(string Channel, string? Take, string? Give, FuncDecl? Scope)
{
    /// <param name="stuck">Who waits for a slot.</param>
    public static SlotCalls? Of(SendStmt stuck, PatchPlace place)
    {
        if (stuck.Value is not (CompositeLit { Elts.IsEmpty: true } or Ident { Name: "true" }) || place.Map.DeclarationOf(stuck) is not { } function) return null;
        var channel = place.File.TextOf(stuck.Chan);
        if (function is not { Recv: not null, Body.List: [var only] } || only != stuck) return new(channel, null, null, function);
        var (receiver, type) = (LockCalls.NameOfReceiver(function), LockCalls.TypeOfReceiver(function));
        var givers = (from file in place.Package.Files
                      from method in file.Syntax.Decls.OfType<FuncDecl>()
                      where LockCalls.TypeOfReceiver(method) == type && method.Body is { List: [ExprStmt { X: UnaryExpr { Op: Token.Arrow, X: SelectorExpr given } }] } && stuck.Chan is SelectorExpr sent && given.Sel.Name == sent.Sel.Name
                      select method.Name.Name).ToList();
        return receiver is not null && givers is [var giver] ? new(channel, function.Name.Name, giver, null) : null;
    }

    /// <returns>What it is taken from: "sem", or "l" of <c>l.acquire()</c>; null for another statement.</returns>
    public string? TakenBy(Stmt statement, SourceFile file) => statement switch
    {
        SendStmt send when Take is null && file.TextOf(send.Chan) == Channel && IsInScope(send) => Channel,
        ExprStmt { X: CallExpr { Args.IsEmpty: true, Fun: SelectorExpr called } } when called.Sel.Name == Take => file.TextOf(called.X),
        _ => null,
    };

    public bool IsGivenBack(Node node, string owner, SourceFile file) => node switch
    {
        UnaryExpr { Op: Token.Arrow } receive when Give is null => file.TextOf(receive.X) == owner,
        CallExpr { Args.IsEmpty: true, Fun: SelectorExpr called } => called.Sel.Name == Give && file.TextOf(called.X) == owner,
        _ => false,
    };

    public string GiveBack(string owner) => Give is null ? $"<-{owner}" : $"{owner}.{Give}()";

    private bool IsInScope(Node node) => Scope is null || (Scope.Pos <= node.Pos && node.End <= Scope.End);
}
