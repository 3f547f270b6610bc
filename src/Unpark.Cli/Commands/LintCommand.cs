using System.CommandLine;
using Unpark.Cli.Input;
using Unpark.Cli.Syntax;
using Unpark.Collectors.Source;
using Unpark.Linting;

namespace Unpark.Cli.Commands;

internal static class LintCommand
{
    public static UnparkCommand Create()
    {
        var packages = new Argument<string[]>("packages") { Arity = ArgumentArity.ZeroOrMore, Description = "Folders (./queue), trees of them (./...) or import paths of the module at hand; ./... when there is none" };
        var report = new ReportOptions(withContext: false);
        var tests = new Flag("--tests") { Description = "Look through _test.go files, too" };
        var command = new UnparkCommand("lint", "Look through Go source for goroutines that will be stuck, without any evidence")
        {
            Examples =
            [
                new("unpark lint", "all packages of the module"),
                new("unpark lint ./queue ./store/... --format github", "some, as annotations of a pull request"),
                new("unpark lint --output lint.sarif", "for a code scanner, with the changes that mend"),
            ],
            Details =
            [
                "Only what the source shows beyond doubt is told: few rules, and silence where names may mean two things. Files are read as this system builds them (GOOS and GOARCH say otherwise); vendor, testdata and generated files are left out.",
                "//unpark:ignore UP9001 REASON behind a line, or above it, ignores what a rule finds there; one without a reason, or one that ignores nothing any more, is told.",
            ],
            Execute = call => Run(call, call.Value(packages), report, call.Has(tests)),
        };
        command.Arguments.Add(packages);
        command.Add(new OptionGroup("Report", [.. report.OfFindings, tests]));
        return command;
    }

    private static int Run(Invocation call, string[] patterns, ReportOptions options, bool withTests)
    {
        var destinations = options.DestinationsOf(call);
        patterns = patterns.Length == 0 ? ["./..."] : patterns;
        var report = Linter.ReportOf(string.Join(' ', patterns), Examine(FoldersOf(call, patterns), ReaderOf(call, withTests), call.Cancellation));
        options.WritePatches(report, call);
        var rendering = options.RenderingOf(call);
        foreach (var destination in destinations) destination.Write(report, rendering, call);
        return report.Findings.Any(rendering.Fails) ? ExitCode.Findings : ExitCode.Nothing;
    }

    private static IReadOnlyList<string> FoldersOf(Invocation call, string[] patterns)
    {
        var folder = call.World.CurrentFolder();
        var found = GoPackages.Find(patterns, folder, LocalSource.RootsAround(folder, call.World.Variable).Modules);
        if (found.FirstOrDefault(one => one.Folders is null) is { Pattern: { } pattern }) throw new EvidenceException($"{pattern}: no Go files there");
        return [.. found.SelectMany(one => one.Folders!)];
    }

    private static PackageReader ReaderOf(Invocation call, bool withTests)
    {
        var (system, processor) = PackageReader.Host;
        return new(call.World.Variable("GOOS") is { Length: > 0 } os ? os : system, call.World.Variable("GOARCH") is { Length: > 0 } arch ? arch : processor, withTests);
    }

    private static IReadOnlyList<LintResult> Examine(IReadOnlyList<string> folders, PackageReader reader, CancellationToken cancellation)
    {
        try
        {
            return [.. folders.AsParallel().AsOrdered().WithCancellation(cancellation).SelectMany(reader.Read).Select(Linter.Examine)];
        }
        catch (AggregateException e) when (e.InnerException is IOException or UnauthorizedAccessException)
        {
            throw new EvidenceException(e.InnerException.Message.TrimEnd('.'));
        }
    }
}
