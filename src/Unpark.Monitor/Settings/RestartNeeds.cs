using System.Collections.Immutable;

namespace Unpark.Monitor.Settings;

/// <summary>What new settings want changed that holds from start to end of a process.</summary>
internal static class RestartNeeds
{
    /// <returns>A sentence for each; none of them names a secret.</returns>
    public static ImmutableArray<string> Of(MonitorSettings running, MonitorSettings wanted)
    {
        var needs = ImmutableArray.CreateBuilder<string>();
        if (!running.Web.Listen.Equals(wanted.Web.Listen)) needs.Add(Sentence($"web: listen is {wanted.Web.Listen} in the settings by now, and {running.Web.Listen} is what is listened on"));
        if (HasTls(running) != HasTls(wanted)) needs.Add(Sentence($"web: tls {(HasTls(wanted) ? "is given by now, and the server speaks without" : "is not given any more, and the server speaks TLS all the same")}"));
        if (PlaceOf(running) != PlaceOf(wanted)) needs.Add(Sentence("store: the settings name another one by now, and history is kept in the one of the start"));
        if (running.Store.Retention != wanted.Store.Retention) needs.Add(Sentence("store: retention is another by now, and what is kept for how long is as at the start"));
        return needs.DrainToImmutable();
    }

    private static bool HasTls(MonitorSettings settings) => settings.Web.CertificateFile is not null;

    // The path of a file says nothing where a server takes its place.
    private static string PlaceOf(MonitorSettings settings) => settings.Store.Connection ?? settings.Store.Path;

    private static string Sentence(string what) => $"{what}; everything else is taken over: start unpark again for this";
}
