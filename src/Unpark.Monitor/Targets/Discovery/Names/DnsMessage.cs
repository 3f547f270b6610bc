using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text;

namespace Unpark.Monitor.Targets.Discovery.Names;

/// <summary>Questions and answers of DNS as they go over the wire (RFC 1035, section 4).</summary>
/// <remarks>
/// <code>
/// id, flags, how many: questions, answers, authorities, more   six numbers of two bytes
/// name, type, class                                            each question
/// name, type, class, time to live, length, content             each record
/// </code>
/// A name is labels with their length before them, up to an empty one; 0xC0 and above leads back to an earlier place of the message.
/// </remarks>
internal static class DnsMessage
{
    private const int HeaderBytes = 12, InternetClass = 1;
    private const ushort IsAnswer = 0x8000, IsCut = 0x0200, WantsRecursion = 0x0100, CodeBits = 0x000F;
    private const int LongestLabel = 63, LongestName = 253;

    /// <summary>Null when the name is none.</summary>
    public static byte[]? Question(ushort id, string name, DnsType type)
    {
        name = name.TrimEnd('.');
        var labels = name.Split('.');
        if (name.Length > LongestName || !Ascii.IsValid(name) || Array.Exists(labels, label => label.Length is 0 or > LongestLabel)) return null;
        var message = new byte[HeaderBytes + name.Length + 2 + 4];
        BinaryPrimitives.WriteUInt16BigEndian(message, id);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(2), WantsRecursion);
        message[5] = 1;
        var at = HeaderBytes;
        foreach (var label in labels)
        {
            message[at++] = (byte)label.Length;
            at += Encoding.ASCII.GetBytes(label, message.AsSpan(at));
        }
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(at + 1), (ushort)type);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(at + 3), InternetClass);
        return message;
    }

    /// <summary>False for what is no answer, or none to this question. Records of other types are left out.</summary>
    public static bool TryReadAnswer(ReadOnlySpan<byte> message, ushort id, DnsType type, [NotNullWhen(true)] out DnsAnswer? answer)
    {
        answer = null;
        if (message.Length < HeaderBytes || Number(message, 0) != id || (Number(message, 2) & IsAnswer) == 0) return false;
        var flags = Number(message, 2);
        var at = HeaderBytes;
        for (var question = Number(message, 4); question > 0; question--)
        {
            if (!TryReadName(message, ref at, out _)) return false;
            at += 4;
        }
        var records = ImmutableArray.CreateBuilder<DnsRecord>();
        for (var left = Number(message, 6); left > 0 && at < message.Length; left--)
        {
            if (!TryReadRecord(message, ref at, type, records)) return false;
        }
        answer = new(flags & CodeBits, (flags & IsCut) != 0, records.ToImmutable());
        return true;
    }

    private static bool TryReadRecord(ReadOnlySpan<byte> message, ref int at, DnsType wanted, ImmutableArray<DnsRecord>.Builder records)
    {
        if (!TryReadName(message, ref at, out _) || at + 10 > message.Length) return false;
        var (type, length) = ((DnsType)Number(message, at), Number(message, at + 8));
        var content = at + 10;
        at = content + length;
        if (at > message.Length) return false;
        if (type == wanted && TryReadContent(message, content, length, type, out var record)) records.Add(record);
        return true;
    }

    private static bool TryReadContent(ReadOnlySpan<byte> message, int at, int length, DnsType type, out DnsRecord record)
    {
        record = default;
        if (type == DnsType.Srv)
        {
            // Priority, weight, port, host.
            var name = at + 6;
            if (length < 7 || !TryReadName(message, ref name, out var host)) return false;
            record = new(type, null, host, Number(message, at + 4));
            return true;
        }
        if (length != (type == DnsType.A ? 4 : 16)) return false;
        record = new(type, new IPAddress(message.Slice(at, length)), "", 0);
        return true;
    }

    private static bool TryReadName(ReadOnlySpan<byte> message, ref int at, out string name)
    {
        name = "";
        var text = new StringBuilder();
        var (place, hasJumped) = (at, false);
        // Each step is a label or a jump: no name has more, and a ring of jumps has no end.
        for (var steps = 0; steps <= LongestName && place < message.Length; steps++)
        {
            int length = message[place];
            if (length >= 0xC0)
            {
                if (place + 1 >= message.Length) return false;
                if (!hasJumped) at = place + 2;
                (place, hasJumped) = (Number(message, place) & 0x3FFF, true);
                continue;
            }
            if (length == 0)
            {
                if (!hasJumped) at = place + 1;
                name = text.ToString();
                return true;
            }
            if (length > LongestLabel || place + 1 + length > message.Length || text.Length + length > LongestName) return false;
            text.Append(text.Length > 0 ? "." : "").Append(Encoding.ASCII.GetString(message.Slice(place + 1, length)));
            place += 1 + length;
        }
        return false;
    }

    private static ushort Number(ReadOnlySpan<byte> message, int at) => BinaryPrimitives.ReadUInt16BigEndian(message[at..]);
}

/// <param name="Code">0: it went well; 3: there is no such name.</param>
/// <param name="IsCut">There is more than one packet holds.</param>
internal sealed record DnsAnswer(int Code, bool IsCut, ImmutableArray<DnsRecord> Records);
