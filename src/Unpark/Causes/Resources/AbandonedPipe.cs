using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Source.Facts;

namespace Unpark.Causes.Resources;

/// <summary>One end of an io.Pipe stops and is not closed: who is at the other end waits for ever.</summary>
internal sealed class AbandonedPipe : ResourceCause
{
    private const string Name = "abandoned-pipe";

    public override bool MayExplain(Finding finding) => finding.Rule.Name == Name;

    protected override IEnumerable<Cause> Find(Finding finding, PackageFacts facts)
    {
        var isReadFrom = IsIn(finding, "io.(*pipe).read");
        foreach (var function in facts.Functions.Where(function => function.Body is not null))
        {
            foreach (var assign in function.Body!.Descend().OfType<AssignStmt>())
            {
                if (assign is not { Lhs: [Ident reader, Ident writer], Rhs: [CallExpr { Fun: SelectorExpr { X: Ident { Name: "io" }, Sel.Name: "Pipe" } } made] }) continue;
                if (Explain(function, made, isReadFrom ? writer : reader, isReadFrom ? "reads" : "writes") is { } cause) yield return cause;
            }
        }
    }

    /// <param name="left">The end that nobody is at.</param>
    /// <param name="does">What they do at the other: "reads".</param>
    private static Cause? Explain(Function function, CallExpr made, Ident left, string does)
    {
        var uses = function.Body!.Descend().OfType<Ident>().Where(ident => ident.Name == left.Name && ident != left).ToList();
        if (uses.Count == 0) return null;
        if (Closes(function, left.Name)) return Closings.LeftOpen(function, left, made, IsClosing) is { } exit ? OfExit(function, function, left, made, exit.Culprit, does) : null;
        if (UserOf(function, uses[^1]) is not var (user, use)) return null;
        if (use is ReturnStmt) return OfExit(user, function, left, made, use, does);
        var (pipe, last) = (function.File.SpotAt(made.Pos, "the pipe"), user.File.SpotAt(use.Pos, does == "writes" ? "reads, and does not close" : "gets the writer, and does not close it"));
        // Who reads last should close; of a writer nobody knows who is the last.
        return does == "writes"
            ? new(Name, $"{left.Name} is read at {StuckPlace.PlaceOf(user.File, user.File.LineOf(use))} and not closed: whoever writes on waits for ever", last, [pipe], IsSure: false)
            : new(Name, $"{left.Name}, the writer of the pipe made at {StuckPlace.PlaceOf(function.File, function.File.LineOf(made))}, is never closed: whoever reads on waits for ever", pipe, [last], IsSure: false);
    }

    // The pipe may be made elsewhere, by whom the function with the exit calls.
    private static Cause OfExit(Function function, Function maker, Ident left, CallExpr made, Node exit, string does) =>
        new(Name, $"{left.Name} is not closed on the way out at {StuckPlace.PlaceOf(function.File, function.File.LineOf(exit))}: whoever {does} on waits for ever", function.File.SpotAt(exit.Pos, "leaves, and does not close"),
            [maker.File.SpotAt(made.Pos, "the pipe")], IsSure: false);

    private static bool IsClosing(string member) => member is "Close" or "CloseWithError";

    private static bool Closes(Function function, string name) => ClosingsOf(function, name).Any();

    private static IEnumerable<Node> ClosingsOf(Function function, string name) =>
        function.Body!.Descend().Where(node => node is SelectorExpr { X: Ident closed } selector && closed.Name == name && IsClosing(selector.Sel.Name));

    // Who has it at the end, and where; null where that closes it.
    private static (Function Function, Node Use)? UserOf(Function function, Ident last)
    {
        if (function.Body!.Descend().OfType<ReturnStmt>().Any(@return => @return.Results.Contains(last))) return OfCaller(function, last);
        if (function.Calls.Find(call => call.Node.Args.Contains(last)) is { Callees: [{ Body: not null } callee] } given && callee.Parameters.ElementAtOrDefault(given.Node.Args.IndexOf(last)) is { } parameter) return Closes(callee, parameter.Name) ? null : OfParameter(callee, parameter.Name) ?? (function, last);
        return function.Body.Descend().Any(node => NameFor(node, last) is { } other && Closes(function, other)) ? null : (function, last);
    }

    // return r: the caller reads, and where it uses the result last it could close it.
    private static (Function Function, Node Use)? OfCaller(Function function, Ident last)
    {
        if (function.Callers is not [{ Function: { Body: { } body } caller } call, ..]) return (function, last);
        if (body.Descend().OfType<AssignStmt>().FirstOrDefault(assign => assign.Rhs is [var value] && value.Unparen() == call.Node) is not { Lhs: [Ident name, ..] }) return (caller, call.Node);
        List<Node> closings = [.. ClosingsOf(caller, name.Name)];
        if (closings.Count > 0) return PathWalk.ExitsWithout(caller, [call.Node], closings) is [var exit, ..] ? (caller, exit.Culprit) : null;
        var use = body.Descend().OfType<CallExpr>().LastOrDefault(used => used != call.Node && used.Args.Any(argument => argument is Ident ident && ident.Name == name.Name));
        return (caller, use ?? (Node)call.Node);
    }

    // A goroutine that it starts, and nobody waits for, is the last to have it.
    private static (Function Function, Node Use)? OfParameter(Function callee, string name)
    {
        var use = callee.Body!.Descend().OfType<Ident>().LastOrDefault(ident => ident.Name == name);
        return use is not null && callee.Calls.Exists(call => call.Way == CallWay.Go && call.Callees.Exists(closure => closure.Outer == callee && closure.Node.Pos < use.Pos && use.End < closure.Node.End)) ? (callee, use) : null;
    }

    // body = reader, var body io.ReadCloser = reader
    private static string? NameFor(Node node, Ident value) => node switch
    {
        AssignStmt { Lhs: [Ident name], Rhs: [var given] } when given == value => name.Name,
        ValueSpec { Names: [var name], Values: [var given] } when given == value => name.Name,
        _ => null,
    };
}
