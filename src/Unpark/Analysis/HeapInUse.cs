using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Analysis;

/// <summary>What a heap profile says is in use, by the functions that allocated it.</summary>
internal sealed class HeapInUse
{
    private readonly Profile _profile;
    private readonly int _column;

    private HeapInUse(Profile profile, int column, string source) => (_profile, _column, Source) = (profile, column, source);

    public string Source { get; }

    /// <summary>The last heap profile among the readings; null when there is none.</summary>
    public static HeapInUse? In(IEnumerable<Reading> readings)
    {
        HeapInUse? last = null;
        foreach (var reading in readings)
        {
            if (reading.Profile is not { IsDelta: false } profile) continue;
            for (var column = 0; column < profile.SampleTypes.Length; column++)
            {
                if (profile.SampleTypes[column].Type == "inuse_space") last = new(profile, column, reading.Source);
            }
        }
        return last;
    }

    /// <summary>Bytes in use that were allocated in one of the functions, or in what it called.</summary>
    public long BytesOf(IReadOnlyCollection<string> functions)
    {
        var wanted = new bool[_profile.FunctionCount];
        for (var function = 0; function < wanted.Length; function++) wanted[function] = functions.Contains(_profile.FunctionName(function));

        var bytes = 0L;
        for (var sample = 0; sample < _profile.SampleCount; sample++)
        {
            if (Passes(sample, wanted)) bytes += _profile.Values(sample)[_column];
        }
        return bytes;
    }

    private bool Passes(int sample, bool[] wanted)
    {
        foreach (var location in _profile.Locations(sample))
        {
            foreach (var frame in _profile.Frames(location))
            {
                if (wanted[_profile.Function(frame)]) return true;
            }
        }
        return false;
    }
}
