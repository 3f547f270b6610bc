using System.Globalization;
using Unpark.Cli.Syntax;
using Unpark.Monitor;

namespace Unpark.Cli.Serving;

/// <summary>What a server says on standard error: a line for each thing that is news, as keys and values that programs read too.</summary>
internal sealed class EventLog(Invocation call)
{
    private static readonly TimeSpan ProblemsEvery = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();

    /// <summary>Writes what happens to the services of a monitor.</summary>
    public void Follow(FleetMonitor monitor) => monitor.Happened += happened => Write(happened.Kind.ToString(), happened.Text);

    /// <summary>Writes each problem of the monitor itself when it comes up, and when it is solved, until it is cancelled.</summary>
    public async Task FollowProblemsAsync(FleetMonitor monitor, CancellationToken cancellation)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        while (!cancellation.IsCancellationRequested)
        {
            var now = monitor.Problems.ToHashSet(StringComparer.Ordinal);
            foreach (var problem in now.Except(known)) Write("problem", problem);
            foreach (var problem in known.Except(now)) Write("solved", problem);
            known = now;
            await Task.Delay(ProblemsEvery, call.World.Time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Write(string what, string text)
    {
        if (call.Quiet) return;
        var line = string.Create(CultureInfo.InvariantCulture, $"time={call.World.Time.GetUtcNow().UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} event={what} text=\"{Escaped(text)}\"");
        lock (_gate) call.World.Error.WriteLine(line);
    }

    // Names come from programs that are watched: one line stays one line.
    private static string Escaped(string text)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        return string.Concat(escaped.Select(c => char.IsControl(c) ? ' ' : c));
    }
}
