namespace Unpark.Model.Profiles;

/// <summary>Type and unit of one column of values, as pprof names them: "goroutine"/"count", "inuse_space"/"bytes".</summary>
public sealed record SampleType(string Type, string Unit)
{
    public override string ToString() => $"{Type}/{Unit}";
}
