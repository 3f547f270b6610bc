using System.Runtime.CompilerServices;
using Unpark.Model;

namespace Unpark.Readers.Pprof;

/// <summary>Takes the lines of a text one after the other and finds the profiles in it.</summary>
/// <remarks>
/// States, with a line that leads into each:
/// <list type="bullet">
/// <item>outside: "2026/01/02 started", and every line that fits no profile</item>
/// <item>in a profile: "goroutine profile: total 78", "heap profile: 1: 480 [2: 608] @ heap/1048576", "--- mutex:"</item>
/// <item>in a record: "7 @ 0x48ae6a 0x4180ae", then "# labels: {...}", then "#	0x6b9c58	main.f+0x18	main.go:79"; an empty line ends it</item>
/// </list>
/// Source: <c>printCountProfile</c>, <c>printStackRecord</c>, <c>writeHeapInternal</c>, <c>writeProfileInternal</c> of runtime/pprof, Go 1.19 to 1.27.
/// </remarks>
internal sealed class TextProfileParser(ReaderLimits limits, DiagnosticList diagnostics)
{
    private readonly List<TextProfile> _profiles = [];
    private TextProfileBuilder? _profile;
    private bool _inRecord;
    private bool _skipping;
    private long _line;

    /// <summary>Somewhere "goroutine 7 [select]:" begins a line: the text holds a dump too.</summary>
    public bool SawTraceback { get; private set; }

    /// <summary>Takes all whole lines of a block.</summary>
    /// <returns>How many bytes they are.</returns>
    public int TakeLines(ReadOnlySpan<byte> block)
    {
        var start = 0;
        while (true)
        {
            var length = block[start..].IndexOf((byte)'\n');
            if (length < 0) return start;
            var line = block.Slice(start, length);
            start += length + 1;
            if (_skipping) _skipping = false;
            else Take(line);
        }
    }

    /// <summary>Takes a piece of a line longer than the limit; what follows is skipped up to its end.</summary>
    public void TakeLong(ReadOnlySpan<byte> line)
    {
        if (_skipping) return;
        _skipping = true;
        diagnostics.Add($"line {_line + 1}", $"longer than {limits.MaxLine} bytes (ReaderLimits.MaxLine); the rest of it is left out");
        Take(line);
    }

    /// <summary>Takes the last line of a text that does not end in a line feed; a record that only just begins there is cut off.</summary>
    public void TakeLast(ReadOnlySpan<byte> line)
    {
        if (!_skipping && (line[0] == '#' || _profile is null)) Take(line);
    }

    /// <returns>The profiles found, in the order of the text.</returns>
    public List<TextProfile> Finish()
    {
        Close();
        if (_profiles.Count == 0) diagnostics.Add(null, "expected a profile in text form (debug=1), found none", fatal: true);
        return _profiles;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Take(ReadOnlySpan<byte> line)
    {
        _line++;
        if (line.Length > 0 && line[^1] == '\r') line = line[..^1];
        if (_inRecord && line.Length > 1 && line[0] == '#' && line[1] == '\t') _profile!.AddFrame(line);
        else TakeOther(line);
    }

    private void TakeOther(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty) EndRecord();
        else if (_profile is not null && TryTakeInProfile(line)) return;
        else if (TextProfileHeader.Is(line)) Open(line);
        else if (!SawTraceback && line.StartsWith("goroutine "u8) && line.EndsWith("]:"u8)) SawTraceback = true;
    }

    private bool TryTakeInProfile(ReadOnlySpan<byte> line)
    {
        if (line[0] == '#')
        {
            if (_inRecord && line.StartsWith(LabelsText.Start)) _profile!.AddLabels(line);
            return true;
        }
        if (!_profile!.TryOpenRecord(line)) return _profile.TryTakeRate(line);
        _inRecord = true;
        return true;
    }

    private void Open(ReadOnlySpan<byte> header)
    {
        Close();
        _profile = TextProfileBuilder.Of(header, _line, limits, diagnostics);
    }

    private void EndRecord()
    {
        _profile?.EndRecord();
        _inRecord = false;
    }

    private void Close()
    {
        _inRecord = false;
        if (_profile is not null) _profiles.Add(_profile.ToProfile());
        _profile = null;
    }
}
