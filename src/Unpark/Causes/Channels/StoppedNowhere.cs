using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Source.Facts;
using Unpark.Source.Names;

namespace Unpark.Causes.Channels;

/// <summary>Looks along the calls that led to the start for one that nobody ends.</summary>
internal static class StoppedNowhere
{
    private const int MostLevels = 6;

    /// <param name="stops">What would end the goroutines, in functions of their own.</param>
    public static Cause? Explain(StuckPlace place, Operation wait, IReadOnlyList<Operation> stops)
    {
        if (place.Start is not { } start || stops.FirstOrDefault(stop => IsCallable(stop.Function)) is not { } stopped) return null;
        // Where all who have what it is inside of end that, one was replaced and not ended.
        foreach (var site in SitesOf(place.Facts, start, stops, stopped, throughWrappers: true).Concat(SitesOf(place.Facts, start, stops, stopped, throughWrappers: false)))
        {
            var function = site.Function;
            // What is started may end itself as well.
            var nodes = StuckPlace.NodesIn(function, stops).Where(node => node != start.Node && node != site.Node).ToList();
            var exit = PathWalk.ExitsWithout(function, [site.Node], nodes).FirstOrDefault(exit => !ErrorCheck.IsBehind(function, site.Node, exit));
            if (nodes.Count > 0 && exit is null) continue;
            var others = place.OthersOf(wait, [StuckPlace.Spot(stopped, $"would end it, in {stopped.Function}")]);
            if (nodes.Count > 0)
                return new(ChannelWords.NameOf(function, exit!), $"{stopped.Function}, which would end the loop, {ChannelWords.Skipped(function, exit!)}", ChannelWords.SpotOf(function, exit!.Culprit), [.. others, .. ChannelWords.BesideOf(function, exit.Culprit)], IsSure: false);
            if (OfHalfMade(place, wait, site, stops, stopped) is { } left) return left;
            if (StopThrownAway(place.Facts, site, stops))
                return new("forgotten-cancel", $"what would end the goroutine is thrown away at {StuckPlace.PlaceOf(function.File, site.Line)}, so that nobody calls {stopped.Function}", function.File.SpotAt(site.Node.Pos, "throws away what ends it"), others, IsSure: false);
            return new("never-stopped", $"started at {StuckPlace.PlaceOf(function.File, site.Line)}, and {function} never calls {stopped.Function}, which would end it", function.File.SpotAt(site.Node.Pos, $"no {stopped.Function} follows"), others, IsSure: false);
        }
        return OfHalfMade(place, wait, start, stops, stopped);
    }

    private static Cause? OfHalfMade(StuckPlace place, Operation wait, Call site, IReadOnlyList<Operation> stops, Operation stopped) =>
        LeftHalfMade(place.Facts, site, stops) is not { } left ? null
        : new(ChannelWords.EarlyReturn, $"{stopped.Function}, which would end the loop, is left out by the return at {StuckPlace.PlaceOf(site.Function.File, site.Function.File.LineOf(left))}: what is made so far is given to nobody", ChannelWords.SpotOf(site.Function, left), place.OthersOf(wait, [StuckPlace.Spot(stopped, $"would end it, in {stopped.Function}")]), IsSure: false);

    // joined, _ := Join(a, b): the second result is what would end it.
    private static bool StopThrownAway(PackageFacts facts, Call site, IReadOnlyList<Operation> stops) =>
        site is { Callees: [var made], Statement: AssignStmt { Lhs: var names } } && StopIn(facts, made, stops) is { } index && index < names.Length && names[index] is Ident { Name: "_" };

    // return c, c.cancel
    private static int? StopIn(PackageFacts facts, Function made, IReadOnlyCollection<Operation> stops) =>
        made.Body?.Descend(node => node is not FuncLit).OfType<ReturnStmt>().SelectMany(@return => @return.Results.Index())
            .Where(result => result.Item is SelectorExpr method && facts.Names.Method(facts.Types.Of(method.X), method.Sel.Name) is { } stop && StuckPlace.Reaches(stop, stops, 0)).Select(result => (int?)result.Index).FirstOrDefault();

    // return nil, err in a constructor, behind the start of what its value would stop; somebody does stop those that are made.
    private static ReturnStmt? LeftHalfMade(PackageFacts facts, Call site, IReadOnlyList<Operation> stops)
    {
        if (site.Function is not { Body: { } body, Results: [var made, ..] } || facts.Names.FullNameOf(made.Type) is not { } type) return null;
        if (!facts.Functions.Any(method => method.ReceiverType == type && StuckPlace.Reaches(method, stops, 0))) return null;
        if (!facts.Functions.Any(user => user.ReceiverType != type && user.Calls.Exists(call => call.Callees.Exists(callee => callee.ReceiverType == type && StuckPlace.Reaches(callee, stops, 0))))) return null;
        return body.Descend(node => node is not FuncLit).OfType<ReturnStmt>().FirstOrDefault(@return => @return.Pos > site.Node.Pos && @return.Results is [Ident { Name: "nil" }, _, ..]);
    }

    // The calls of the function that starts it, of those that hand on what it returns, and so forth.
    private static IEnumerable<Call> SitesOf(PackageFacts facts, Call start, IReadOnlyList<Operation> stops, Operation stopped, bool throughWrappers)
    {
        var (stop, holder) = (stopped.Function, HolderOf(facts, stopped));
        var (level, told) = (new List<Call> { start }, new HashSet<Call>());
        for (var depth = 0; depth < MostLevels && level.Count > 0; depth++)
        {
            var next = new List<Call>();
            foreach (var call in level.Where(told.Add))
            {
                if ((IsOwner(facts, call.Function, stop) || Returns(facts, call.Function, holder) || (throughWrappers && IsWrapper(facts, call.Function, start.Function, stops) && LeftHalfMade(facts, call, stops) is null) || HandsOn(facts, call) || StopIn(facts, call.Function, stops) is not null) && call.Function.Callers.Count > 0) next.AddRange(call.Function.Callers);
                else yield return call;
            }
            level = next;
        }
    }

    // Nobody calls main, nor a test, nor what runs as a goroutine of its own.
    private static bool IsCallable(Function function) =>
        !(function.Callers.Count > 0 && function.Callers.TrueForAll(call => call.Way == CallWay.Go)) && !function.Outermost.IsBeginning;

    // A method of the type, its constructor, or who has no body of work: somebody above has to stop it.
    private static bool IsOwner(PackageFacts facts, Function function, Function stop) =>
        (function.Outermost.ReceiverType is { } type && type == stop.ReceiverType) || function.IsClosure && function.Outermost.ReceiverType == stop.ReceiverType && stop.ReceiverType is not null
        || Returns(facts, function, stop.ReceiverType);

    // Another method of its type, or of what it returns, ends what that has inside, and starts none itself: whoever has the value can.
    private static bool IsWrapper(PackageFacts facts, Function function, Function started, IReadOnlyList<Operation> stops) =>
        function.Results.Select(result => facts.Names.FullNameOf(result.Type)).Append(function.Outermost.ReceiverType).OfType<string>()
            .SelectMany(facts.Names.MethodsOf).Any(method => method != function.Outermost && StuckPlace.Reaches(method, stops, 0) && !Calls(method, started, 0));

    private static bool Calls(Function function, Function wanted, int depth) =>
        depth < MostLevels && function.Calls.Exists(call => call.Callees.Exists(callee => callee == wanted || (callee != function && Calls(callee, wanted, depth + 1))));

    // p.Open(); return p
    private static bool HandsOn(PackageFacts facts, Call call) => call.On is { Kind: VariableKind.Local } of
        && call.Function.Body!.Descend(node => node is not FuncLit).OfType<ReturnStmt>().Any(@return => @return.Results.Any(result => result.Unparen() is Ident name && facts.Types.VariableOf(name) == of));

    private static bool Returns(PackageFacts facts, Function function, string? type) => type is not null && function.Results.Exists(result => facts.Names.FullNameOf(result.Type) == type);

    // watch.cancel(), close(watch.done): whoever has the watch can stop it, its constructor hands it on.
    private static string? HolderOf(PackageFacts facts, Operation stop) => stop.Node switch
    {
        CallExpr { Fun: SelectorExpr { X: var of } } when stop.Kind == OperationKind.Cancel => facts.Types.NameOf(of),
        CallExpr { Args: [SelectorExpr { X: var of }] } when stop.Kind == OperationKind.Close => facts.Types.NameOf(of),
        _ => null,
    };
}
