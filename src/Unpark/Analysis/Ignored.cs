using System.Collections.Immutable;
using Unpark.Analysis.Series;
using Unpark.Analysis.Sites;
using Unpark.Configuration;
using Unpark.Knowledge.Frames;
using Unpark.Model;

namespace Unpark.Analysis;

/// <summary>Which goroutines users do not want to hear of.</summary>
internal sealed class Ignored(ImmutableArray<IgnoreRule> rules, FrameTable frames)
{
    private readonly SiteFinder _finder = new(frames);

    public bool IsEmpty => rules.IsEmpty;

    public bool Holds(GoroutineGroup group) => RuleFor(group) is not null;

    /// <summary>How many goroutines of a moment each rule is the first to fit, and whether it fits any of an earlier moment; in the order of the rules.</summary>
    public IEnumerable<IgnoredCount> CountsOf(ImmutableArray<MomentFacts> facts)
    {
        var counts = rules.Select(rule => new IgnoredCount(rule)).ToList();
        foreach (var moment in facts)
        {
            foreach (var group in moment.Main.Groups)
            {
                if (RuleFor(group) is not { } rule) continue;
                var count = counts[rules.IndexOf(rule)];
                count.IsUsed = true;
                if (moment == facts[^1]) count.Goroutines += group.Count;
            }
        }
        return counts;
    }

    private IgnoreRule? RuleFor(GoroutineGroup group)
    {
        foreach (var rule in rules)
        {
            if (Fits(rule, group)) return rule;
        }
        return null;
    }

    private bool Fits(IgnoreRule rule, GoroutineGroup group) =>
        (rule.Frame is not { } frame || group.Stack.Frames.Any(one => Fits(frame, one)))
        && (rule.Entry is not { } entry || (group.Stack.Entry is { } first && Fits(entry, first)))
        && (rule.Creator is not { } creator || Creators(group).Any(one => Fits(creator, one)))
        && (rule.Library is not { } library || NamesOf(group).Any(library.Fits))
        && (rule.LabelKey is not { } key || group.Labels.Any(label => label.Key == key && (rule.LabelValue is not { } value || value.Fits(label.Value))));

    // Numbers of closures change from build to build: the function around them fits too.
    private bool Fits(NamePattern pattern, Frame frame) => pattern.Fits(GoFunctionName.Unescape(frame.Function)) || pattern.Fits(frames[frame].Outer);

    // As printed, and as seen through helpers.
    private IEnumerable<Frame> Creators(GoroutineGroup group)
    {
        if (group.CreatedBy is { } printed) yield return printed;
        if (_finder.CreatorOf(group) is { } creator) yield return creator;
    }

    private IEnumerable<string> NamesOf(GoroutineGroup group)
    {
        var found = _finder.Find(group.Stack);
        if (found.Site?.Library is { } library) yield return library;
        if (found is { Site.Library: not null, Known: { } known })
        {
            yield return known.Library;
            yield return known.ImportPath;
        }
    }
}

/// <summary>What a rule did with this evidence.</summary>
internal sealed class IgnoredCount(IgnoreRule rule)
{
    public IgnoreRule Rule => rule;

    /// <summary>It fits a goroutine of some moment.</summary>
    public bool IsUsed { get; set; }

    /// <summary>In the last moment.</summary>
    public long Goroutines { get; set; }
}
