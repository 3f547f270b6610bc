using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Knowledge.Frames;
using Unpark.Knowledge.Libraries;

namespace Unpark.Rules.Libraries;

/// <summary>What findings about libraries say alike.</summary>
internal static class LibraryFacts
{
    private static readonly HashSet<string> OfGoWithoutRuleOfTheirOwn = new(["net/rpc", "os/signal", "net/http/httputil", "context"], StringComparer.Ordinal);

    /// <summary>Goroutines of net/http, database/sql, os/exec and so on have rules that know more.</summary>
    public static bool IsOfLibrary(KnownGoroutine known) => known.Library != "standard library" || OfGoWithoutRuleOfTheirOwn.Contains(known.ImportPath);

    /// <summary>"12 goroutines of lumberjack v2.2.1 are not stopped: (*Logger).millRun"</summary>
    public static string TitleOf(SiteGroup site, string fate) =>
        $"{Words.Goroutines(site.Count)} of {site.Known!.Owner}{VersionOf(site)} {(site.Count == 1 ? "is" : "are")} {fate}: {FunctionOf(site.Known)}";

    public static IEnumerable<string> Seen(Evidence evidence, SiteGroup site)
    {
        if (site is { CreatedBy: { } creator, Count: > 1 } && evidence.Frames[creator].IsUsers) yield return $"most of their owners are made at {Words.Place(creator)}";
        if (site.Known is { Note: { } note, IsUsers: true }) yield return note;
    }

    // " v2.2.1", where the file's path tells.
    private static string VersionOf(SiteGroup site)
    {
        if (site.Known!.Owner.Contains(" v", StringComparison.Ordinal) || site.Known.Owner.Contains("<=", StringComparison.Ordinal)) return "";
        var module = GoRoot.ModuleOf(site.Site!.Frame);
        var at = module.LastIndexOf('@');
        return at < 0 ? "" : " " + module[(at + 1)..];
    }

    private static string FunctionOf(KnownGoroutine known) => known.Function.Length > known.Package.Length + 1 ? known.Function[(known.Package.Length + 1)..] : known.Function;
}
