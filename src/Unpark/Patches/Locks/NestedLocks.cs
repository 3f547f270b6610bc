using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Types;
using Unpark.Source;
using Unpark.Source.Facts;

namespace Unpark.Patches.Locks;

/// <summary>A lock that is taken while another is held, both by statements of one block.</summary>
/// <param name="Outer">"bank.from.mu" for b.from.mu in a method of bank, "registry" for a variable of the package: the same in every function.</param>
/// <param name="AreSideBySide">Nothing but the deferred unlock of the first is between them.</param>
/// <param name="Defers">Where each is followed by its deferred unlock: the two.</param>
internal sealed record NestedLocks(SourceFile File, Stmt First, Stmt Second, string Outer, string Inner, bool AreSideBySide, (Stmt First, Stmt Second)? Defers)
{
    public static IEnumerable<NestedLocks> In(SourceFile file, FuncDecl function) =>
        from block in function.Descend().OfType<BlockStmt>()
        from nest in InBlock(file, function, block)
        select nest;

    /// <summary>Somewhere the outer lock is held while a function is called that takes the inner one.</summary>
    public static bool InCalls(PackageFacts facts, string outer, string inner) => facts.Functions.Any(function => function.Calls.Exists(call =>
        call.Callees.Exists(callee => Takes(callee, inner)) && facts.Locks.HeldAt(function, call.Node).Any(held => NameOf(held.By) == outer)));

    private static bool Takes(Function function, string name) =>
        function.Operations.Exists(operation => operation.Kind is OperationKind.Lock or OperationKind.RLock && NameOf(operation) == name);

    private static string? NameOf(Operation operation) => operation.Node is CallExpr { Fun: SelectorExpr selector } && operation.Function.Outermost.Node is FuncDecl function
        ? NameOf(operation.File.TextOf(selector.X), function) : null;

    private static IEnumerable<NestedLocks> InBlock(SourceFile file, FuncDecl function, BlockStmt block)
    {
        var list = block.List;
        for (var i = 0; i < list.Length; i++)
        {
            if (LockCalls.Taken(list[i], file) is not var (first, unlock) || NameOf(first, function) is not { } outer) continue;
            for (var j = i + 1; j < list.Length && !LockCalls.IsGivenBack(list[j], first, unlock, file); j++)
            {
                if (LockCalls.Taken(list[j], file) is not var (second, secondUnlock) || second == first || NameOf(second, function) is not { } inner) continue;
                var isDeferred = j == i + 2 && LockCalls.IsDeferred(list[i + 1], first, unlock, file);
                var areBoth = isDeferred && j + 1 < list.Length && LockCalls.IsDeferred(list[j + 1], second, secondUnlock, file);
                yield return new(file, list[i], list[j], outer, inner, j == i + 1 || areBoth, areBoth ? (list[i + 1], list[j + 1]) : null);
            }
        }
    }

    // What a parameter or a local variable stands for differs from call to call.
    private static string? NameOf(string text, FuncDecl function)
    {
        var root = text.Split('.')[0];
        if (root == LockCalls.NameOfReceiver(function)) return LockCalls.TypeOfReceiver(function) + text[root.Length..];
        return function.Descend().Any(node => node is Field field && field.Names.Any(name => name.Name == root)) || function.Descend().OfType<AssignStmt>().Any(assign => assign.Lhs.Any(left => left is Ident name && name.Name == root)) ? null : text;
    }
}
