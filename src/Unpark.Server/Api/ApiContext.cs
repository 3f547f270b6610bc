using Unpark.Monitor;
using Unpark.Server.Api.Answers;

namespace Unpark.Server.Api;

/// <summary>What all addresses of the API share.</summary>
/// <param name="Ending">The server ends: answers that never do by themselves end with it.</param>
internal sealed record ApiContext(FleetMonitor Monitor, DayTrends Trends, CancellationToken Ending)
{
    public RecentReports Reports { get; } = new();
}
