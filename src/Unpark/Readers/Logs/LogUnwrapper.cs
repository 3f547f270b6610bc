namespace Unpark.Readers.Logs;

/// <summary>
/// Takes log lines and hands the text inside them to a sink for each program that wrote into the log; lines that are
/// wrapped in no known way go to the plain sink as they are. Ways of wrapping are learned from goroutine headers.
/// </summary>
/// <param name="recent">Lines above the first one taken: the beginning of a crash stands above its first goroutine.</param>
internal sealed class LogUnwrapper(LogSink plain, Func<LogSink> newSink, RecentLines recent)
{
    private const int MaxForms = 64, MaxSinks = 256;

    /// <summary>So many lines below a header of an unknown form are looked at: lines of other programs may stand between.</summary>
    private const int LookAhead = 8;

    private readonly List<LogForm> _forms = [];
    private readonly Dictionary<string, LogSink> _sinks = new(StringComparer.Ordinal);
    private readonly List<(byte[] Text, long Number)> _held = [];
    private LogSink? _last;

    /// <param name="text">Whole lines.</param>
    /// <param name="firstLine">Number of the first.</param>
    /// <returns>How many lines there were.</returns>
    public int Take(ReadOnlySpan<byte> text, long firstLine)
    {
        var lines = 0;
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            var line = text[..end];
            if (line is [.., (byte)'\r']) line = line[..^1];
            TakeLine(line, firstLine + lines++);
            text = text[(end + 1)..];
        }
        return lines;
    }

    /// <param name="unterminated">The last line had no line feed in the evidence.</param>
    public void Finish(bool unterminated)
    {
        if (_held.Count > 0) LearnFromHeld();
        foreach (var sink in _sinks.Values) sink.Finish(unterminated && sink == _last);
        plain.Finish(unterminated && _last is null);
    }

    private void TakeLine(ReadOnlySpan<byte> line, long number)
    {
        if (_held.Count > 0) Hold(line, number);
        else if (!TryUnwrap(line, number))
        {
            if (WrappedHeader.IndexIn(line) > 0 && line[0] != '\t') Hold(line, number);
            else TakePlain(line, number);
        }
    }

    private bool TryUnwrap(ReadOnlySpan<byte> line, long number)
    {
        for (var i = 0; i < _forms.Count; i++)
        {
            var form = _forms[i];
            if (!form.TryUnwrap(line, out var text, out var isPiece)) continue;
            SinkOf(form, line).Append(text, isPiece, line, number);
            if (i > 0) (_forms[i], _forms[i - 1]) = (_forms[i - 1], form);
            return true;
        }
        return false;
    }

    private LogSink SinkOf(LogForm form, ReadOnlySpan<byte> line)
    {
        var stream = form.StreamOf(line);
        if (!_sinks.TryGetValue(stream, out var sink)) sink = _sinks.Count == MaxSinks ? plain : _sinks[stream] = newSink();
        return _last = sink;
    }

    private void TakePlain(ReadOnlySpan<byte> line, long number)
    {
        recent.Add(line, number);
        plain.Append(line, isPiece: false, line, number);
        _last = null;
    }

    private void Hold(ReadOnlySpan<byte> line, long number)
    {
        _held.Add((line.ToArray(), number));
        if (_held.Count > LookAhead) LearnFromHeld();
    }

    private void LearnFromHeld()
    {
        var held = _held.ToArray();
        _held.Clear();
        var (line, number) = held[0];
        var form = LogFormLearner.Learn(line, [.. held.Skip(1).Select(below => below.Text)], out var isMessage);
        if (form is not null && _forms.Count < MaxForms && _forms.TrueForAll(known => known.Identity != form.Identity))
        {
            _forms.Insert(0, form);
            TakeCrashAbove(form);
        }
        if (!TryUnwrap(line, number))
        {
            var header = WrappedHeader.IndexIn(line);
            if (isMessage) plain.Append(line.AsSpan(header), isPiece: false, line, number);
            else TakePlain(line, number);
        }
        foreach (var (below, belowNumber) in held.Skip(1)) TakeLine(below, belowNumber);
    }

    private void TakeCrashAbove(LogForm form)
    {
        foreach (var (above, aboveNumber) in recent.Lines())
        {
            if (form.TryUnwrap(above, out var text, out var isPiece)) SinkOf(form, above).Append(text, isPiece, above, aboveNumber);
        }
    }
}
