using System.Collections.Immutable;

namespace Unpark.Model;

/// <summary>Type and unit of one column of values, as pprof names them: "goroutine"/"count", "inuse_space"/"bytes".</summary>
public readonly record struct SampleType(string Type, string Unit)
{
    public override string ToString() => $"{Type}/{Unit}";
}

/// <summary>
/// The samples of one profile in columns: a sample is a row of values, a range of locations (leaf first) and labels;
/// a location is one or more frames, inlined first.
/// </summary>
/// <remarks>
/// Kept as numbers because a profile can hold hundreds of thousands of stacks; strings are made when somebody asks for a frame.
/// Made by the profile readers. Source of the terms: profile.proto of google/pprof.
/// </remarks>
public abstract class Profile
{
    public required ImmutableArray<SampleType> SampleTypes { get; init; }

    /// <summary>Index into <see cref="SampleTypes"/> of the column shown when nobody chooses: the profile's default, else the last.</summary>
    public int DefaultSampleType { get; init; }

    public SampleType? PeriodType { get; init; }

    public long Period { get; init; }

    public DateTimeOffset? TakenAt { get; init; }

    public TimeSpan? Duration { get; init; }

    public ImmutableArray<string> Comments { get; init; } = [];

    /// <summary>Negative values occur: the profile is a difference.</summary>
    public bool IsDelta { get; init; }

    public abstract int SampleCount { get; }

    /// <summary>One value per sample type.</summary>
    public abstract ReadOnlySpan<long> Values(int sample);

    /// <summary>Indexes of locations, leaf first; may be empty.</summary>
    public abstract ReadOnlySpan<int> Locations(int sample);

    public abstract int LocationCount { get; }

    /// <summary>Indexes of frames of one location, innermost inlined call first; the last is the physical function. May be empty.</summary>
    public abstract ReadOnlySpan<int> Frames(int location);

    public abstract int FrameCount { get; }

    /// <summary>A distinct function and line. The same object each time.</summary>
    public abstract Frame Frame(int frame);

    /// <summary>Index of the function of a frame: equal for all lines of one function. For counting without strings.</summary>
    public abstract int Function(int frame);

    public abstract int FunctionCount { get; }

    /// <summary>Name of a function, as in <see cref="Model.Frame.Function"/>.</summary>
    public abstract string FunctionName(int function);

    /// <summary>Text labels of a sample, sorted by key.</summary>
    public abstract ImmutableArray<Label> Labels(int sample);

    /// <summary>Number labels of a sample, as "bytes" of heap samples.</summary>
    public abstract ImmutableArray<(string Key, long Value, string Unit)> NumLabels(int sample);

    /// <summary>Address of a location, 0 when it has none.</summary>
    public abstract ulong Address(int location);
}
