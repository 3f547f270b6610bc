using Unpark.Findings;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Source.Facts;

namespace Unpark.Causes.Resources;

/// <summary>The reader of an io.Pipe stops and does not close it.</summary>
internal sealed class AbandonedPipe : ResourceCause
{
    public override IEnumerable<Cause> Explain(Finding finding, PackageFacts facts)
    {
        if (finding.Rule.Name != "abandoned-pipe") yield break;
        foreach (var function in facts.Functions.Where(function => function.Body is not null))
        {
            foreach (var assign in function.Body!.Descend().OfType<AssignStmt>())
            {
                if (assign is not { Lhs: [Ident reader, Ident], Rhs: [CallExpr { Fun: SelectorExpr { X: Ident { Name: "io" }, Sel.Name: "Pipe" } } made] }) continue;
                var uses = function.Body.Descend().OfType<Ident>().Where(ident => ident.Name == reader.Name && ident != reader).ToList();
                if (uses.Count == 0 || function.Body.Descend().Any(node => node is SelectorExpr { X: Ident closed, Sel.Name: "Close" or "CloseWithError" } && closed.Name == reader.Name)) continue;
                yield return new("abandoned-pipe", $"{reader.Name} is read at {StuckPlace.PlaceOf(function.File, function.File.LineOf(uses[^1]))} and not closed: whoever writes on waits for ever", function.File.SpotAt(uses[^1].Pos, "reads, and does not close"),
                    [function.File.SpotAt(made.Pos, "the pipe")], IsSure: false);
            }
        }
    }
}
