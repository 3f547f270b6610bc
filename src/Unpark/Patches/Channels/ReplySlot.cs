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

/// <summary>
/// Each request carries a channel for its one answer, and who asked may have gone: room for the answer, where the request is made.
/// </summary>
internal sealed class ReplySlot : PatchFinder
{
    public override Patch? Propose(PatchPlace place)
    {
        if (!place.IsSending || place.OnLine<SendStmt>().FirstOrDefault() is not { Chan: SelectorExpr { Sel: var field } }) return null;
        if (TypeWith(field.Name, place.Package) is not { } type || IsKnownElsewhere(type.Name, field, place.Package)) return null;
        if (!Mentions.OfMember(field.Name, place.Package).All(use => IsAnswerOrReceive(use.File, use.Selector))) return null;

        var draft = new Draft();
        var room = 0;
        foreach (var (file, value) in ValuesOf(field.Name, type.Name.Name, place.Package))
        {
            if (MakeOf(file, value) is not { } make) return null;
            if (make.Args.Length > 1) continue;
            draft.Insert(file, make.Args[0].End, ", 1");
            room++;
        }
        return room == 0 ? null : PatchPlace.Finish(draft, "buffer-slot", $"each {type.Name.Name} has a channel of its own for one answer: with room for it who answers goes on, and who still asks receives the same value");
    }

    private static bool IsKnownElsewhere(Ident type, Ident field, PackageSource package) =>
        package.Files[0].Syntax.Name.Name != "main" && char.IsUpper(type.Name[0]) && char.IsUpper(field.Name[0]);

    // The one struct type with such a field.
    private static TypeSpec? TypeWith(string field, PackageSource package)
    {
        var types = Mentions.NodesIn(field, package).Select(one => one.Node).OfType<TypeSpec>()
            .Where(type => type.Type is StructType structure && structure.Fields.List.Any(member => member.Names.Any(name => name.Name == field))).ToList();
        return types is [{ Type: StructType { Fields: var fields } } only] && fields.List.First(member => member.Names.Any(name => name.Name == field)).Type is ChanType ? only : null;
    }

    private static bool IsAnswerOrReceive(SourceFile file, SelectorExpr use) => SyntaxMap.Of(file).ParentOf(use) switch
    {
        UnaryExpr { Op: Token.Arrow } => true,
        SendStmt send when send.Chan == use => IsAnswer(send, use, SyntaxMap.Of(file)),
        _ => false,
    };

    // The last thing that is done with a request: it came in this turn of the loop, or as an argument.
    private static bool IsAnswer(SendStmt send, SelectorExpr use, SyntaxMap map)
    {
        if (use.X is not Ident request || map.FunctionOf(send) is not { } function || map.ParentOf(send) is CommClause { Comm: var comm } && comm == send) return false;
        if (map.DeclarationOf(send) is not { } declaration || LocalVariable.Find(declaration, request.Name) is not { } variable) return false;
        var loop = map.LoopsAround(send, function).FirstOrDefault();
        if (loop is not null && !map.Around(variable.Declaration).Prepend(variable.Declaration).Contains(loop)) return false;
        for (Node node = send; node != function && node != loop; node = map.ParentOf(node)!)
        {
            if (node is not Stmt statement || node is CaseClause or CommClause) continue;
            if (map.After(statement) is [ReturnStmt or BranchStmt { Tok: Token.Continue }, ..]) return true;
            if (!map.After(statement).IsEmpty) return false;
        }
        return true;
    }

    // The literal itself where it names no such field: the value may then be anything.
    private static IEnumerable<(SourceFile File, Expr Value)> ValuesOf(string field, string type, PackageSource package) =>
        from one in Mentions.NodesIn(type, package)
        let literal = one.Node as CompositeLit
        where literal?.Type is Ident named && named.Name == type
        let pair = literal.Elts.OfType<KeyValueExpr>().FirstOrDefault(pair => pair.Key is Ident key && key.Name == field)
        select (one.File, pair?.Value ?? literal);

    // "make(chan T)", or a variable with it that is known to its function and the request alone.
    private static CallExpr? MakeOf(SourceFile file, Expr value)
    {
        if (value is CallExpr { Fun: Ident { Name: "make" }, Args: [ChanType, ..] } make) return make;
        var map = SyntaxMap.Of(file);
        if (value is not Ident name || map.DeclarationOf(name) is not { } function || ChannelUses.Find(file, function, name.Name) is not { Sends.IsEmpty: true, Closes.IsEmpty: true, GivenToGo.IsEmpty: true } channel) return null;
        return channel.Others.All(use => use == name) ? channel.Make : null;
    }
}
