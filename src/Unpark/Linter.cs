using System.Collections.Immutable;
using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Causes;
using Unpark.Findings;
using Unpark.GoSyntax.Declarations;
using Unpark.Linting;
using Unpark.Model;
using Unpark.Source;

namespace Unpark;

/// <summary>Looks for faults that source shows without any evidence.</summary>
public static class Linter
{
    /// <summary>What the rules find in one package. Packages do not know each other: several may be looked at side by side.</summary>
    /// <remarks>Generated files are read, and not spoken of: who mends one mends its generator.</remarks>
    public static LintResult Examine(LintPackage package)
    {
        var (found, suppressed, used) = (new List<Finding>(), new List<SuppressedFinding>(), new HashSet<IgnoreComment>());
        foreach (var file in package.Source.Files.Where(file => file.Syntax.Errors.IsEmpty && !IsGenerated(file)))
        {
            var ignores = IgnoreComment.In(file).ToList();
            foreach (var finding in ExamineFile(package, file))
            {
                if (ignores.Find(ignore => ignore.Covers(finding.Rule.Id, finding.Site!.Frame.Line)) is not { } ignore) found.Add(finding);
                else
                {
                    used.Add(ignore);
                    suppressed.Add(new(finding, new(SuppressionKind.Comment, ignore.Reason)));
                }
            }
        }
        return new([.. found], [.. suppressed], [.. package.Source.Files.SelectMany(Broken), .. package.Source.Files.SelectMany(IgnoreComment.In).SelectMany(ignore => Problems(ignore, used))], package.Lines);
    }

    /// <summary>One report of all packages.</summary>
    /// <param name="words">What was looked at, as the user named it.</param>
    public static Report ReportOf(string words, IReadOnlyList<LintResult> packages) => new()
    {
        Evidence = [new(words, Verdict.Source, null, null, null)],
        Context = EvidenceContext.Test,
        ContextReason = "source has no running time",
        Total = 0,
        States = [],
        Groups = [],
        Findings = [.. packages.SelectMany(package => package.Findings).OrderByDescending(finding => finding.Level).ThenByDescending(finding => finding.Confidence)],
        Suppressed = [.. packages.SelectMany(package => package.Suppressed)],
        Diagnostics = [.. packages.SelectMany(package => package.Diagnostics)],
        Notes = [$"{Verdict.Count(packages.Count, "package")}, {Verdict.Count(packages.Sum(package => (long)package.Lines), "line")} looked through."],
    };

    private static IEnumerable<Finding> ExamineFile(LintPackage package, SourceFile file) =>
        from declaration in file.Syntax.Decls.OfType<FuncDecl>()
        where declaration.Body is not null
        let function = new LintFunction(package.Source, file, declaration, [.. declaration.Descend()], package.GoVersion)
        from rule in LintRuleSet.All
        from hit in rule.Examine(function)
        orderby file.LineOf(hit.Node)
        select FindingOf(package, function, rule, hit);

    private static Finding FindingOf(LintPackage package, LintFunction function, LintRule rule, LintHit hit)
    {
        var (file, line) = (function.File, function.LineOf(hit.Node));
        var frame = new Frame($"{package.ImportPath}.{Receiver(function)}{function.Name}", file.Path, line);
        var finding = new Finding
        {
            Rule = rule.Doc,
            Title = $"{hit.Title} ({file.Name}:{line})",
            Confidence = rule.Doc.MaxConfidence,
            Level = rule.Doc.MaxConfidence == Confidence.Proven ? Level.Error : Level.Warning,
            Site = new(frame),
            Stack = new([frame]),
            Because = [.. hit.Because],
            Fix = rule.Doc.Fix,
            Fingerprint = Signature.Hash($"{rule.Doc.Id}\n{frame.Function}\n{file.Name}\n{function.TextOf(hit.Node)}"),
            Excerpts = Excerpts.Of(package.Source, file, line, null, "here"),
        };
        return finding with { Patch = hit.Mender?.Propose(new(finding, package.Source, file)) };
    }

    private static string Receiver(LintFunction function) => function.Declaration.Recv?.List is [{ Type: var type }]
        ? type is GoSyntax.Expressions.StarExpr ? $"({function.TextOf(type)})." : $"{function.TextOf(type)}."
        : "";

    private static IEnumerable<Diagnostic> Broken(SourceFile file) => file.Syntax.Errors is [var error, ..]
        ? [new(file.Path, $"line {file.Syntax.Source.LineOf(error.Pos)}", $"{error.Message}; nothing is said of this file")]
        : [];

    private static IEnumerable<Diagnostic> Problems(IgnoreComment ignore, HashSet<IgnoreComment> used)
    {
        var place = $"line {ignore.Line}";
        if (ignore.Reason.Length == 0) yield return new(ignore.File.Path, place, "//unpark:ignore without rule and reason suppresses nothing; write //unpark:ignore UP9001 why this is meant");
        else if (ignore.Rules.FirstOrDefault(rule => RuleBook.Find(rule) is null) is { } unknown) yield return new(ignore.File.Path, place, $"there is no rule {unknown}; 'unpark rules' lists them");
        else if (!used.Contains(ignore) && ignore.Rules.All(IsOfSource)) yield return new(ignore.File.Path, place, $"{string.Join(", ", ignore.Rules)} finds nothing here any more: the comment can go");
    }

    // Comments about other rules are for runs with evidence.
    private static bool IsOfSource(string id) => LintRuleSet.All.Any(rule => rule.Doc.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    // go.dev/s/generatedcode, as cmd/go and go/ast.IsGenerated read it (1.27): a line before the package clause.
    private static bool IsGenerated(SourceFile file) => file.Syntax.Comments.SelectMany(static comments => comments.List)
        .TakeWhile(comment => comment.Pos < file.Syntax.Package)
        .Any(comment => comment.Text is var text && text.StartsWith("// Code generated ", StringComparison.Ordinal) && text.EndsWith(" DO NOT EDIT.", StringComparison.Ordinal));
}
