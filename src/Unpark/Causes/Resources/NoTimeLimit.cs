using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.Model;
using Unpark.Source.Facts;

namespace Unpark.Causes.Resources;

/// <summary>A request, a read or a server without a limit of time waits as long as the other side likes.</summary>
internal sealed class NoTimeLimit : ResourceCause
{
    public override bool MayExplain(Finding finding) =>
        finding.Level != Level.Note && finding.Rule.Name is "request-without-limit" or "connection-without-deadline" or "server-without-timeouts";

    protected override IEnumerable<Cause> Find(Finding finding, PackageFacts facts) => finding.Rule.Name switch
    {
        "request-without-limit" => At(facts, finding, "no-timeout", "the request has no limit of time: neither its client's Timeout nor a context ends it", IsRequest),
        "connection-without-deadline" => At(facts, finding, "no-deadline", "the connection has no deadline: a peer that says nothing keeps it waiting", IsRead),
        _ => At(facts, finding, "no-deadline", "the server has neither ReadHeaderTimeout nor IdleTimeout: clients that say nothing keep their goroutines", IsServer),
    };

    /// <summary>Whoever closes a connection waits for the other side first. To wait for the next message may be meant; this is not.</summary>
    public override IEnumerable<Cause> ExplainFew(Finding finding, PackageFacts facts)
    {
        if (finding.Rule.Name != "connection-without-deadline") yield break;
        var frames = finding.Stack.Frames.Select(frame => (frame.Line, Function: facts.Functions.FirstOrDefault(function => IsAt(frame, function)))).Where(frame => frame.Function is not null).ToList();
        if (frames.Exists(frame => HasLimit(frame.Function!)) || frames.Find(frame => frame.Function is { Name: "Close" or "Stop" or "Shutdown", ReceiverType: not null }) is not { Function: { } closer } at) yield break;
        if (closer.Calls.Find(call => call.Line == at.Line) is not { } call) yield break;
        var read = frames[0].Function!.File;
        yield return new("no-deadline", $"{closer} waits for the other side, at {StuckPlace.PlaceOf(read, frames[0].Line)}, before it closes: the connection has no deadline, and a peer that says nothing keeps it waiting",
            closer.File.SpotAt(call.Node.Pos, "waits before it closes"), [new(read.Path, frames[0].Line, 1, "no limit of time")], IsSure: false);
    }

    private static bool IsAt(Frame frame, Function function) => function.Holds(frame.Line) && frame.File.EndsWith("/" + function.File.Name, StringComparison.Ordinal)
        && frame.Function.EndsWith("." + function.Name, StringComparison.Ordinal) && (function.ReceiverType is not { } type || frame.Function.Contains(type, StringComparison.Ordinal));

    // The user's line where the evidence shows one; else the first place of the package that does so.
    private static IEnumerable<Cause> At(PackageFacts facts, Finding finding, string name, string sentence, Func<Node, bool> isIt)
    {
        foreach (var function in facts.Functions)
        {
            var node = function.Body?.Descend(node => node is not FuncLit).FirstOrDefault(isIt);
            if (node is null || HasLimit(function) || (finding.Site is { Library: null } site && function.File.Name == site.Frame.File[(site.Frame.File.LastIndexOf('/') + 1)..] && !function.Holds(site.Frame.Line))) continue;
            yield return new(name, $"{sentence} ({StuckPlace.PlaceOf(function.File, function.File.LineOf(node))})", function.File.SpotAt(node.Pos, "no limit of time"), [], IsSure: false);
        }
    }

    /// <summary>A deadline or a timeout is set in the function.</summary>
    public static bool HasLimit(Function function) => function.Body?.Descend().Any(IsLimit) == true;

    private static bool IsLimit(Node node) => node is SelectorExpr { Sel.Name: "SetDeadline" or "SetReadDeadline" or "SetWriteDeadline" or "WithTimeout" or "WithDeadline" } or KeyValueExpr { Key: Ident { Name: "Timeout" } };

    private static bool IsRequest(Node node) => node is CallExpr { Fun: SelectorExpr { Sel.Name: "Get" or "Post" or "Head" or "PostForm" or "Do" } };

    private static bool IsRead(Node node) => node is CallExpr { Fun: SelectorExpr { Sel.Name: "Read" or "ReadString" or "ReadLine" or "ReadBytes" or "Scan" or "ReadAll" or "ReadFull" or "Write" or "Copy" or "Decode" } };

    private static bool IsServer(Node node) => node switch
    {
        CallExpr { Fun: SelectorExpr { X: Ident { Name: "http" }, Sel.Name: "Serve" or "ListenAndServe" or "ListenAndServeTLS" or "ServeTLS" } } => true,
        CompositeLit { Type: SelectorExpr { X: Ident { Name: "http" }, Sel.Name: "Server" } } server => !server.Elts.Any(element => element is KeyValueExpr { Key: Ident { Name: "ReadHeaderTimeout" or "ReadTimeout" } }),
        _ => false,
    };
}
