using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.GoSyntax.Types;
using Unpark.Patches.Editing;
using Unpark.Patches.Locks;
using Unpark.Patches.Reading;
using Unpark.Source;

namespace Unpark.Patches.Resources;

/// <summary>The goroutine of an object looks at a channel of it that says when to end, and the method that ends the object forgets to close it.</summary>
internal sealed class CloseInStop : PatchFinder
{
    private static readonly string[] StopNames = ["Close", "Stop", "Shutdown", "close", "stop", "shutdown"];

    public override Patch? Propose(PatchPlace place)
    {
        if (WaitOf(place) is not var (method, field) || LockCalls.TypeOfReceiver(method) is not { } type || !IsSignal(type, field, place.Package)) return null;
        if (StopsOf(type, place.Package) is not [var (file, stop)] || LockCalls.NameOfReceiver(stop) is not { } receiver || stop.Body!.List.IsEmpty) return null;
        // Closed twice it would panic: who calls it twice is not told here for a type that others know.
        if (!StopCalls.AreAllHere(type, place.Package) || !StopCalls.AreOncePerObject(stop, place)) return null;

        var draft = new Draft();
        draft.InsertFirst(file, stop.Body, $"close({receiver}.{field})");
        return PatchPlace.Finish(draft, "close-on-stop", $"{method.Name.Name} ends when {field} is closed, and nothing ever closes it; {stop.Name.Name} is called once for each {type}, and ends what else it has");
    }

    // A select in a loop with a case that returns: "case <-p.quit: return".
    private static (FuncDecl Method, string Field)? WaitOf(PatchPlace place)
    {
        if (place.OnLine<SelectStmt>().FirstOrDefault() is not { } select || place.Map.DeclarationOf(select) is not { Recv: not null } method || LockCalls.NameOfReceiver(method) is not { } receiver) return null;
        var fields = select.Body.List.OfType<CommClause>()
            .Where(clause => clause.Body.LastOrDefault() is ReturnStmt)
            .Select(clause => clause.Comm is ExprStmt { X: UnaryExpr { Op: Token.Arrow, X: SelectorExpr { X: Ident owner } signal } } && owner.Name == receiver ? signal.Sel.Name : null)
            .OfType<string>().ToList();
        return fields is [var only] ? (method, only) : null;
    }

    // "quit chan struct{}", made with the object, received from and nothing else.
    private static bool IsSignal(string type, string field, PackageSource package)
    {
        var everything = Mentions.NodesIn(field, package).ToList();
        var isDeclared = everything.Exists(one => one.Node is TypeSpec { Type: StructType { Fields.List: var fields } } spec && spec.Name.Name == type
            && fields.Any(member => member.Type is ChanType { Value: StructType { Fields.List.IsEmpty: true } } && member.Names.Any(name => name.Name == field)));
        return isDeclared
            && everything.Exists(one => one.Node is KeyValueExpr { Key: Ident key, Value: CallExpr { Fun: Ident { Name: "make" } } } && key.Name == field)
            && everything.Where(one => one.Node is SelectorExpr selector && selector.Sel.Name == field).All(one => SyntaxMap.Of(one.File).ParentOf(one.Node) is UnaryExpr { Op: Token.Arrow });
    }

    private static List<(SourceFile File, FuncDecl Method)> StopsOf(string type, PackageSource package) =>
    [
        .. from file in package.Files
           from method in file.Syntax.Decls.OfType<FuncDecl>()
           where StopNames.Contains(method.Name.Name) && LockCalls.TypeOfReceiver(method) == type && method.Type.Params.List.IsEmpty && method.Body is not null
           select (file, method),
    ];
}
