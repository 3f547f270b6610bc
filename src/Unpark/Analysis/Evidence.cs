using System.Collections.Immutable;
using Unpark.Analysis.Series;
using Unpark.Analysis.Sites;
using Unpark.Configuration;
using Unpark.Knowledge.Frames;
using Unpark.Knowledge.Waits;
using Unpark.Model;

namespace Unpark.Analysis;

/// <summary>What the rules look at: the moments handed in, and the facts worked out from them.</summary>
public sealed class Evidence
{
    private readonly Lazy<ImmutableArray<SiteSeries>> _series;
    private readonly Lazy<Survivors?> _survivors;
    private readonly Lazy<ImmutableArray<WaitFor.Deadlock>> _deadlocks;
    private readonly Lazy<ReceiveForm> _receives;

    public Evidence(ImmutableArray<Moment> moments)
        : this(moments, Setting.Of(moments), UserConfiguration.Empty)
    {
    }

    internal Evidence(ImmutableArray<Moment> moments, Setting setting, UserConfiguration configuration, KnownFunctions? known = null)
    {
        Moments = moments;
        Setting = setting;
        var stacks = from moment in moments from snapshot in moment.Snapshots from one in snapshot.Groups select one.Stack;
        Frames = new(configuration.Known, TestedPackages.Of(stacks), known);
        Ignored = new(configuration.Ignore, Frames);
        Facts = [.. moments.Select(moment => new MomentFacts(moment, Frames, Ignored))];
        _series = new(() => History is { } history && Last is { } last ? [.. history.Before(last)] : SiteSeries.Of(Run));
        _deadlocks = new(() => Last is { } last ? WaitFor.Deadlocks.Of(last, Frames, Survivors) : []);
        _survivors = new(() => Analysis.Series.Survivors.Of(Run));
        _receives = new(() => new(Last));
    }

    /// <summary>In time order; one, or a series.</summary>
    public ImmutableArray<Moment> Moments { get; }

    /// <summary>What the race detector reported, of all readings.</summary>
    public ImmutableArray<Race> Races { get; init; } = [];

    /// <summary>What was counted before these moments; null where nobody kept it.</summary>
    internal CountHistory? History { get; init; }

    internal Setting Setting { get; }

    internal FrameTable Frames { get; }

    /// <summary>What users do not want to hear of: in the totals and tables, and unseen by the rules.</summary>
    internal Ignored Ignored { get; }

    internal ImmutableArray<MomentFacts> Facts { get; }

    /// <summary>The latest moment; null when the evidence holds no goroutines.</summary>
    internal MomentFacts? Last => Facts.IsEmpty ? null : Facts[^1];

    /// <summary>The moments of the process seen last: a crash ends one, what follows it in a log is the next.</summary>
    internal ImmutableArray<MomentFacts> Run
    {
        get
        {
            var first = Facts.Length - 1;
            while (first > 0 && !EndsProcess(Facts[first - 1])) first--;
            return first <= 0 ? Facts : Facts[first..];
        }
    }

    /// <summary>The sites of the last moment, largest first, without the goroutines that write the evidence.</summary>
    internal IEnumerable<SiteGroup> Sites => Last?.Sites.Where(site => !site.IsObserver) ?? [];

    /// <summary>The sites of the last moment with their counts in each moment of <see cref="Run"/>.</summary>
    internal ImmutableArray<SiteSeries> Series => _series.Value;

    /// <summary>Goroutines found again in all moments of <see cref="Run"/> that have ids; null when fewer than two have.</summary>
    internal Survivors? Survivors => _survivors.Value;

    /// <summary>Of the last moment.</summary>
    internal ReceiveForm Receives => _receives.Value;

    /// <summary>The sites that rules found something wrong with, for the rules that explain; empty until the first have run.</summary>
    internal ImmutableArray<SiteGroup> Suspects { get; set; } = [];

    /// <summary>Goroutines of the last moment that wait for each other, surest first.</summary>
    internal ImmutableArray<WaitFor.Deadlock> Deadlocks => _deadlocks.Value;

    internal IEnumerable<SiteGroup> WaitingFor(params ReadOnlySpan<WaitKind> kinds)
    {
        var wanted = kinds.ToArray();
        return Sites.Where(site => wanted.Contains(site.Kind));
    }

    private static bool EndsProcess(MomentFacts facts) => facts.Moment.Snapshots.Any(snapshot => snapshot.Crash is not null);
}
