using Unpark.Causes.Channels;
using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Source.Facts;

namespace Unpark.Causes.Resources;

/// <summary>The body of a response is left open: its connection's two goroutines stay.</summary>
internal sealed class BodyNotClosed : ResourceCause
{
    /// <summary>From a request to the loop that makes it again and again.</summary>
    private const int MostCallers = 3;

    // Who waits for a connection waits for one that an open body keeps.
    public override bool MayExplain(Finding finding) => IsSure(finding) || IsIn(finding, "net/http.(*Transport).getConn");

    public override IEnumerable<Cause> ExplainFew(Finding finding, PackageFacts facts) => IsSure(finding) ? Find(finding, facts) : [];

    // Many stay open: what runs again and again comes first.
    protected override IEnumerable<Cause> Find(Finding finding, PackageFacts facts) =>
        LeftOpen(facts).Concat(ThrownAway(facts)).OrderByDescending(open => IsRepeated(open.Function, 0)).Select(open => CauseOf(finding, open));

    private static IEnumerable<Open> LeftOpen(PackageFacts facts)
    {
        foreach (var (function, name, call) in Closings.Made(facts, "http.Response"))
        {
            if (Closings.LeftOpen(function, name, call, member => member == "Body.Close", comesWithError: ComesWithError(function, call)) is not { } exit) continue;
            var how = exit.Culprit == function.Node ? "is never closed" : ChannelWords.Skipped(function, exit).Replace("is skipped", "is not closed", StringComparison.Ordinal);
            yield return new(function, call, $"{name.Name}.Body, of the request at {StuckPlace.PlaceOf(function.File, function.File.LineOf(call))}, {how}");
        }
    }

    // _, err = client.do(request): nobody can close it.
    private static IEnumerable<Open> ThrownAway(PackageFacts facts) =>
        from function in facts.Functions
        from call in function.Calls
        where call is { Way: CallWay.Plain, Statement: AssignStmt { Lhs: [Ident { Name: "_" }, ..], Rhs: [var value] } } && value == call.Node && facts.Types.NameOf(call.Node) == "http.Response" && HandsOutOpen(call)
        select new Open(function, call.Node, $"the response of the request at {StuckPlace.PlaceOf(function.File, call.Line)} is thrown away, and its body never closed");

    // A function of the package may have closed the body of what it returns.
    private static bool HandsOutOpen(Call call) =>
        call.Callees.TrueForAll(callee => callee.Body?.Descend().Any(node => node is DeferStmt defer && defer.Descend().Any(inner => inner is SelectorExpr { X: SelectorExpr { Sel.Name: "Body" }, Sel.Name: "Close" })) != true);

    // return resp, &statusError{}: with this error comes a body.
    private static bool ComesWithError(Function function, CallExpr call) =>
        function.Calls.Find(known => known.Node == call) is { Callees: { Count: > 0 } callees } && callees.Exists(callee => callee.Body?.Descend(node => node is not FuncLit).OfType<ReturnStmt>().Any(way => way.Results is [Ident { Name: not "nil" }, UnaryExpr or CallExpr or CompositeLit]) == true);

    private static bool IsRepeated(Function function, int depth) =>
        Recovery.IsServed(function) || (depth < MostCallers && function.Callers.Exists(call => call.Loop is not null || IsRepeated(call.Function, depth + 1)));

    private static Cause CauseOf(Finding finding, Open open) => new("body-not-closed", open.Sentence, open.Function.File.SpotAt(open.Request.Pos, "no Body.Close on every path"), [], IsSure(finding));

    private static bool IsSure(Finding finding) => finding.Rule.Name == "unread-body";

    private sealed record Open(Function Function, CallExpr Request, string Sentence);
}
