using System.Collections.Immutable;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Patches.Editing;
using Unpark.Patches.Reading;
using Unpark.Source;

namespace Unpark.Patches;

/// <summary>A call that ends what a statement began, as the last thing of a function that may leave before.</summary>
/// <param name="From">The statement behind which it may be deferred.</param>
/// <param name="Call"><c>cancel()</c>, <c>p.Stop()</c></param>
internal sealed record LateCall(SourceFile File, Stmt From, ExprStmt Call)
{
    /// <param name="name">A variable that has no other use than this call, or the calls of a method on it.</param>
    /// <param name="method">Null where the variable itself is called.</param>
    public static LateCall? Find(Ident name, Stmt from, FuncDecl function, SourceFile file, string? method = null)
    {
        if (LocalVariable.Find(function, name.Name) is not { } variable) return null;
        var map = SyntaxMap.Of(file);
        var calls = variable.Uses.Where(use => method is null || (map.ParentOf(use) is SelectorExpr member && member.Sel.Name == method)).ToList();
        if (calls is not [var only] || map.StatementOf(only) is not ExprStmt { X: CallExpr { Args.IsEmpty: true } } call || map.ListOf(call) != map.ListOf(from)) return null;
        if (!IsEnd(map.After(call)) || map.ParentOf(call) != SyntaxMap.BodyOf(map.FunctionOf(call)!)) return null;
        var between = map.After(from).TakeWhile(statement => statement != call);
        return between.Any(statement => statement.Descend(node => node is not FuncLit).Any(node => node is ReturnStmt)) ? new(file, from, call) : null;
    }

    public Draft ToDefer()
    {
        var draft = new Draft();
        AddTo(draft);
        return draft;
    }

    public void AddTo(Draft draft)
    {
        draft.InsertBelow(File, From, $"defer {File.TextOf(Call)}");
        draft.Remove(File, Call);
    }

    // What the return gives is known before: a deferred call comes after it.
    private static bool IsEnd(ImmutableArray<Stmt> after) => after is [] || (after is [ReturnStmt way] && way.Results.All(result => result is BasicLit or Ident));
}
