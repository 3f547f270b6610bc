using System.Text.Json;

namespace Unpark.Tests.Deploy;

/// <summary>The dashboard shows something on what a real Prometheus read from a real monitor.</summary>
public sealed class DashboardTests(LeakingFleet fleet) : IClassFixture<LeakingFleet>
{
    private static readonly string Dashboard = File.ReadAllText(Path.Combine(TestData.Root, "deploy", "grafana", "unpark.json"));

    [ProgramFact("prometheus", "go")]
    public async Task Every_panel_has_data_from_a_monitor_with_a_leak()
    {
        await using var prometheus = await PrometheusServer.ReadingAsync(fleet.Address);
        await prometheus.UntilAsync("count_over_time(unpark_looks_total[1m]) >= 3");
        var panels = Queries("panels").ToList();
        Assert.InRange(panels.Count, 20, 100);
        var empty = new List<string>();
        foreach (var query in panels)
        {
            if ((await prometheus.QueryAsync(query)).Count == 0) empty.Add(query);
        }
        Assert.Empty(empty);
        foreach (var query in Queries("annotations")) await prometheus.QueryAsync(query);
        Assert.True(Assert.Single(await prometheus.QueryAsync("count(unpark_finding_goroutines)")).Value >= 1);
    }

    [Fact]
    public void Panels_have_names_of_their_own_and_lie_side_by_side()
    {
        using var json = JsonDocument.Parse(Dashboard);
        var panels = json.RootElement.GetProperty("panels").EnumerateArray().Select(panel => (Id: panel.GetProperty("id").GetInt32(), Title: panel.GetProperty("title").GetString(), Grid: panel.GetProperty("gridPos"))).ToList();
        Assert.Equal(panels.Count, panels.DistinctBy(panel => panel.Id).Count());
        Assert.All(panels, panel => Assert.False(string.IsNullOrEmpty(panel.Title)));
        var cells = panels.SelectMany(panel => CellsOf(panel.Grid)).ToList();
        Assert.Equal(cells.Count, cells.Distinct().Count());
        Assert.All(cells, cell => Assert.InRange(cell.X, 0, 23));
    }

    // What stands for the variables is what Grafana would put there.
    private static IEnumerable<string> Queries(string part)
    {
        using var json = JsonDocument.Parse(Dashboard);
        return [.. Expressions(json.RootElement.GetProperty(part)).Select(query => query
            .Replace("$service", ".*", StringComparison.Ordinal).Replace("$job", "unpark", StringComparison.Ordinal).Replace("$__rate_interval", "1m", StringComparison.Ordinal))];
    }

    private static IEnumerable<string> Expressions(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Expressions),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => property.Name == "expr" ? [property.Value.GetString()!] : Expressions(property.Value)),
        _ => [],
    };

    private static IEnumerable<(int X, int Y)> CellsOf(JsonElement grid) =>
        from x in Enumerable.Range(grid.GetProperty("x").GetInt32(), grid.GetProperty("w").GetInt32())
        from y in Enumerable.Range(grid.GetProperty("y").GetInt32(), grid.GetProperty("h").GetInt32())
        select (x, y);
}
