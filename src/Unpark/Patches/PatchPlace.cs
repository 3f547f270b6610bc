using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.Model;
using Unpark.Patches.Editing;
using Unpark.Patches.Reading;
using Unpark.Source;
using Unpark.Source.Facts;

namespace Unpark.Patches;

/// <summary>A finding, and the source of the line where its goroutines wait.</summary>
internal sealed record PatchPlace(Finding Finding, PackageSource Package, SourceFile File)
{
    public int Line { get; init; } = Finding.Site!.Frame.Line;

    public SyntaxMap Map => SyntaxMap.Of(File);

    /// <summary>What the functions of the package do to each other's goroutines: read when a patch asks first.</summary>
    public PackageFacts Facts => FactsOf(Package);

    public Func<PackageSource, PackageFacts> FactsOf { get; init; } = PackageFacts.Of;

    /// <summary>They wait to send, as far as the evidence tells; a line may hold a receive, too.</summary>
    public bool IsSending => Finding.State is not { } state || state.Text.StartsWith("chan send", StringComparison.Ordinal);

    /// <summary>They wait to receive.</summary>
    public bool IsReceiving => Finding.State is not { } state || state.Text.StartsWith("chan receive", StringComparison.Ordinal);

    /// <summary>Who was on the other side has gone, as far as the cause tells: more room or a way out mends it. Of other faults they would only hide one.</summary>
    public bool IsLeftBehind => Finding.State?.Text.Contains("nil chan", StringComparison.Ordinal) != true && Finding.Cause is null or { Name: "early-return" or "timeout-path" or "n-cast" or "never-stopped" or "endless-loop" };

    /// <summary>What begins on the line, outermost first.</summary>
    public IEnumerable<T> OnLine<T>()
        where T : Node => PackageSource.NodesOn(File, Line).OfType<T>();

    /// <summary>The channels that are sent to and received from on the line.</summary>
    public IEnumerable<Expr> ChannelsOnLine => OnLine<Node>().Select(node => node switch
    {
        SendStmt send => send.Chan,
        UnaryExpr { Op: Token.Arrow } receive => receive.X,
        RangeStmt range => range.X,
        _ => null,
    }).OfType<Expr>();

    /// <summary>The <c>go</c> statement that started them, and its file; null where it is not in this package.</summary>
    public (SourceFile File, GoStmt Go)? Started
    {
        get
        {
            if (Finding.CreatedBy is not { Line: > 0 } creator) return null;
            var name = creator.File[(creator.File.LastIndexOfAny(['/', '\\']) + 1)..];
            foreach (var file in Package.Files.Where(file => file.Name == name))
            {
                if (PackageSource.NodesOn(file, creator.Line).OfType<GoStmt>().FirstOrDefault() is { } go) return (file, go);
            }
            return null;
        }
    }

    /// <summary>The line that is to blame, where the cause is of this kind; otherwise the stuck one.</summary>
    public PatchPlace AtCulprit(string kind) =>
        Finding.Cause is { } cause && cause.Name.StartsWith(kind, StringComparison.Ordinal) && Package.FileAt(cause.Spot.File) is { } file ? this with { File = file, Line = cause.Spot.Line } : this;

    /// <summary>The patch a draft makes; null when nothing came of it.</summary>
    public static Patch? Finish(Draft draft, string strategy, string why) => draft.Finish() is { } edits ? new(strategy, why, edits) : null;
}
