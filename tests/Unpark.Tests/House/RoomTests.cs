using System.Text.RegularExpressions;

namespace Unpark.Tests.House;

/// <summary>The house keeps to its plan: ARCHITECTURE.md is read, and the tree compared with it.</summary>
public sealed partial class RoomTests
{
    private static readonly string Root = TestData.Root;

    private static readonly string[] Document = File.ReadAllLines(Path.Combine(Root, "ARCHITECTURE.md"));

    [Fact]
    public void Every_folder_below_src_has_exactly_one_line_in_the_architecture()
    {
        var lines = Document.Select(line => FolderLine().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(lines.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), lines.Order(StringComparer.Ordinal));
        Assert.Equal(Folders().Order(StringComparer.Ordinal), lines.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_room_uses_only_the_rooms_the_architecture_allows()
    {
        var allowed = Document.Select(line => RoomLine().Match(line)).Where(match => match.Success).ToDictionary(
            match => match.Groups[1].Value,
            match => match.Groups[2].Value.Split([',', ' ', '-'], StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal);
        Assert.Equal(["Analysis", "Causes", "Configuration", "Findings", "Knowledge", "Linting", "Model", "Patches", "Readers", "Rendering", "Rules", "Source"], allowed.Keys.Order(StringComparer.Ordinal));

        var core = Path.Combine(Root, "src", "Unpark");
        var offences =
            from file in Directory.EnumerateFiles(core, "*.cs", SearchOption.AllDirectories)
            let room = RoomOf(Path.GetRelativePath(core, file))
            where room is not null
            from used in File.ReadLines(file).Select(line => Using().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value)
            where used != room && !allowed[room].Contains(used)
            select $"{Path.GetRelativePath(core, file)} uses {used}";
        Assert.Empty(offences);
    }

    [Fact]
    public void A_format_uses_another_only_where_one_is_printed_inside_the_other()
    {
        var readers = Path.Combine(Root, "src", "Unpark", "Readers");
        var offences =
            from file in Directory.EnumerateFiles(readers, "*.cs", SearchOption.AllDirectories)
            let relative = Path.GetRelativePath(readers, file).Split(Path.DirectorySeparatorChar)
            where relative.Length > 1
            let format = relative[0]
            from used in File.ReadLines(file).Select(line => UsingReader().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value)
            where used != format && format != "Recognition" && !PrintedInside.Contains((used, format))
            select $"{Path.GetRelativePath(readers, file)} uses {used}";
        Assert.Empty(offences);
    }

    [Fact]
    public void Namespaces_follow_the_folders()
    {
        var source = Path.Combine(Root, "src");
        var offences =
            from file in Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            let expected = Path.GetDirectoryName(Path.GetRelativePath(source, file))!.Replace(Path.DirectorySeparatorChar, '.')
            let found = File.ReadLines(file).Select(line => Namespace().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value
            where found is not null && found != expected
            select $"{Path.GetRelativePath(source, file)}: {found}";
        Assert.Empty(offences);
    }

    [Fact]
    public void The_projects_form_a_chain()
    {
        string[] chain = ["Unpark.Cli", "Unpark.Server", "Unpark.Monitor", "Unpark.Collectors", "Unpark", "Unpark.GoSyntax"];
        var found = Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file), file => ProjectReference().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value).ToList());
        Assert.Equal(chain.Order(StringComparer.Ordinal), found.Keys.Order(StringComparer.Ordinal));
        foreach (var (project, references) in found)
        {
            Assert.All(references, reference => Assert.True(Array.IndexOf(chain, reference) > Array.IndexOf(chain, project), $"{project} refers to {reference}"));
        }
    }

    [Fact]
    public void The_core_never_lifts_the_ban_on_the_outside_world()
    {
        var offences = PureProjects
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(Root, "src", project), "*.cs", SearchOption.AllDirectories))
            .Where(file => File.ReadAllText(file).Contains("RS0030", StringComparison.Ordinal));
        Assert.Empty(offences);
    }

    private static readonly string[] PureProjects = ["Unpark", "Unpark.GoSyntax"];

    /// <summary>Dumps and race reports stand in logs, and in the same ones.</summary>
    private static readonly (string Inner, string Outer)[] PrintedInside =
    [
        ("Races", "Tracebacks"), ("Logs", "Tracebacks"), ("Logs", "Races"),
        ("Pprof", "GoTest"), ("Tracebacks", "GoTest"),
    ];

    private static IEnumerable<string> Folders() =>
        from folder in Directory.EnumerateDirectories(Path.Combine(Root, "src"), "*", SearchOption.AllDirectories)
        where !folder.Contains("node_modules", StringComparison.Ordinal)
        where Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(folder, "*.ts*", SearchOption.AllDirectories)).Any()
        let relative = Path.GetRelativePath(Root, folder).Replace(Path.DirectorySeparatorChar, '/')
        where !relative.Contains("/obj", StringComparison.Ordinal) && !relative.Contains("/bin", StringComparison.Ordinal)
        select relative;

    private static string? RoomOf(string relative) =>
        relative.Contains(Path.DirectorySeparatorChar) && !relative.StartsWith("obj", StringComparison.Ordinal) ? relative[..relative.IndexOf(Path.DirectorySeparatorChar)] : null;

    [GeneratedRegex(@"^\| `(src/[\w./]+)` \| \S")]
    private static partial Regex FolderLine();

    [GeneratedRegex(@"^\| ([A-Z]\w+) \| ([\w, -]+) \|$")]
    private static partial Regex RoomLine();

    [GeneratedRegex(@"^using (?:static )?Unpark\.(Model|Knowledge|Configuration|Readers|Source|Analysis|Findings|Rules|Causes|Patches|Linting|Rendering)\b")]
    private static partial Regex Using();

    [GeneratedRegex(@"^using (?:static )?Unpark\.Readers\.(\w+)")]
    private static partial Regex UsingReader();

    [GeneratedRegex(@"^namespace ([\w.]+);")]
    private static partial Regex Namespace();

    [GeneratedRegex(@"<ProjectReference Include=""[^""]*[\\/]([\w.]+)\.csproj""")]
    private static partial Regex ProjectReference();
}
