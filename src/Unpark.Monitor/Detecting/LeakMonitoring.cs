using Unpark.Collectors;
using Unpark.Collectors.Http;

namespace Unpark.Monitor.Detecting;

/// <summary><c>LeakDetector.StartMonitor</c>: a <see cref="FleetMonitor"/> of one program, for programs that want to watch one and nothing more.</summary>
public static class LeakMonitoring
{
    extension(LeakDetector)
    {
        /// <summary>Looks at a program from now on, until the monitor is disposed of; findings and dumps are told by its events.</summary>
        /// <param name="address">As on the command line: "http://host:6060", "host:6060", "unix:/run/app.sock".</param>
        /// <exception cref="ArgumentException">It is no address.</exception>
        /// <exception cref="Store.StoreException">The folder of the options cannot be written.</exception>
        /// <remarks>
        /// <code>
        /// await using var monitor = await LeakDetector.StartMonitor("http://localhost:6060", new() { Threshold = 10_000, DumpFolder = "dumps" });
        /// monitor.Dumped += file => Console.WriteLine($"more than 10,000 goroutines: {file}");
        /// monitor.Found += finding => Console.WriteLine(finding.Title);
        /// </code>
        /// </remarks>
        public static Task<LeakMonitor> StartMonitor(string address, LeakMonitorOptions? options = null, CancellationToken cancellation = default) =>
            Target.TryParse(address, out var target, out var error)
                ? LeakMonitor.StartAsync(target, options ?? LeakMonitorOptions.Default, cancellation)
                : throw new ArgumentException(error, nameof(address));
    }
}
