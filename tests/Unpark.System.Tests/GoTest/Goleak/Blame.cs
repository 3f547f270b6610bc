using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Unpark.Tests.GoTest.Goleak;

/// <summary>One goroutine that a run complains of.</summary>
/// <param name="Test">Null where the run does not say.</param>
/// <param name="Place">As marks spell it.</param>
/// <param name="Goroutine">Tells goroutines of a place apart.</param>
internal sealed record Blame(string Package, string? Test, string Place, long Goroutine)
{
    public static IEnumerable<Blame> Of(IEnumerable<LeftMark> left)
    {
        var goroutine = 0L;
        foreach (var mark in left.Where(mark => !mark.IsNote))
        {
            for (var i = 0; i < mark.Count; i++) yield return new(mark.Package, mark.Test == "?" ? null : mark.Test.TrimStart('~'), mark.Place, ++goroutine);
        }
    }

    /// <summary>What goleak printed, out of the events of go test -json.</summary>
    public static IEnumerable<Blame> Of(string module, string events) =>
        from output in JsonLines(events)
        where output.Text("Action") == "output"
        group output.Text("Output") by (Package: output.Text("Package"), Test: output.Text("Test")) into said
        from snapshot in Read(string.Concat(said.Select(text => text.TrimStart(' ')))).Snapshots
        from goroutines in snapshot.Groups
        from goroutine in goroutines.Goroutines
        select new Blame(
            LeftMark.PackageIn(Path.GetFileName(module), said.Key.Package),
            said.Key.Test.Length == 0 ? null : said.Key.Test,
            PlaceOf(module, goroutines.Stack),
            goroutine.Id);

    /// <summary>How long the test binaries ran, one after the other.</summary>
    public static double Seconds(string events) =>
        JsonLines(events).Where(line => line.Text("Action") is "pass" or "fail" && line.Text("Test").Length == 0 && line.TryGetProperty("Elapsed", out _)).Sum(line => line.GetProperty("Elapsed").GetDouble());

    /// <returns>The events of go test; tests may fail.</returns>
    public static string Events(string module, GoToolchain go, params string[] words)
    {
        var start = new ProcessStartInfo(go.Go, ["test", "-json", "-count=1", "-vet=off", .. words]) { WorkingDirectory = module, RedirectStandardOutput = true };
        (start.Environment["GOTOOLCHAIN"], start.Environment["GOPROXY"], start.Environment["GOFLAGS"]) = ("local", "off", "-mod=mod");
        using var process = Process.Start(start)!;
        return process.StandardOutput.ReadToEnd();
    }

    private static Model.Reading Read(string text)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return EvidenceReader.Read(bytes, "goleak");
    }

    // Where it waits in the module, else what library's goroutine it is.
    private static string PlaceOf(string module, Model.CallStack stack) =>
        stack.Frames.FirstOrDefault(frame => frame.File.StartsWith(module + "/", StringComparison.Ordinal)) is { } own
            ? $"{own.File[(module.Length + 1)..]}:{own.Line}"
            : LeftMark.LibraryOf(stack.Entry!.Function);

    private static IEnumerable<JsonElement> JsonLines(string text) =>
        text.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonSerializer.Deserialize<JsonElement>(line));
}

file static class Events
{
    public static string Text(this JsonElement line, string name) => line.TryGetProperty(name, out var value) ? value.GetString()! : "";
}
