using System.Text;
using Unpark.Model;
using Unpark.Readers.Tracebacks;

namespace Unpark.Tests.Readers.Tracebacks;

/// <summary>How the tests of this folder call the reader.</summary>
internal static class TracebackReading
{
    public static Reading OfFile(string name) => Of(File.ReadAllBytes(TestData.Path(name)), name);

    public static Reading Of(string text, ReaderLimits? limits = null) => Of(Encoding.UTF8.GetBytes(text), "dump.txt", limits);

    public static Reading Of(byte[] bytes, string source = "dump.txt", ReaderLimits? limits = null)
    {
        using var stream = new MemoryStream(bytes);
        return TracebackReader.Read(stream, source, limits ?? ReaderLimits.Default, CancellationToken.None);
    }

    /// <summary>Everything a reading says, as text that can be compared.</summary>
    /// <param name="withPlace">Also where in the text the snapshots begin.</param>
    public static string Describe(Reading reading, bool withPlace = true)
    {
        var text = new StringBuilder();
        foreach (var snapshot in reading.Snapshots) Describe(snapshot, withPlace, text);
        if (withPlace) text.AppendJoin('\n', reading.Diagnostics);
        return text.ToString();
    }

    private static void Describe(Snapshot snapshot, bool withPlace, StringBuilder text)
    {
        text.Append($"{snapshot.Kind} {snapshot.Total}{(snapshot.Cut ? " cut" : "")}");
        if (withPlace) text.Append($" line {snapshot.Line} {snapshot.TakenAt:O}");
        if (snapshot.Crash is { } crash) text.Append($" {crash.Kind} \"{crash.Message}\" {string.Join(',', crash.RunningTests)} {crash.ExitStatus}");
        text.Append('\n');
        foreach (var group in snapshot.Groups) Describe(group, text);
    }

    private static void Describe(GoroutineGroup group, StringBuilder text)
    {
        text.Append($"  {group.Count} [{group.State}]{(group.Leaked ? " leaked" : "")}{(group.LockedToThread ? " locked" : "")} {group.SynctestBubble}");
        text.AppendJoin(',', group.Labels).AppendJoin(',', group.Waits).AppendJoin(',', group.Goroutines).Append('\n');
        Describe(group.Stack, "    ", text);
        text.Append($"    by {group.CreatedBy}\n");
        foreach (var ancestor in group.Ancestors)
        {
            text.Append($"    from {ancestor.Id}\n");
            Describe(ancestor.Stack, "      ", text);
            text.Append($"      by {ancestor.CreatedBy}\n");
        }
    }

    private static void Describe(CallStack stack, string indent, StringBuilder text)
    {
        foreach (var frame in stack.Frames) text.Append($"{indent}{frame}{(frame.Inlined ? " inlined" : "")}\n");
        if (stack.Elided != 0) text.Append($"{indent}{stack.Elided} elided at {stack.ElidedAt}\n");
    }
}
