using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.Patches.Editing;
using Unpark.Patches.Reading;
using Unpark.Source;

namespace Unpark.Patches.Channels;

/// <summary>The loop of an object receives until a channel of the object is closed: who sends to it looks at that channel, too.</summary>
internal sealed class SelectQuit : PatchFinder
{
    public override Patch? Propose(PatchPlace place)
    {
        if (!place.IsSending || !place.IsLeftBehind || place.OnLine<SendStmt>().FirstOrDefault() is not { Chan: SelectorExpr { Sel: var field } channel } stuck || !place.Map.ListOf(stuck).Contains(stuck)) return null;
        if (QuitOf(field.Name, place.Package) is not { } quit || place.File.TextOf(stuck).Contains('\n', StringComparison.Ordinal)) return null;
        var way = WayOut.IsLast(stuck, place.Map) ? null : WayOut.From(stuck, place.File, error: null);
        if (way is null && !WayOut.IsLast(stuck, place.Map)) return null;

        var draft = new Draft();
        draft.ReplaceLines(place.File, stuck, $"select {{\ncase {place.File.TextOf(stuck)}:{Draft.Kept}\ncase <-{place.File.TextOf(channel.X)}.{quit}:{(way is null ? "" : $"\n\t{way.Return}")}\n}}");
        way?.Prepare(draft, place.File);
        return PatchPlace.Finish(draft, "select-done", $"who receives from {field.Name} returns when {quit} is closed; whoever sends then finds nobody any more, and ends as well");
    }

    // The channel that ends every loop in which the field is received from, is closed somewhere, and never sent on.
    private static string? QuitOf(string field, PackageSource package)
    {
        var all = Mentions.OfMember(field, package).ToList();
        var receives = all.FindAll(use => use.Parent is UnaryExpr { Op: Token.Arrow } or RangeStmt);
        if (receives.Count == 0 || all.Exists(use => use.Parent is CallExpr)) return null;
        var quits = receives.Select(use => QuitBeside(use.Selector, SyntaxMap.Of(use.File))).Distinct().ToList();
        if (quits is not [{ } quit]) return null;
        var uses = Mentions.OfMember(quit, package).Select(use => use.Parent).ToList();
        return uses.Exists(use => use is CallExpr { Fun: Ident { Name: "close" } }) && uses.TrueForAll(use => use is CallExpr { Fun: Ident { Name: "close" } } or UnaryExpr { Op: Token.Arrow }) ? quit : null;
    }

    // "case <-h.quit: return" in the select around "case c := <-h.register", of the same h.
    private static string? QuitBeside(SelectorExpr received, SyntaxMap map)
    {
        var clause = map.Around(received).OfType<CommClause>().FirstOrDefault();
        if (clause is null || received.X is not Ident owner || map.Around(clause).OfType<SelectStmt>().FirstOrDefault() is not { } select) return null;
        return select.Body.List.OfType<CommClause>()
            .Where(other => other.Body is [ReturnStmt { Results.IsEmpty: true }])
            .Select(other => other.Comm is ExprStmt { X: UnaryExpr { Op: Token.Arrow, X: SelectorExpr { X: Ident same } quit } } && same.Name == owner.Name ? quit.Sel.Name : null)
            .FirstOrDefault(quit => quit is not null);
    }
}
