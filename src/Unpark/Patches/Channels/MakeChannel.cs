using System.Collections.Immutable;
using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.GoSyntax.Types;
using Unpark.Patches.Editing;
using Unpark.Patches.Reading;
using Unpark.Source;

namespace Unpark.Patches.Channels;

/// <summary>A channel in a struct that is never made: made in the literals of the struct.</summary>
internal sealed class MakeChannel : PatchFinder
{
    public override Patch? Propose(PatchPlace place)
    {
        if (place.ChannelsOnLine.OfType<SelectorExpr>().FirstOrDefault() is not { X: Ident receiver, Sel: var field } used || place.Map.DeclarationOf(used) is not { } method) return null;
        if (TypeOfReceiver(method, receiver.Name) is not { } type || FieldType(type, field.Name, place.Package) is not { } channel) return null;
        if (IsAssigned(field.Name, place.Package) || !HasBothEnds(field.Name, place.Package)) return null;
        var draft = new Draft();
        var literals = LiteralsOf(type, place.Package).Where(literal => !Sets(literal.Literal, field.Name)).ToList();
        if (literals.Count == 0 || !literals.TrueForAll(literal => Fill(draft, literal.File, literal.Literal, $"{field.Name}: make({place.File.TextOf(channel)})"))) return null;
        return PatchPlace.Finish(draft, "make-channel", $"no code assigns {type}.{field.Name}, these literals leave it nil, and a nil channel lets nobody through; made where the {type} is made, its two sides meet");
    }

    private static string? TypeOfReceiver(FuncDecl method, string name)
    {
        if (method.Recv is not { List: [{ Names: [var receiver] } field] } || receiver.Name != name) return null;
        return (field.Type is StarExpr star ? star.X : field.Type) is Ident type ? type.Name : null;
    }

    private static Expr? FieldType(string type, string field, PackageSource package) => package.Files
        .SelectMany(file => file.Syntax.Decls).OfType<GenDecl>().SelectMany(decl => decl.Specs).OfType<TypeSpec>()
        .Where(spec => spec.Name.Name == type).Select(spec => spec.Type).OfType<StructType>()
        .SelectMany(structure => structure.Fields.List).FirstOrDefault(member => member.Names.Any(name => name.Name == field) && member.Type is ChanType)?.Type;

    private static IEnumerable<(SourceFile File, CompositeLit Literal)> LiteralsOf(string type, PackageSource package) =>
        from one in Mentions.NodesIn(type, package)
        let literal = one.Node as CompositeLit
        where literal?.Type is Ident named && named.Name == type
        select (one.File, literal);

    private static bool IsAssigned(string field, PackageSource package) =>
        Mentions.NodesIn(field, package).Select(one => one.Node).OfType<AssignStmt>().Any(assign => assign.Lhs.Any(left => left is SelectorExpr selector && selector.Sel.Name == field));

    private static bool Sets(CompositeLit literal, string field) => literal.Elts.Any(element => element is KeyValueExpr { Key: Ident key } && key.Name == field);

    private static bool HasBothEnds(string field, PackageSource package)
    {
        var nodes = Mentions.NodesIn(field, package).Select(one => one.Node).ToList();
        return nodes.Exists(node => node is SendStmt { Chan: SelectorExpr sent } && sent.Sel.Name == field || node is CallExpr { Fun: Ident { Name: "close" }, Args: [SelectorExpr closed] } && closed.Sel.Name == field)
            && nodes.Exists(node => node is UnaryExpr { Op: Token.Arrow, X: SelectorExpr received } && received.Sel.Name == field || node is RangeStmt { X: SelectorExpr ranged } && ranged.Sel.Name == field);
    }

    // Named fields on one line, or none: what stands on several lines has columns of its own.
    private static bool Fill(Draft draft, SourceFile file, CompositeLit literal, string field)
    {
        if (file.TextOf(literal).Contains('\n', StringComparison.Ordinal) || !literal.Elts.All(element => element is KeyValueExpr)) return false;
        draft.Insert(file, literal.Rbrace, literal.Elts.IsEmpty ? field : $", {field}");
        return true;
    }
}
