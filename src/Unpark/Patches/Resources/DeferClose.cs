using Unpark.Findings;
using Unpark.Model;
using Unpark.Patches.Editing;
using Unpark.Patches.Reading;
using Unpark.Source;

namespace Unpark.Patches.Resources;

/// <summary>What a function opens and never closes is closed when it returns.</summary>
/// <remarks>What is stuck is a library's: its places are looked for in the packages of the program. Each of them is a fault by itself; of very many, none can be told to be this one.</remarks>
internal static class DeferClose
{
    private const int MostPlaces = 5;

    /// <param name="packages">Those of the program and of the modules at hand: read for the rules that need them.</param>
    public static Patch? Propose(Finding finding, Lazy<IReadOnlyList<PackageSource>> packages)
    {
        var found = ResourceKind.All.Where(kind => kind.Rules.Contains(finding.Rule.Name))
            .SelectMany(kind => packages.Value.SelectMany(package => OpenedResource.NeverClosed(kind, package)).Select(resource => (Kind: kind, Resource: resource)))
            .ToList();
        // The line that opened it, where the stack has it.
        var here = found.FindAll(one => finding.Stack.Frames.Any(frame => IsAt(frame, one.Resource)));
        var places = here.Count > 0 ? here : found;
        return places.Count is > 0 and <= MostPlaces ? Close(places) : null;
    }

    private static bool IsAt(Frame frame, OpenedResource resource) =>
        frame.Line == resource.File.LineOf(resource.Opened) && frame.File.EndsWith("/" + resource.File.Name, StringComparison.Ordinal);

    private static Patch? Close(List<(ResourceKind Kind, OpenedResource Resource)> places)
    {
        var draft = new Draft();
        var closed = places.Where(place => Close(draft, place.Kind, place.Resource)).ToList();
        if (closed.Count == 0) return null;
        var words = string.Join(", ", closed.Select(place => $"the {place.Kind.Word} of {place.Resource.File.Name}:{place.Resource.File.LineOf(place.Resource.Opened)}"));
        return PatchPlace.Finish(draft, "defer-close", $"nothing ever closes {words}; it is used in its function alone, and done with when that returns");
    }

    private static bool Close(Draft draft, ResourceKind kind, OpenedResource resource)
    {
        var map = SyntaxMap.Of(resource.File);
        if (resource.OpenFrom(map) is not { } open || map.LoopsAround(open, map.FunctionOf(open)).Any()) return false;
        draft.InsertBelow(resource.File, open, $"defer {resource.Variable.Name}.{kind.Close}");
        return true;
    }
}
