namespace Unpark.Tests;

/// <summary>Damages bytes in the ways files are damaged, and in those an attacker would try. The same seed gives the same damage.</summary>
internal sealed class Mutator(int seed)
{
    private static readonly byte[][] Spices =
    [
        [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
        [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80],
        "99999999999999999999999999"u8.ToArray(), "-1"u8.ToArray(), "\n\ngoroutine "u8.ToArray(), "\ngoroutine 1 [running]:\n"u8.ToArray(),
        "[originating from goroutine 1]:\n"u8.ToArray(), "created by "u8.ToArray(), "\n...1000000 frames elided...\n"u8.ToArray(),
        " {\"k\": \"v\\\""u8.ToArray(), "\\n\\t"u8.ToArray(), "goroutine profile: total 9\n"u8.ToArray(), "1 @ 0x1\n#\t0x1\ta\tb:1\n"u8.ToArray(),
        "WARNING: DATA RACE\n"u8.ToArray(), "\0\0\0\0"u8.ToArray(), "\r\n"u8.ToArray(), [0xef, 0xbb, 0xbf], [0x1f, 0x8b, 0x08],
    ];

    private readonly Random _random = new(seed);

    /// <returns>A damaged copy, at most a quarter longer.</returns>
    public byte[] Damage(byte[] original)
    {
        var bytes = original.ToList();
        for (var times = _random.Next(1, 6); times > 0 && bytes.Count > 0; times--) DamageOnce(bytes, original.Length);
        return [.. bytes];
    }

    private void DamageOnce(List<byte> bytes, int length)
    {
        var at = _random.Next(bytes.Count);
        var run = Math.Min(_random.Next(1, 64), bytes.Count - at);
        switch (_random.Next(8))
        {
            case 0: bytes[at] ^= (byte)(1 << _random.Next(8)); break;
            case 1: bytes[at] = (byte)_random.Next(256); break;
            case 2: bytes.RemoveRange(at, run); break;
            case 3: bytes.RemoveRange(at, _random.Next(bytes.Count - at)); break;
            case 4: bytes.InsertRange(at, bytes.GetRange(_random.Next(bytes.Count - run + 1), run)); break;
            case 5: bytes.InsertRange(at, Spices[_random.Next(Spices.Length)]); break;
            case 6: Overwrite(bytes, at, Spices[_random.Next(Spices.Length)]); break;
            default: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(_random.Next(1, 1 + length / 8), bytes.Count - at))); break;
        }
    }

    private static void Overwrite(List<byte> bytes, int at, byte[] with)
    {
        for (var i = 0; i < with.Length && at + i < bytes.Count; i++) bytes[at + i] = with[i];
    }
}
