using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.GoSyntax.Types;
using Unpark.Patches.Editing;
using Unpark.Patches.Reading;

namespace Unpark.Patches.Channels;

/// <summary>A channel in a variable that is never made, with both its ends in goroutines of one function: made where it is declared.</summary>
internal sealed class MakeLocalChannel : PatchFinder
{
    public override Patch? Propose(PatchPlace place)
    {
        if (place.ChannelsOnLine.OfType<Ident>().FirstOrDefault() is not { } name || place.Map.DeclarationOf(name) is not { } function) return null;
        if (LocalVariable.Find(function, name.Name) is not { Declaration: ValueSpec { Names.Length: 1, Values.IsEmpty: true, Type: ChanType type } } variable) return null;
        if (place.Map.StatementOf(variable.Declaration) is not DeclStmt { Decl: { Specs.Length: 1, Lparen.IsValid: false } } declared || !HasBothEnds(variable, place.Map)) return null;

        var draft = new Draft();
        draft.Replace(place.File, declared, $"{name.Name} := make({place.File.TextOf(type)})");
        return PatchPlace.Finish(draft, "make-channel", $"nothing assigns {name.Name}, and a nil channel lets nobody through; made where it is declared, its two sides meet");
    }

    // In one goroutine they would wait for each other.
    private static bool HasBothEnds(LocalVariable variable, SyntaxMap map)
    {
        var ends = variable.Uses.Select(use => (IsGiving: GivesTo(use, map), IsTaking: TakesFrom(use, map), Function: map.FunctionOf(use))).ToList();
        return ends.TrueForAll(end => end.IsGiving || end.IsTaking)
            && ends.Exists(giving => giving.IsGiving && ends.Exists(taking => taking.IsTaking && taking.Function != giving.Function));
    }

    private static bool GivesTo(Ident use, SyntaxMap map) => map.ParentOf(use) switch
    {
        SendStmt send => send.Chan == use,
        CallExpr { Fun: Ident { Name: "close" } } => true,
        _ => false,
    };

    private static bool TakesFrom(Ident use, SyntaxMap map) => map.ParentOf(use) is UnaryExpr { Op: Token.Arrow } or RangeStmt;
}
