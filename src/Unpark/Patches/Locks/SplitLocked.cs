using System.Collections.Immutable;
using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Types;
using Unpark.Model;
using Unpark.Patches.Editing;
using Unpark.Patches.Reading;
using Unpark.Source;

namespace Unpark.Patches.Locks;

/// <summary>A method that locks is called by one that holds the lock: its body moves into a method that wants the lock held, which both call.</summary>
internal sealed class SplitLocked : PatchFinder
{
    public override Patch? Propose(PatchPlace place)
    {
        if (Inner(place) is not var (method, released, path) || LockCalls.NameOfReceiver(method) is not { } receiver) return null;
        if (CallsUnderLock(place, method, path) is not var (file, calls)) return null;
        var name = NameFor(method);
        if (Names.IsDeclared(name, place.Package) || ArgumentsOf(method) is not { } arguments) return null;

        var draft = new Draft();
        var results = SyntaxMap.HasNoResults(method) ? "" : "return ";
        var signature = place.File.Syntax.Source.TextOf(method.Type.Params.Pos, method.Type.End);
        draft.InsertBelow(place.File, released,
            $"{results}{receiver}.{name}({arguments})", unindented: $"}}\n\n// {name} wants {receiver}{path} held.\nfunc {place.File.TextOf(method.Recv!)} {name}{signature} {{");
        foreach (var call in calls) draft.Replace(file, call.Sel, name);
        return PatchPlace.Finish(draft, "split-locked", $"whoever calls {method.Name.Name} sees no difference; {(calls.Count == 1 ? "the call that holds" : "the calls that hold")} {receiver}{path} already {(calls.Count == 1 ? "does" : "do")} the same work without locking it again");
    }

    // Not for other packages: they could not know whether the lock is held.
    private static string NameFor(FuncDecl method) => $"{char.ToLowerInvariant(method.Name.Name[0])}{method.Name.Name[1..]}Locked";

    // The method of the stuck line, when it begins by locking its receiver or a field of it and defers the unlock.
    private static (FuncDecl Method, Stmt Released, string Path)? Inner(PatchPlace place)
    {
        if (place.OnLine<ExprStmt>().FirstOrDefault() is not { } taken || place.Map.DeclarationOf(taken) is not { Recv: not null, Body.List: [var first, var second, _, ..] } method || first != taken) return null;
        if (LockCalls.Taken(taken, place.File) is not var (name, unlock) || !LockCalls.IsDeferred(second, name, unlock, place.File)) return null;
        var receiver = LockCalls.NameOfReceiver(method);
        if (name == receiver) return (method, second, "");
        return name.StartsWith($"{receiver}.", StringComparison.Ordinal) ? (method, second, LockCalls.PathOf(name)) : null;
    }

    // One frame out: c.total() in a method of the same c that took c.mu above and gives it back by defer, or below; all such calls there.
    private static (SourceFile File, IReadOnlyList<SelectorExpr> Calls)? CallsUnderLock(PatchPlace place, FuncDecl method, string path)
    {
        var frames = place.Finding.Stack.Frames;
        var outer = frames.SkipWhile(frame => frame != place.Finding.Site!.Frame).Skip(1).FirstOrDefault();
        var file = outer is null ? null : place.Package.Files.FirstOrDefault(file => outer.File.EndsWith("/" + file.Name, StringComparison.Ordinal));
        if (file?.Syntax.Decls.OfType<FuncDecl>().FirstOrDefault(decl => file.LineOf(decl) <= outer!.Line && outer.Line <= file.Syntax.Source.LineOf(decl.End)) is not { } holder) return null;
        if (LockCalls.TypeOfReceiver(holder) != LockCalls.TypeOfReceiver(method) || LockCalls.NameOfReceiver(holder) is not { } receiver) return null;
        var calls = CallsIn(holder, receiver, method.Name.Name, SyntaxMap.Of(file)).Where(call => Holds(file, holder, call, receiver + path)).ToList();
        return calls.Exists(call => file.LineOf(call.Sel) == outer!.Line) ? (file, calls) : null;
    }

    // "once.Do(func() { ... })" returns when the closure has.
    private static bool RunsHere(FuncLit closure, SyntaxMap map) => map.ParentOf(closure) is CallExpr { Fun: SelectorExpr { Sel.Name: "Do" } } call && map.ParentOf(call) is ExprStmt;

    private static IEnumerable<SelectorExpr> CallsIn(FuncDecl holder, string receiver, string method, SyntaxMap map) =>
        holder.Descend(node => node is not FuncLit closure || RunsHere(closure, map)).OfType<CallExpr>().Select(call => call.Fun).OfType<SelectorExpr>().Where(call => call.Sel.Name == method && call.X is Ident owner && owner.Name == receiver);

    private static bool Holds(SourceFile file, FuncDecl holder, Node call, string name)
    {
        var above = holder.Body!.List.TakeWhile(statement => statement.Pos <= call.Pos && !(statement.Pos <= call.Pos && call.End <= statement.End)).ToList();
        return above.Exists(statement => LockCalls.Taken(statement, file) is var (taken, _) && taken == name)
            && !above.Exists(statement => LockCalls.IsGivenBack(statement, name, "Unlock", file) || LockCalls.IsGivenBack(statement, name, "RUnlock", file));
    }

    private static string? ArgumentsOf(FuncDecl method)
    {
        var arguments = new List<string>();
        foreach (var field in method.Type.Params.List)
        {
            if (field.Names.IsEmpty || field.Names.Any(name => name.Name == "_")) return null;
            arguments.AddRange(field.Names.Select(name => name.Name + (field.Type is Ellipsis ? "..." : "")));
        }
        return string.Join(", ", arguments);
    }
}
