using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Patches.Editing;
using Unpark.Patches.Reading;
using Unpark.Source;

namespace Unpark.Patches.Locks;

/// <summary>The unlock is deferred, but only below a return that keeps the lock: the defer moves up to the lock.</summary>
internal sealed record LateDefer(SourceFile File, Stmt Taken, string Lock, DeferStmt Defer)
{
    /// <param name="path">Of the lock that is never given back, and the type whose methods it is of: as in <see cref="DeferUnlock"/>.</param>
    public static IEnumerable<LateDefer> In(PackageSource package, string path, string? type) =>
        from one in Mentions.Of($"{path}.", package)
        where !path.StartsWith('.') || LockCalls.TypeOfReceiver(one.Decl as FuncDecl) == type
        from taken in one.Decl.Descend().OfType<ExprStmt>()
        let late = Find(one.File, taken, path)
        where late is not null
        select late;

    public Patch? Mend()
    {
        var draft = new Draft();
        draft.InsertBelow(File, Taken, File.TextOf(Defer));
        draft.Remove(File, Defer);
        return PatchPlace.Finish(draft, "defer-unlock", $"the unlock was deferred only below a return that keeps {Lock}; deferred at once it comes on every way out, and no earlier than before");
    }

    private static LateDefer? Find(SourceFile file, Stmt taken, string path)
    {
        if (LockCalls.Taken(taken, file) is not var (name, unlock) || LockCalls.PathOf(name) != path) return null;
        var rest = SyntaxMap.Of(file).After(taken);
        if (rest.FirstOrDefault(statement => LockCalls.IsDeferred(statement, name, unlock, file)) is not DeferStmt defer) return null;
        var between = rest.TakeWhile(statement => statement != defer).ToList();
        // Whoever gives it back on the way already would do so twice.
        if (between.Exists(statement => statement.Descend().Any(node => node is Stmt inner && (LockCalls.IsGivenBack(inner, name, unlock, file) || LockCalls.IsDeferred(inner, name, unlock, file))))) return null;
        return between.Exists(statement => statement.Descend(node => node is not FuncLit).Any(node => node is ReturnStmt)) ? new(file, taken, name, defer) : null;
    }
}
