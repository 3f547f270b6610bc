using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Unpark.Model.Profiles;

/// <summary>
/// The samples of one profile in columns: a sample is a row of values, a range of locations (leaf first) and labels;
/// a location is one or more frames, inlined first.
/// </summary>
/// <remarks>
/// Kept as numbers because a profile can hold hundreds of thousands of stacks; strings are made when somebody asks for a frame.
/// Made by the profile readers. Source of the terms: profile.proto of google/pprof.
/// </remarks>
public sealed class Profile
{
    private readonly SampleColumns _samples;
    private readonly Lazy<FramePlaces> _places;
    private Lazy<ulong[]>? _locationHashes;

    internal Profile(SampleColumns samples, LocationColumns locations, FrameColumns frames) =>
        (_samples, _places) = (samples, new(new FramePlaces(locations, frames)));

    /// <param name="places">Asked when somebody wants a frame: who counts stacks that are known never does.</param>
    /// <param name="locationHashes">Of each location, by its frames. What they are made of is let go when the frames are there.</param>
    internal Profile(SampleColumns samples, Func<FramePlaces> places, Func<ulong[]> locationHashes)
    {
        _samples = samples;
        _locationHashes = new(locationHashes);
        _places = new(() =>
        {
            if (_locationHashes is { IsValueCreated: false }) _locationHashes = null;
            return places();
        });
    }

    /// <summary>What Go calls it: "goroutine", "goroutineleak", "heap", "allocs", "block", "mutex", "threadcreate", "cpu", or a name of the program's own.</summary>
    /// <value>"contention" for a protobuf of block or mutex: the two cannot be told apart.</value>
    public required string Name { get; init; }

    public required ImmutableArray<SampleType> SampleTypes { get; init; }

    /// <summary>Index into <see cref="SampleTypes"/> of the column shown when nobody chooses: the profile's default, else the last.</summary>
    public int DefaultSampleType { get; init; }

    public SampleType? PeriodType { get; init; }

    public long Period { get; init; }

    public DateTimeOffset? TakenAt { get; init; }

    public TimeSpan? Duration { get; init; }

    public ImmutableArray<string> Comments { get; init; } = [];

    /// <summary>The program first, then its libraries; empty in text profiles.</summary>
    public ImmutableArray<Mapping> Mappings { get; init; } = [];

    /// <summary>Negative values occur: the profile is a difference.</summary>
    public bool IsDelta { get; init; }

    public int SampleCount => _samples.Count;

    /// <summary>One value per sample type.</summary>
    public ReadOnlySpan<long> Values(int sample) => _samples.Values(sample);

    /// <summary>Indexes of locations, leaf first; may be empty.</summary>
    public ReadOnlySpan<int> Locations(int sample) => _samples.Locations(sample);

    public int LocationCount => Places.Count;

    /// <summary>Indexes of frames of one location, innermost inlined call first; the last is the physical function. May be empty.</summary>
    public ReadOnlySpan<int> Frames(int location) => Places.Frames(location);

    /// <summary>Address of a location, 0 when it has none.</summary>
    public ulong Address(int location) => Places.Address(location);

    public int FrameCount => DistinctFrames.Count;

    /// <summary>A distinct function and line. The same object each time.</summary>
    public Frame Frame(int frame) => DistinctFrames[frame];

    /// <summary>Index of the function of a frame: equal for all lines of one function. For counting without strings.</summary>
    public int Function(int frame) => DistinctFrames.Function(frame);

    public int FunctionCount => DistinctFrames.Functions.Length;

    /// <summary>Name of a function, as in <see cref="Model.Frame.Function"/>.</summary>
    public string FunctionName(int function) => DistinctFrames.Functions[function];

    /// <summary>A hash of the frames of each sample, equal for equal stacks of any two profiles of this process. No name is read for it.</summary>
    /// <returns>Null where the reader makes none, and when frames were asked for first.</returns>
    internal ulong[]? HashStacks()
    {
        if (_locationHashes?.Value is not { } ofLocation) return null;
        var hashes = new ulong[SampleCount];
        for (var sample = 0; sample < hashes.Length; sample++)
        {
            hashes[sample] = StackHash.Start;
            foreach (var location in Locations(sample))
            {
                // One without a line stands for no frame.
                if (ofLocation[location] is not 0 and var frames) hashes[sample] = StackHash.With(hashes[sample], frames);
            }
        }
        return hashes;
    }

    public bool HasLabels(int sample) => !_samples.Labels(sample).IsEmpty;

    /// <summary>Text labels of a sample, sorted by key.</summary>
    public ImmutableArray<Label> Labels(int sample)
    {
        var count = CountLabels(sample, text: true);
        if (count == 0) return [];
        var (labels, names) = (new Label[count], _samples.AllLabels!.Names);
        foreach (var label in _samples.Labels(sample))
        {
            if (label.Text >= 0) labels[--count] = new(names[label.Key], names.Once(label.Text));
        }
        Sort(labels);
        return ImmutableCollectionsMarshal.AsImmutableArray(labels);
    }

    /// <summary>Number labels of a sample, as "bytes" of heap samples.</summary>
    public ImmutableArray<NumLabel> NumLabels(int sample)
    {
        var count = CountLabels(sample, text: false);
        if (count == 0) return [];
        var (labels, names) = (new NumLabel[count], _samples.AllLabels!.Names);
        foreach (var label in _samples.Labels(sample))
        {
            if (label.Text < 0) labels[^count--] = new(names[label.Key], label.Number, names[label.Unit]);
        }
        return ImmutableCollectionsMarshal.AsImmutableArray(labels);
    }

    private LocationColumns Places => _places.Value.Locations;

    private FrameColumns DistinctFrames => _places.Value.Frames;

    private int CountLabels(int sample, bool text)
    {
        var count = 0;
        foreach (var label in _samples.Labels(sample))
        {
            if (label.Text >= 0 == text) count++;
        }
        return count;
    }

    // By insertion: labels are few, but those of a profile many. As Label.Sorted.
    private static void Sort(Label[] labels)
    {
        for (var i = 1; i < labels.Length; i++)
        {
            var label = labels[i];
            var to = i;
            for (; to > 0 && IsBefore(label, labels[to - 1]); to--) labels[to] = labels[to - 1];
            labels[to] = label;
        }
    }

    private static bool IsBefore(Label x, Label y)
    {
        var byKey = string.CompareOrdinal(x.Key, y.Key);
        return byKey != 0 ? byKey < 0 : string.CompareOrdinal(x.Value, y.Value) < 0;
    }
}
