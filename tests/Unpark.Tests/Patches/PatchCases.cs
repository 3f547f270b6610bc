using System.Text;
using System.Text.RegularExpressions;
using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.Model;
using Unpark.Patches;
using Unpark.Patches.Editing;
using Unpark.Rules;
using Unpark.Source;
using Unpark.Source.Facts;
using Unpark.Tests.Rendering;
using File = System.IO.File;

namespace Unpark.Tests.Patches;

/// <summary>
/// Go files with marks: "// stuck: chan send" at a line where goroutines wait, "// starts: f" at the go statement of those that wait
/// in function f, "// calls: f" at the call that leads to them. A rule's name behind the state says who found them: "// stuck: select, unread-body".
/// </summary>
internal sealed partial class PatchCases(string path) : ISourceFiles
{
    private readonly string[] _lines = File.ReadAllLines(path);

    public SourceRoots Roots { get; } = new();

    public ReadOnlyMemory<byte>? Read(string asked) => asked == path ? (ReadOnlyMemory<byte>?)File.ReadAllBytes(path) : null;

    public IReadOnlyList<string> GoFilesIn(string folder) => [path];

    /// <summary>Each marked line with the diff of its patch, or "no patch".</summary>
    public string Described()
    {
        var text = new StringBuilder();
        foreach (var finding in Marked())
        {
            var patched = new Patcher(new(this, withTests: false), [finding.Site!.Frame], PackageFacts.Of).Propose(finding);
            text.Append($"== {_lines[finding.Site!.Frame.Line - 1].Trim()}\n");
            if (patched.Patch is { } patch) text.Append($"{patch.Strategy}: {patch.Why}\n{DiffOf(patched)}\n");
            else text.Append($"no patch{(patched.NoPatch is { } reason ? $": {reason}" : "")}\n\n");
        }
        return text.ToString();
    }

    private string DiffOf(Finding finding)
    {
        using var diff = new StringWriter();
        var file = Assert.Single(PatchSet.Of([finding], this).Files);
        Assert.Empty(GoParser.Parse(Encoding.UTF8.GetBytes(file.After)).Errors);
        UnifiedDiff.Write(diff, Path.GetFileName(path), file.Before, file.After);
        return diff.ToString();
    }

    private IEnumerable<Finding> Marked()
    {
        for (var i = 0; i < _lines.Length; i++)
        {
            if (StuckMark().Match(_lines[i]) is not { Success: true } mark) continue;
            var (function, site) = (FunctionAt(i + 1), FrameAt(i + 1));
            var starts = LineWith($"// starts: {function.Name.Name}") ?? StartAround(i + 1);
            yield return Reports.Bare with
            {
                Rule = mark.Groups[2].Success ? RuleSet.Find(mark.Groups[2].Value)!.Doc : Reports.Rule,
                State = new WaitReason(mark.Groups[1].Value),
                Site = new(site),
                CreatedBy = starts is { } line ? FrameAt(line) : null,
                Stack = new([site, .. LineWith($"// calls: {function.Name.Name}") is { } caller ? [FrameAt(caller)] : Array.Empty<Frame>()]),
            };
        }
    }

    private int? LineWith(string mark) => Array.FindIndex(_lines, line => line.EndsWith(mark, StringComparison.Ordinal)) is >= 0 and var index ? index + 1 : null;

    // The go statement of the closure around a line.
    private int? StartAround(int line) => Syntax.Decls.SelectMany(decl => decl.Descend())
        .OfType<GoSyntax.Statements.GoStmt>().Where(go => LineOf(go) <= line && line <= Syntax.Source.LineOf(go.End)).Select(go => (int?)LineOf(go)).LastOrDefault();

    private Frame FrameAt(int line)
    {
        var function = FunctionAt(line);
        var type = function.Recv?.List[0].Type is { } receiver ? receiver is StarExpr { X: var pointed } ? $"(*{pointed})." : $"{receiver}." : "";
        var isClosure = function.Descend().Any(node => node is FuncLit && LineOf(node) < line && line <= Syntax.Source.LineOf(node.End));
        return new($"main.{type}{function.Name.Name}{(isClosure ? ".func1" : "")}", path, line);
    }

    private FuncDecl FunctionAt(int line) => Syntax.Decls.OfType<FuncDecl>().Single(function => LineOf(function) <= line && line <= Syntax.Source.LineOf(function.End));

    private int LineOf(Node node) => Syntax.Source.LineOf(node.Pos);

    private GoSyntax.File Syntax => field ??= GoParser.Parse(File.ReadAllBytes(path));

    [GeneratedRegex("// stuck: ([^,]*)(?:, (.*))?$")]
    private static partial Regex StuckMark();
}
