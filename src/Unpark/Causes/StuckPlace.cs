using Unpark.Findings;
using Unpark.Source;

namespace Unpark.Causes;

/// <summary>A finding and the source of the line where its goroutines wait.</summary>
internal sealed record StuckPlace(Finding Finding, PackageSource Package, SourceFile File)
{
    public int Line => Finding.Site!.Frame.Line;
}
