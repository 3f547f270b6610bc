using Unpark.GoSyntax;
using Unpark.GoSyntax.Statements;
using Unpark.Source.Facts;

namespace Unpark.Causes;

/// <summary>The way out right behind a call that failed: it made nothing, and there is nothing to end or to close.</summary>
internal static class ErrorCheck
{
    private const int MostLinesApart = 2;

    /// <param name="call">In the function itself; of a start of a goroutine no error is returned, nor of a call whose results nobody keeps.</param>
    public static bool IsBehind(Function function, Node? call, Exit exit) =>
        function.Calls.Exists(known => known.Node == call && known is { Way: CallWay.Plain, Statement: AssignStmt }) && function.Body!.Descend().OfType<IfStmt>().Any(check => IsOf(check, call!, function) && check.Body.Pos < exit.Node.Pos && exit.Node.End <= check.Body.End);

    // v, err := open(); if err != nil { return err }
    private static bool IsOf(IfStmt check, Node call, Function function) =>
        function.File.TextOf(check.Cond).Contains("err != nil", StringComparison.Ordinal)
        && (check.Init is { } init ? init.Pos <= call.Pos && call.End <= init.End : check.Pos > call.Pos && function.File.LineOf(check) - function.File.LineOf(call) <= MostLinesApart);
}
