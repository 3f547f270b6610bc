using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.GoSyntax.Types;
using Unpark.Patches.Reading;

namespace Unpark.Linting.Channels;

internal sealed class NeverMadeChannel : LintRule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP9002",
        Name: "never-made-channel",
        Class: FindingClass.Channel,
        Title: "A channel is declared and never made",
        Why: "The zero value of a channel is nil, and who sends to a nil channel or receives from one waits for ever. In a select such a case is never ready, which is an idiom; outside of one it never is.",
        Confirm: "Look for an assignment to the variable: there is none.",
        Fix: "Make the channel where it is declared: ch := make(chan T).")
    {
        Example = """
            // nil: the receive never ends
            var done chan struct{}
            <-done

            // made
            done := make(chan struct{})
            """,
        MaxConfidence = Confidence.Proven,
    };

    internal override IEnumerable<LintHit> Examine(LintFunction function) =>
        from spec in function.Nodes.OfType<ValueSpec>()
        where spec is { Type: ChanType, Values.IsEmpty: true }
        from name in spec.Names
        let variable = LocalVariable.Find(function.Declaration, name.Name)
        where variable is not null && variable.Declaration == spec && variable.Uses.All(use => IsPlainUse(use, function.Map))
        from waiting in variable.Uses.Select(use => function.Map.ParentOf(use)!)
        where waiting is SendStmt or UnaryExpr or RangeStmt && !IsCase(waiting, function.Map)
        select new LintHit(waiting, $"{name.Name} is nil: this waits for ever", $"{name.Name} is declared at line {function.LineOf(name)} and never assigned");

    // Whatever else is done with it might set it, or stand in a comparison with nil.
    private static bool IsPlainUse(Ident use, SyntaxMap map) => map.ParentOf(use) switch
    {
        SendStmt send => send.Chan == use,
        UnaryExpr unary => unary.Op == Token.Arrow,
        RangeStmt range => range.X == use,
        _ => false,
    };

    private static bool IsCase(Node waiting, SyntaxMap map) =>
        map.Around(waiting).OfType<CommClause>().Any(clause => clause.Comm is { } comm && comm.Pos <= waiting.Pos && waiting.End <= comm.End);
}
