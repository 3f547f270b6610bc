using System.Text;
using System.Text.Json;
using Microsoft.OpenApi;
using Unpark.Tests.Http;

namespace Unpark.Tests.Server;

/// <summary>The OpenAPI document says what the server does.</summary>
public class OpenApiTests
{
    [Fact]
    public async Task A_reader_of_OpenAPI_finds_nothing_wrong_with_the_document()
    {
        await using var server = await RunningServer.StartAsync();
        var text = await server.Http.GetStringAsync(new Uri("api/v1/openapi.json", UriKind.Relative));
        var read = Microsoft.OpenApi.OpenApiDocument.Parse(text, OpenApiConstants.Json);
        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic.SpecificationVersion);
        Assert.Equal("/api/v1", Assert.Single(read.Document!.Servers!).Url);
        var ids = read.Document.Paths.SelectMany(path => path.Value.Operations!.Values).Select(operation => operation.OperationId).ToList();
        Assert.Equal(ids.Distinct().Count(), ids.Count);
        Assert.Contains("postIngest", ids);
    }

    [GoFact]
    public async Task Every_answer_has_the_shape_that_the_document_gives_it()
    {
        using var program = await TargetProgram.StartAsync("-waiting=20");
        await using var server = await RunningServer.StartAsync($"- {{job_name: orders, scrape_interval: 1s, static_configs: [{{targets: ['{program.Address}'], labels: {{version: v1}}}}]}}");
        await server.UntilAsync(() => server.Monitor.IsIdle && server.Monitor.Targets[0].IsUp);
        using var dump = new ByteArrayContent(await File.ReadAllBytesAsync(TestData.Path("go1.27.4/deadlock.txt")));
        var pushed = (await server.PostAsync("/ingest?service=orders&instance=job", dump)).Answer;
        await server.Monitor.JudgeAsync(CancellationToken.None);
        var finding = (await server.Store.FindingsAsync("orders"))[0];

        var document = await server.GetAsync("/openapi.json");
        var checkedPaths = new List<string>();
        var (site, snapshot) = (server.Monitor.Targets[0].Counts.Keys.First(), pushed.GetProperty("snapshot").GetProperty("id").GetInt64());
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            if (!path.Value.TryGetProperty("get", out var operation) || SchemaOf(operation) is not { } schema) continue;
            var address = new StringBuilder(path.Name).Replace("{service}", "orders").Replace("{id}", $"{snapshot}").Replace("{fingerprint}", path.Name.Contains("/findings/", StringComparison.Ordinal) ? finding.Fingerprint : site).ToString();
            Assert.Empty(JsonSchema.Violations(document, schema, await server.GetAsync(address)));
            checkedPaths.Add(path.Name);
        }
        Assert.InRange(checkedPaths.Count, 9, 20);
        Assert.Empty(JsonSchema.Violations(document, SchemaOf(document.GetProperty("paths").GetProperty("/ingest").GetProperty("post"))!.Value, pushed));
    }

    private static JsonElement? SchemaOf(JsonElement operation) =>
        operation.GetProperty("responses").GetProperty("200").GetProperty("content").EnumerateObject().First().Value.TryGetProperty("schema", out var schema) ? schema : null;
}
