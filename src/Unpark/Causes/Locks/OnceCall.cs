using Unpark.Findings;
using Unpark.GoSyntax.Expressions;
using Unpark.Source.Facts;
using Unpark.Source.Names;

namespace Unpark.Causes.Locks;

/// <summary>A call that runs a function the first time and waits for that one to end at any other: <c>once.Do(f)</c>, or of what <c>sync.OnceFunc(f)</c> made.</summary>
/// <param name="Once">The Once, or the variable that holds what was made.</param>
/// <param name="Name">"once.Do", "checkDigest"</param>
internal sealed record OnceCall(Call Call, Variable Once, string Name)
{
    /// <summary>"module.go:59"</summary>
    public string Place => StuckPlace.PlaceOf(Call.Function.File, Call.Line);

    /// <summary>The one that the frame is in; null for others.</summary>
    public static OnceCall? At(LocatedFrame frame) =>
        frame.Function.Calls.Where(call => call.Line == frame.Line).Select(call => Of(frame.Facts, call)).FirstOrDefault(once => once is not null);

    public SourceSpot Spot(string what) => Call.Function.File.SpotAt(Call.Node.Pos, what);

    private static OnceCall? Of(PackageFacts facts, Call call) => call switch
    {
        { On: { } once, Node.Fun: SelectorExpr { Sel.Name: "Do" } selector } when facts.Types.NameOf(selector.X) == "sync.Once" => new(call, once, $"{once.Name}.Do"),
        { Through: { HasOrigins: true } held } when held.Origins.TrueForAll(origin => origin.Kind == OriginKind.Once) => new(call, held, held.Name),
        _ => null,
    };
}
