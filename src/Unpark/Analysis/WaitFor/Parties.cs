using Unpark.Knowledge;
using Unpark.Model;

namespace Unpark.Analysis.WaitFor;

/// <summary>The goroutines of a moment, of equal ones a few.</summary>
internal sealed class Parties
{
    private const int OfGroup = 32;
    private const int Most = 20_000;

    private readonly Dictionary<string, List<Party>> _byPackage = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Party>> _byCreator = new(StringComparer.Ordinal);

    public Parties(MomentFacts facts, FrameTable frames, Survivors? survivors)
    {
        foreach (var site in facts.Sites)
        {
            if (site.IsObserver || site.Kind is WaitKind.RuntimeOwn) continue;
            foreach (var group in site.Parts)
            {
                var stack = new StackScopes(group, frames);
                foreach (var party in Of(site, group, stack, survivors)) Add(party);
                if (All.Count >= Most) return;
            }
        }
    }

    public List<Party> All { get; } = [];

    /// <summary>
    /// Nobody in the program's own code runs, sleeps or waits for the outside world, but for main asleep and who accepts connections:
    /// a goroutine that waits for another one waits for one that waits too.
    /// </summary>
    public bool IsQuiet => !All.Exists(party => party.IsLive && (party.Stack.HasProgramsCode || IsUnseen(party)) && !IsBackdrop(party));

    /// <summary>Those with a frame of the package.</summary>
    public IReadOnlyList<Party> In(string package) => _byPackage.TryGetValue(package, out var found) ? found : [];

    /// <summary>Those that the function started, with its closures, or the methods of the type.</summary>
    public IReadOnlyList<Party> StartedBy(string scope) => _byCreator.TryGetValue(scope, out var found) ? found : [];

    /// <summary>There for as long as the program is, whatever the others do.</summary>
    public static bool IsBackdrop(Party party) => party.Stack.Accepts || (party.Site.IsMain && party.Kind == WaitKind.Sleep);

    // "goroutine running on other thread; stack unavailable"
    private static bool IsUnseen(Party party) => party.Kind == WaitKind.Running && party.Stack.Scopes.Length == 0;

    private static IEnumerable<Party> Of(SiteGroup site, GoroutineGroup group, StackScopes stack, Survivors? survivors)
    {
        if (group.Goroutines.IsEmpty)
        {
            yield return new(site, stack, default, [], isSettled: false);
            yield break;
        }
        var kept = 0;
        for (var i = 0; i < Math.Min(OfGroup, group.Goroutines.Length); i++)
        {
            var goroutine = group.Goroutines[i];
            while (kept < group.Pointers.Length && kept < i && group.Pointers[kept].Goroutine != goroutine.Id) kept++;
            var pointers = kept < group.Pointers.Length && group.Pointers[kept].Goroutine == goroutine.Id ? group.Pointers[kept++].Pointers : [];
            yield return new(site, stack, goroutine, pointers, goroutine.Minutes > 0 || survivors?.Stayed(goroutine.Id, site) == true);
        }
    }

    private void Add(Party party)
    {
        All.Add(party);
        foreach (var package in party.Stack.Packages.Distinct(StringComparer.Ordinal))
        {
            if (package.Length > 0) ListOf(_byPackage, package).Add(party);
        }
        if (party.Stack.Creator.Length > 0) ListOf(_byCreator, party.Stack.Creator).Add(party);
    }

    private static List<Party> ListOf(Dictionary<string, List<Party>> lists, string key)
    {
        if (!lists.TryGetValue(key, out var list)) lists.Add(key, list = []);
        return list;
    }
}
