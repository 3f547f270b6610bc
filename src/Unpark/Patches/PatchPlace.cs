using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Model;
using Unpark.Patches.Editing;
using Unpark.Patches.Reading;
using Unpark.Source;

namespace Unpark.Patches;

/// <summary>A finding, and the source of the line where its goroutines wait.</summary>
internal sealed record PatchPlace(Finding Finding, PackageSource Package, SourceFile File)
{
    public int Line => Finding.Site!.Frame.Line;

    public SyntaxMap Map => SyntaxMap.Of(File);

    /// <summary>They wait to send, as far as the evidence tells; a line may hold a receive, too.</summary>
    public bool IsSending => Finding.State is not { } state || state.Text.StartsWith("chan send", StringComparison.Ordinal);

    /// <summary>They wait to receive.</summary>
    public bool IsReceiving => Finding.State is not { } state || state.Text.StartsWith("chan receive", StringComparison.Ordinal);

    /// <summary>What begins on the line, outermost first.</summary>
    public IEnumerable<T> OnLine<T>()
        where T : Node => PackageSource.NodesOn(File, Line).OfType<T>();

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

    /// <summary>The patch a draft makes; null when nothing came of it.</summary>
    public static Patch? Finish(Draft draft, string strategy, string why) => draft.Finish() is { } edits ? new(strategy, why, edits) : null;
}
