using System.Globalization;
using Unpark.Analysis.Sites;
using Unpark.Knowledge.Frames;
using Unpark.Knowledge.Waits;
using Unpark.Model;

namespace Unpark.Rules;

/// <summary>The wording that findings share.</summary>
internal static class Words
{
    public static string Number(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>"1 goroutine", "23,000 goroutines"</summary>
    public static string Goroutines(long count) => Count(count, "goroutine");

    public static string Count(long count, string noun) => $"{Number(count)} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>"it", "all of them", "7 of 9"</summary>
    public static string Part(long count, long all) => count < all ? $"{Number(count)} of {Number(all)}" : count == 1 ? "it" : "all of them";

    /// <summary>"waits to send" of one, "wait to send" of several; by the library's call where the user's line makes one.</summary>
    public static string Do(SiteGroup site, long count)
    {
        var one = site.Call?.Does ?? site.Kind.Does();
        return count == 1 ? one : WaitKinds.Plural(one);
    }

    /// <summary>"at order.go:52"; of a library's line, the function: "in net/http.(*persistConn).readLoop".</summary>
    public static string At(SiteGroup site) => site.Site switch
    {
        null => "without a stack",
        { Library: null, Frame: var frame } => $"at {Place(frame)}",
        { Frame: var frame } => $"in {GoFunctionName.Short(frame.Function)}",
    };

    /// <summary>"order.go:52", or the function where the evidence has no file.</summary>
    public static string Place(Frame frame) => frame.File.Length == 0
        ? GoFunctionName.Short(frame.Function)
        : $"{frame.File[(frame.File.LastIndexOf('/') + 1)..]}:{frame.Line.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>"3 minutes", with the lower bound it is.</summary>
    public static string AtLeast(int minutes) => $"at least {Count(minutes, "minute")}";
}
