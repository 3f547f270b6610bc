using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Source;

namespace Unpark.Patches.Locks;

/// <summary>Calls of Lock and Unlock, told apart by how the lock is written.</summary>
internal static class LockCalls
{
    /// <summary>"a.mu" of the statement <c>a.mu.Lock()</c>, and the method that gives it back; null for another statement.</summary>
    public static (string Lock, string Unlock)? Taken(Stmt statement, SourceFile file) => statement switch
    {
        ExprStmt { X: CallExpr { Args.IsEmpty: true, Fun: SelectorExpr { Sel.Name: "Lock" } taken } } => (file.TextOf(taken.X), "Unlock"),
        ExprStmt { X: CallExpr { Args.IsEmpty: true, Fun: SelectorExpr { Sel.Name: "RLock" } taken } } => (file.TextOf(taken.X), "RUnlock"),
        _ => null,
    };

    /// <summary>The statement <c>a.mu.Unlock()</c>, not deferred.</summary>
    public static bool IsGivenBack(Stmt statement, string name, string unlock, SourceFile file) =>
        statement is ExprStmt { X: CallExpr { Args.IsEmpty: true, Fun: SelectorExpr given } } && given.Sel.Name == unlock && file.TextOf(given.X) == name;

    public static bool IsDeferred(Stmt statement, string name, string unlock, SourceFile file) =>
        statement is DeferStmt { Call: { Args.IsEmpty: true, Fun: SelectorExpr given } } && given.Sel.Name == unlock && file.TextOf(given.X) == name;

    /// <summary>".mu" of "a.mu", where the first name is a receiver or variable; the whole of a lock that is a variable itself.</summary>
    public static string PathOf(string name) => name.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot ? name[dot..] : name;

    public static string? TypeOfReceiver(FuncDecl? method) =>
        method?.Recv is { List: [{ Type: var type }] } ? (type is StarExpr star ? star.X : type) is Ident named ? named.Name : null : null;

    public static string? NameOfReceiver(FuncDecl? method) => method?.Recv is { List: [{ Names: [var name] }] } ? name.Name : null;
}
