using System.Collections.Immutable;
using Unpark.Knowledge.Profiles;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Readers.Pprof;

/// <summary>The top level of a profile: the first walk over its bytes, which reads everything but the samples.</summary>
/// <remarks>
/// Samples are read in a second walk, since what they name may come after them: the runtime writes its strings last,
/// <c>go tool pprof -proto</c> its samples first. Fields are taken by tag, never by position.
/// </remarks>
internal sealed class ProfileMessage
{
    private const int MaxSampleTypes = 16, MaxMappings = 10_000, MaxComments = 1000;

    private readonly byte[] _bytes;
    private readonly ReaderLimits _limits;
    private readonly DiagnosticList _diagnostics;
    private readonly Column<Extent> _samples = new(1024);
    private readonly Column<Extent> _strings = new(1024);
    private readonly Column<NamePair> _sampleTypes = new();
    private readonly List<int> _comments = [];
    private readonly HashSet<string> _overLimit = [];
    private readonly Column<NamePair> _mappings = new();
    private readonly FunctionList _functions;
    private readonly LocationList _locations;
    private NamePair _periodType;
    private bool _hasPeriodType;
    private long _period, _timeNanos, _durationNanos;
    private int _defaultSampleType;

    public ProfileMessage(byte[] bytes, int length, ReaderLimits limits, DiagnosticList diagnostics)
    {
        (_bytes, _limits, _diagnostics) = (bytes, limits, diagnostics);
        _functions = new(limits, diagnostics);
        _locations = new(limits, diagnostics);
        Walk(length);
    }

    /// <summary>It ends in the middle, or cannot be read from there on.</summary>
    public bool IsCut { get; private set; }

    public Profile ToProfile()
    {
        var names = new NameTable(_bytes, _strings.ToArray(), _limits.MaxLine);
        var sampleTypes = SampleTypes(names);
        var samples = new SampleList(_bytes, _samples, Math.Max(1, sampleTypes.Length), _locations.Ids, names, _limits, _diagnostics);
        var defaultType = names[_defaultSampleType];
        return new(samples.ToColumns(), () => PlacesIn(names), () => _locations.ToHashes(new(_functions, names)))
        {
            Name = ProfileNames.Of(sampleTypes, defaultType),
            SampleTypes = sampleTypes,
            DefaultSampleType = DefaultIndex(sampleTypes, defaultType),
            PeriodType = _hasPeriodType ? new(names[_periodType.First], names[_periodType.Second]) : null,
            Period = _period,
            TakenAt = _timeNanos == 0 ? null : DateTimeOffset.UnixEpoch.AddTicks(_timeNanos / TimeSpan.NanosecondsPerTick),
            Duration = _durationNanos == 0 ? null : TimeSpan.FromTicks(_durationNanos / TimeSpan.NanosecondsPerTick),
            Comments = _comments.Count == 0 ? [] : [.. _comments.Select(comment => names[comment])],
            Mappings = Mappings(names),
            IsDelta = samples.HasNegative,
        };
    }

    private FramePlaces PlacesIn(NameTable names)
    {
        var frames = new FrameList(_functions, names);
        return new(_locations.ToColumns(frames), frames.ToColumns());
    }

    private void Walk(int length)
    {
        var reader = new ProtoReader(_bytes.AsSpan(0, length));
        while (!reader.AtEnd)
        {
            var start = reader.Position;
            if (reader.TryReadTag(out var field, out var type) && TryReadField(ref reader, field, type)) continue;
            _diagnostics.Add($"byte {start}", $"expected a field of a profile, found one that is cut or damaged; the {length - start} bytes from here on are left out, {_samples.Count} samples before them are kept");
            IsCut = true;
            return;
        }
    }

    private bool TryReadField(ref ProtoReader reader, int field, WireType type)
    {
        if (type == WireType.Bytes)
        {
            if (!reader.TryReadBytes(out var bytes)) return false;
            Take(field, bytes, reader.Position - bytes.Length);
            return true;
        }
        if (type != WireType.Varint) return reader.TrySkip(type);
        if (!reader.TryReadVarint(out var number)) return false;
        Take(field, number);
        return true;
    }

    private void Take(int field, ReadOnlySpan<byte> bytes, int start)
    {
        switch (field)
        {
            case ProfileFields.Sample: AddBounded(_samples, new Extent(start, bytes.Length), _limits.MaxGroups, "samples", "ReaderLimits.MaxGroups"); break;
            case ProfileFields.StringTable: AddBounded(_strings, new Extent(start, bytes.Length), _limits.MaxNames, "strings", "ReaderLimits.MaxNames"); break;
            case ProfileFields.Location: _locations.Add(bytes); break;
            case ProfileFields.Function: _functions.Add(bytes); break;
            case ProfileFields.SampleType: AddBounded(_sampleTypes, ReadValueType(bytes), MaxSampleTypes, "sample types"); break;
            case ProfileFields.PeriodType: (_periodType, _hasPeriodType) = (ReadValueType(bytes), true); break;
            case ProfileFields.Mapping: AddBounded(_mappings, ReadMapping(bytes), MaxMappings, "mappings"); break;
            case ProfileFields.Comment: TakeComments(bytes); break;
        }
    }

    private void Take(int field, ulong number)
    {
        switch (field)
        {
            case ProfileFields.TimeNanos: _timeNanos = (long)number; break;
            case ProfileFields.DurationNanos: _durationNanos = (long)number; break;
            case ProfileFields.Period: _period = (long)number; break;
            case ProfileFields.DefaultSampleType: _defaultSampleType = Index(number); break;
            case ProfileFields.Comment when _comments.Count < MaxComments: _comments.Add(Index(number)); break;
        }
    }

    private void AddBounded<T>(Column<T> column, T item, int limit, string what, string? limitName = null)
        where T : struct
    {
        if (column.Count < limit) column.Add(item);
        else if (_overLimit.Add(what)) _diagnostics.Add(null, $"the profile has more than {limit} {what}{(limitName is null ? "" : $" ({limitName})")}; the rest of them is left out");
    }

    private void TakeComments(ReadOnlySpan<byte> packed)
    {
        var reader = new ProtoReader(packed);
        while (reader.TryReadVarint(out var comment)) Take(ProfileFields.Comment, comment);
    }

    private static NamePair ReadValueType(ReadOnlySpan<byte> message)
    {
        var (typeName, unit) = (0, 0);
        var reader = new ProtoReader(message);
        while (reader.TryReadNumber(out var field, out var number))
        {
            if (field == ProfileFields.ValueTypeType) typeName = Index(number);
            if (field == ProfileFields.ValueTypeUnit) unit = Index(number);
        }
        return new(typeName, unit);
    }

    private static NamePair ReadMapping(ReadOnlySpan<byte> message)
    {
        var (file, buildId) = (0, 0);
        var reader = new ProtoReader(message);
        while (reader.TryReadNumber(out var field, out var number))
        {
            if (field == ProfileFields.MappingFilename) file = Index(number);
            if (field == ProfileFields.MappingBuildId) buildId = Index(number);
        }
        return new(file, buildId);
    }

    private static int Index(ulong number) => ProtoReader.Index(number);

    private ImmutableArray<SampleType> SampleTypes(NameTable names)
    {
        if (_sampleTypes.Count == 0) return [new("unknown", "count")];
        var types = new SampleType[_sampleTypes.Count];
        for (var i = 0; i < types.Length; i++) types[i] = new(names[_sampleTypes[i].First], names[_sampleTypes[i].Second]);
        return [.. types];
    }

    private ImmutableArray<Mapping> Mappings(NameTable names)
    {
        var mappings = new Mapping[_mappings.Count];
        for (var i = 0; i < mappings.Length; i++) mappings[i] = new(names[_mappings[i].First], names[_mappings[i].Second]);
        return [.. mappings];
    }

    private static int DefaultIndex(ImmutableArray<SampleType> types, string name)
    {
        for (var i = 0; i < types.Length; i++)
        {
            if (name.Length > 0 && types[i].Type == name) return i;
        }
        return types.Length - 1;
    }

    /// <summary>Indexes of two strings: type and unit, file and build id.</summary>
    private readonly record struct NamePair(int First, int Second);
}
