using Unpark.Analysis.Series;
using Unpark.Analysis.Sites;
using Unpark.Knowledge.Waits;
using Unpark.Model;

namespace Unpark.Analysis.WaitFor;

/// <summary>The goroutines of a moment, of equal ones a few.</summary>
internal sealed class Parties
{
    private const int MostOfGroup = 32;
    private const int Most = 10_000;

    private readonly Dictionary<string, List<Party>> _livePackages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Party>> _byScope = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, List<Party>> _byPointer = [];
    private readonly Dictionary<string, List<Party>> _byCreator = new(StringComparer.Ordinal);

    public Parties(MomentFacts facts, FrameTable frames, Survivors? survivors)
    {
        IsWhole = !facts.Main.Cut;
        // One of each group comes before many of one: a holder that nobody looks at makes a stuck lock out of a busy one.
        var ofGroup = Math.Clamp(Most / Math.Max(1, facts.Sites.Sum(site => site.Parts.Length)), 1, MostOfGroup);
        foreach (var site in facts.Sites)
        {
            if (site.IsObserver || site.Kind is WaitKind.RuntimeOwn) continue;
            foreach (var group in site.Parts)
            {
                var stack = new StackScopes(group, frames);
                foreach (var party in Of(site, group, stack, survivors, ofGroup)) Add(party);
                if (All.Count < Most) continue;
                IsWhole = false;
                return;
            }
        }
    }

    public List<Party> All { get; } = [];

    /// <summary>Each of the program's places is here: what is not, is nowhere. Not so where the evidence was cut.</summary>
    public bool IsWhole { get; }

    /// <summary>
    /// Nobody in the program's own code runs, sleeps or waits for the outside world, but for main asleep and who accepts connections:
    /// a goroutine that waits for another one waits for one that waits too.
    /// </summary>
    public bool IsQuiet => IsWhole && !All.Exists(party => party.IsLive && (party.Stack.HasProgramsCode || IsUnseen(party)) && !IsBackdrop(party));

    /// <summary>Those with a frame of the package that go on by themselves and do not only keep the program alive.</summary>
    public IReadOnlyList<Party> LiveIn(string package) => _livePackages.TryGetValue(package, out var found) ? found : [];

    /// <summary>Those with a frame of the scope.</summary>
    public IReadOnlyList<Party> In(string scope) => _byScope.TryGetValue(scope, out var found) ? found : [];

    /// <summary>Those with the pointer among the arguments of a frame.</summary>
    public IReadOnlyList<Party> With(ulong pointer) => _byPointer.TryGetValue(pointer, out var found) ? found : [];

    /// <summary>Those that the function started, with its closures, or the methods of the type.</summary>
    public IReadOnlyList<Party> StartedBy(string scope) => _byCreator.TryGetValue(scope, out var found) ? found : [];

    /// <summary>There for as long as the program is, whatever the others do.</summary>
    public static bool IsBackdrop(Party party) => party.Stack.Accepts || (party.Site.IsMain && party.Kind == WaitKind.Sleep);

    // "goroutine running on other thread; stack unavailable"
    private static bool IsUnseen(Party party) => party.Kind == WaitKind.Running && party.Stack.Scopes.Length == 0;

    private static IEnumerable<Party> Of(SiteGroup site, GoroutineGroup group, StackScopes stack, Survivors? survivors, int most)
    {
        if (group.Goroutines.IsEmpty)
        {
            yield return new(site, stack, default, [], isSettled: false);
            yield break;
        }
        var kept = 0;
        for (var i = 0; i < Math.Min(most, group.Goroutines.Length); i++)
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
        var stack = party.Stack;
        for (var i = 0; i < stack.Scopes.Length; i++)
        {
            if (stack.Scopes[i].Length == 0) continue;
            AddTo(_byScope, stack.Scopes[i], party);
            if (party.IsLive && !IsBackdrop(party)) AddTo(_livePackages, stack.Packages[i], party);
        }
        foreach (var pointer in party.Pointers)
        {
            if (pointer.Value != 0) AddTo(_byPointer, pointer.Value, party);
        }
        if (stack.Creator.Length > 0) AddTo(_byCreator, stack.Creator, party);
    }

    // Parties come one after the other: one with several such frames would stand last.
    private static void AddTo<TKey>(Dictionary<TKey, List<Party>> lists, TKey key, Party party)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list)) lists.Add(key, list = []);
        if (list.Count == 0 || list[^1] != party) list.Add(party);
    }
}
