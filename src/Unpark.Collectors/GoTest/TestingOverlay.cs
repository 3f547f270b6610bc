using System.Text.Json;

namespace Unpark.Collectors.GoTest;

/// <summary>
/// Copies of five files of the toolchain's package testing, with a few calls put in, and the list that makes <c>go test -overlay</c>
/// take them instead. Nothing of the user's module and nothing of the toolchain is changed.
/// </summary>
/// <remarks>No line is added before the end of a file, so that line numbers in stacks stay right. Each anchor occurs once in Go 1.19 to 1.27.</remarks>
internal static class TestingOverlay
{
    private static readonly Edit[] Edits =
    [
        new("testing.go", "\npackage testing\n", "\npackage testing; import (unpark_context \"context\"; unpark_pprof \"runtime/pprof\"; unpark_syscall \"syscall\")\n"),
        new("testing.go", "\n\tfn(t)\n\n\t// code beyond here", "\n\tunparkTest(t); fn(t)\n\n\t// code beyond here"),
        new("testing.go", "\tm.before()\n\tdefer m.after()\n", "\tm.before()\n\tdefer m.after(); defer unparkBegin(m)()\n"),
        new("testing.go", "\nfunc (t *T) report() {\n", "\nfunc (t *T) report() { unparkEnded(&t.common)\n") { IsOptional = true },
        new("testing.go", "\t\tm.after()\n\t\tdebug.SetTraceback(\"all\")\n", "\t\tm.after(); unparkHung(fmt.Sprintf(\"test timed out after %v\", *timeout))\n\t\tdebug.SetTraceback(\"all\")\n") { IsOptional = true },
        new("testing.go", "\t\t\tif shouldFailFast() {\n\t\t\t\tbreak\n\t\t\t}\n\t\t\tif i > 0 && !ran {\n", "\t\t\tif shouldFailFast() || unparkFound(i) {\n\t\t\t\tbreak\n\t\t\t}\n\t\t\tif i > 0 && !ran {\n") { IsOptional = true },
        new("benchmark.go", "\n\tb.benchFunc(b)\n", "\n\tunparkLabel(b.name); b.benchFunc(b)\n"),
        new("run_example.go", "\n\teg.F()\n", "\n\tunparkLabel(eg.Name); eg.F(); unparkLabel(\"\")\n"),
        new("fuzz.go", "\n\tfn(f)\n", "\n\tunparkFuzz(f); fn(f)\n"),
        new("fuzz.go", "\nfunc (f *F) report() {\n", "\nfunc (f *F) report() { unparkEnded(&f.common)\n") { IsOptional = true },
        new("example.go", "\n\t\tif !runExample(eg) {\n", "\n\t\tif !unparkExample(eg) {\n") { IsOptional = true },
    ];

    private static readonly Lazy<string> Tail = new(() =>
    {
        using var stream = typeof(TestingOverlay).Assembly.GetManifestResourceStream("testing_tail.go")!;
        return new StreamReader(stream).ReadToEnd();
    });

    /// <summary>Writes copies and list into a folder.</summary>
    /// <param name="root">GOROOT exactly as the go command knows it: behind a symbolic link the list would be ignored in silence.</param>
    /// <param name="users">The overlay the user gave, if any: go takes only one, so that its entries are carried over.</param>
    /// <returns>Path of the list.</returns>
    /// <exception cref="GoTestException">The toolchain's package testing is not as expected, or already replaced by the user's overlay.</exception>
    public static string Write(string folder, string root, string? users)
    {
        var replaced = ReadUsers(users);
        foreach (var file in Edits.GroupBy(edit => edit.File))
        {
            var original = Path.Combine(root, "src", "testing", file.Key);
            if (replaced.ContainsKey(original)) throw new GoTestException($"{users} replaces {original}, which unpark test has to replace itself");
            var copy = Path.Combine(folder, file.Key);
            File.WriteAllText(copy, Edited(original, file));
            replaced[original] = copy;
        }
        var list = Path.Combine(folder, "overlay.json");
        using var stream = File.Create(list);
        Write(stream, replaced);
        return list;
    }

    private static string Edited(string path, IEnumerable<Edit> edits)
    {
        var text = Read(path);
        foreach (var edit in edits)
        {
            var at = text.IndexOf(edit.Anchor, StringComparison.Ordinal);
            if (at < 0 && edit.IsOptional) continue;
            if (at < 0 || text.IndexOf(edit.Anchor, at + 1, StringComparison.Ordinal) >= 0)
                throw new GoTestException($"{path} is not as in Go 1.19 to 1.27: expected \"{edit.Anchor.Trim()}\" once. Unpark does not know this Go yet");
            text = string.Concat(text.AsSpan(0, at), edit.Replacement, text.AsSpan(at + edit.Anchor.Length));
        }
        return Path.GetFileName(path) == "testing.go" ? text + Tail.Value : text;
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException e)
        {
            throw new GoTestException($"cannot read {path}: {e.Message} The toolchain's sources are needed; a distribution may have them in a package of their own (Debian: golang-go's golang-src)", e);
        }
    }

    private static SortedDictionary<string, string> ReadUsers(string? path)
    {
        var replaced = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (path is null) return replaced;
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            foreach (var entry in json.RootElement.GetProperty("Replace").EnumerateObject()) replaced[entry.Name] = entry.Value.GetString() ?? "";
            return replaced;
        }
        catch (Exception e) when (e is IOException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new GoTestException($"cannot use the overlay {path}: {e.Message}", e);
        }
    }

    private static void Write(Stream stream, SortedDictionary<string, string> replaced)
    {
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteStartObject("Replace");
        foreach (var (original, copy) in replaced) json.WriteString(original, copy);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <param name="File">In src/testing of the toolchain.</param>
    private sealed record Edit(string File, string Anchor, string Replacement)
    {
        /// <summary>Goroutines are found without it; only results of tests, proofs at a time limit or a short cut are missing.</summary>
        public bool IsOptional { get; init; }
    }
}
