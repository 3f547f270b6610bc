using Unpark.Analysis.Sites;

namespace Unpark.Rules;

/// <summary>What the length of a wait rules out, and what evidence without lengths leaves open.</summary>
internal static class Waits
{
    /// <param name="innocent">"a receiver that is only slow"</param>
    public static IEnumerable<string> RuledOut(SiteGroup site, string innocent)
    {
        if (site.Minutes is { Max: var longest })
            yield return $"{innocent}: {Words.Part(site.WaitedFor(1), site.Count)} waited a minute or longer{(longest == 1 ? "" : $", the longest {Words.Number(longest)}")}";
    }

    public static IEnumerable<string> Unknown(SiteGroup site)
    {
        if (IsOfProfile(site)) yield return "since when, and who started it: profiles carry neither; take a traceback (--traceback)";
        else if (site.Minutes is null) yield return "since when: a traceback prints waits of a minute or longer, and only once a garbage collection has seen them";
    }

    // Profiles carry neither ids, nor waits, nor creators.
    private static bool IsOfProfile(SiteGroup site)
    {
        foreach (var part in site.Parts)
        {
            if (!part.StateIsDerived) return false;
        }
        return true;
    }
}
