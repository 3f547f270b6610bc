using Unpark.Findings;
using Unpark.GoSyntax.Expressions;
using Unpark.Source.Facts;
using Unpark.Source.Names;

namespace Unpark.Causes.Channels;

/// <summary>A case of a select waits for a parameter, and all who call the function give nil for it: that way out is none.</summary>
internal sealed class NilArgument : CauseFinder
{
    public override Cause? Explain(StuckPlace place) => place.Waits.Length < 2 ? null
        : (from wait in place.Waits
           where wait.IsReceive && CallWithNil(wait) is not null
           select CauseOf(place, wait, CallWithNil(wait)!)).FirstOrDefault();

    private static Call? CallWithNil(Operation wait)
    {
        if (wait is not { Origins.Count: 0, Target: { Kind: VariableKind.Parameter, Owner: { } owner } parameter }) return null;
        var index = owner.Parameters.IndexOf(parameter);
        return owner.Callers.TrueForAll(call => index < call.Node.Args.Length && call.Node.Args[index].Unparen() is Ident { Name: "nil" }) ? owner.Callers.FirstOrDefault() : null;
    }

    private static Cause CauseOf(StuckPlace place, Operation wait, Call call) =>
        new("nil-channel", $"{wait.Target!.Name}, which would end the goroutine, is nil: {StuckPlace.PlaceOf(call.Function.File, call.Line)} gives none", call.Function.File.SpotAt(call.Node.Pos, "gives nil"), place.OthersOf(wait), IsSure: false);
}
