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
        if (Inner(place) is not var (method, taken, released, path) || LockCalls.NameOfReceiver(method) is not { } receiver) return null;
        if (CallUnderLock(place, method, path) is not var (file, call)) return null;
        var name = $"{method.Name.Name}Locked";
        if (Names.IsDeclared(name, place.Package) || ArgumentsOf(method) is not { } arguments) return null;

        var draft = new Draft();
        var results = SyntaxMap.HasNoResults(method) ? "" : "return ";
        var signature = place.File.Syntax.Source.TextOf(method.Type.Params.Pos, method.Type.End);
        draft.InsertBelow(place.File, released,
            $"{results}{receiver}.{name}({arguments})", unindented: $"}}\n\n// {name} wants {receiver}{path} held.\nfunc {place.File.TextOf(method.Recv!)} {name}{signature} {{");
        draft.Replace(file, call.Sel, name);
        return PatchPlace.Finish(draft, "split-locked", $"whoever calls {method.Name.Name} sees no difference; the call that holds {receiver}{path} already does the same work without locking it again");
    }

    // The method of the stuck line, when it begins by locking a field of its receiver and defers the unlock.
    private static (FuncDecl Method, Stmt Taken, Stmt Released, string Path)? Inner(PatchPlace place)
    {
        if (place.OnLine<ExprStmt>().FirstOrDefault() is not { } taken || place.Map.DeclarationOf(taken) is not { Recv: not null, Body.List: [var first, var second, _, ..] } method || first != taken) return null;
        if (LockCalls.Taken(taken, place.File) is not var (name, unlock) || !LockCalls.IsDeferred(second, name, unlock, place.File)) return null;
        return name.StartsWith($"{LockCalls.NameOfReceiver(method)}.", StringComparison.Ordinal) ? (method, taken, second, LockCalls.PathOf(name)) : null;
    }

    // One frame out: c.total() in a method of the same c that took c.mu above and gives it back by defer, or below.
    private static (SourceFile File, SelectorExpr Call)? CallUnderLock(PatchPlace place, FuncDecl method, string path)
    {
        var frames = place.Finding.Stack.Frames;
        var outer = frames.SkipWhile(frame => frame != place.Finding.Site!.Frame).Skip(1).FirstOrDefault();
        var file = outer is null ? null : place.Package.Files.FirstOrDefault(file => outer.File.EndsWith("/" + file.Name, StringComparison.Ordinal));
        if (file is null) return null;
        var call = CallsOn(file, outer!.Line).FirstOrDefault(call => call.Sel.Name == method.Name.Name && call.X is Ident);
        if (call is not { X: Ident receiver } || SyntaxMap.Of(file).DeclarationOf(call) is not { } holder) return null;
        return LockCalls.NameOfReceiver(holder) == receiver.Name && LockCalls.TypeOfReceiver(holder) == LockCalls.TypeOfReceiver(method) && Holds(file, holder, call, receiver.Name + path) ? (file, call) : null;
    }

    private static IEnumerable<SelectorExpr> CallsOn(SourceFile file, int line) =>
        PackageSource.NodesOn(file, line).SelectMany(node => node.Descend()).OfType<CallExpr>().Where(call => file.LineOf(call) == line).Select(call => call.Fun).OfType<SelectorExpr>();

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
