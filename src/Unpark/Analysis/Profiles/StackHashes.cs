using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Analysis.Profiles;

/// <summary>A 64-bit key of each stack that is the same in two profiles, whatever numbers they use: made of functions, files and lines.</summary>
/// <remarks>Inlining and addresses are left out: another build may differ in them. Two of a million stacks meet by chance once in thirty million profiles.</remarks>
internal sealed class StackHashes
{
    private const ulong Odd = 0x9E3779B97F4A7C15;

    private readonly Profile _profile;
    private readonly ulong[] _ofLocation;

    public StackHashes(Profile profile)
    {
        _profile = profile;
        _ofLocation = new ulong[profile.LocationCount];
        for (var location = 0; location < _ofLocation.Length; location++)
        {
            var frames = profile.Frames(location);
            var hash = frames.IsEmpty ? profile.Address(location) : 1;
            foreach (var frame in frames) hash = Mixed(hash, Hash(profile.Frame(frame)));
            _ofLocation[location] = hash;
        }
    }

    public ulong Of(int sample)
    {
        var hash = 0UL;
        foreach (var location in _profile.Locations(sample)) hash = Mixed(hash, _ofLocation[location]);
        return hash ^ (hash >> 32);
    }

    private static ulong Hash(Frame frame) => Mixed(Mixed(Hash(frame.Function), Hash(frame.File)), (ulong)frame.Line);

    private static ulong Hash(string text)
    {
        var hash = (ulong)text.Length;
        foreach (var c in text) hash = Mixed(hash, c);
        return hash;
    }

    private static ulong Mixed(ulong hash, ulong next) => (ulong.RotateLeft(hash, 29) ^ next) * Odd;
}
