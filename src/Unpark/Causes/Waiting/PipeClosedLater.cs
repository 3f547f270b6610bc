using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Source.Facts;

namespace Unpark.Causes.Waiting;

/// <summary>A function waits for who reads from its pipe, and closes the pipe's writer only behind that, or in a defer: the reader waits for more.</summary>
internal sealed class PipeClosedLater : CauseFinder
{
    public override Cause? Explain(StuckPlace place) =>
        place.Waits is [{ Kind: OperationKind.Wait or OperationKind.Receive or OperationKind.Range } wait] ? Partners.InPipe(place, wait).Select(found => CauseOf(place, wait, found.Partner, found.Other)).FirstOrDefault(cause => cause is not null) : null;

    private static Cause? CauseOf(StuckPlace place, Operation wait, Witness reader, Operation other)
    {
        var start = place.Others.StartOf(reader);
        if (place.Self.Frames.FirstOrDefault(frame => frame.Function == start?.Function) is not { } frame || WriterOf(frame.Function) is not { } writer) return null;
        var closes = frame.Function.Body!.Descend().OfType<CallExpr>().Where(call => call.Fun is SelectorExpr { X: Ident of, Sel.Name: "Close" or "CloseWithError" } && of.Name == writer.Name).ToList();
        var deferred = frame.Function.Body!.Descend().OfType<DeferStmt>().Select(defer => defer.Call).ToHashSet();
        if (closes.Count == 0 || !closes.TrueForAll(close => deferred.Contains(close) || frame.Function.File.LineOf(close) > frame.Line)) return null;
        return new("wait-before-close", $"{StuckPlace.PlaceOf(frame.Function.File, frame.Line)} waits for the {Partners.Word(other)} at {StuckPlace.PlaceOf(other)}, whose goroutine reads from a pipe until {writer.Name} is closed, and that comes later, at {StuckPlace.PlaceOf(frame.Function.File, frame.Function.File.LineOf(closes[0]))}",
            frame.Index == place.Self.Frames[0].Index ? StuckPlace.Spot(wait, "waits too early") : frame.Spot("waits too early"),
            [frame.Function.File.SpotAt(closes[0].Pos, "closes the pipe"), reader.Frames[0].Spot("reads from the pipe"), StuckPlace.Spot(other, $"the {Partners.Word(other)}"), StuckPlace.Spot(wait, "stuck here")], IsSure: false);
    }

    // r, w := io.Pipe()
    private static Ident? WriterOf(Function function) => function.Body!.Descend(node => node is not FuncLit).OfType<AssignStmt>()
        .Select(assign => assign is { Lhs: [_, Ident writer], Rhs: [CallExpr { Fun: SelectorExpr { X: Ident { Name: "io" }, Sel.Name: "Pipe" } }] } ? writer : null).FirstOrDefault(writer => writer is not null);
}
