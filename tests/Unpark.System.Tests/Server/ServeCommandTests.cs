using System.Diagnostics;
using System.Text;
using Unpark.Tests.Cli;
using Unpark.Tests.Http;

namespace Unpark.Tests.Server;

/// <summary><c>unpark serve</c> as its users run it.</summary>
public sealed class ServeCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [GoFact]
    public async Task A_changed_file_is_taken_over_and_a_broken_one_is_told_and_changes_nothing()
    {
        using var first = await TargetProgram.StartAsync();
        using var second = await TargetProgram.StartAsync();
        Write($"global: {{scrape_interval: 1s, scrape_timeout: 1s}}\nscrape_configs:\n- {{job_name: a, static_configs: [{{targets: ['{first.Address}']}}]}}\n");
        using var serve = Start();
        await UntilAsync(serve, 1);

        Write($"global: {{scrape_interval: 1s, scrape_timeout: 1s}}\nscrape_configs:\n- {{job_name: a, static_configs: [{{targets: ['{first.Address}', '{second.Address}']}}]}}\n");
        await UntilAsync(serve, 2);
        Write("scrape_configs:\n- {job_name: a, scrape_intervall: 1s}\n");
        await serve.UntilSaysAsync("unpark.yaml: line 2: unknown key \\\"scrape_intervall\\\"");
        Assert.Contains("the settings before stay in force", serve.Said, StringComparison.Ordinal);
        await UntilAsync(serve, 2);

        Write("scrape_configs: []\n");
        serve.Signal("HUP");
        await serve.UntilSaysAsync("was read anew");
        await UntilAsync(serve, 0);
        Assert.Equal(0, await serve.EndAsync("TERM"));
    }

    [GoFact]
    public async Task What_a_changed_file_cannot_change_is_told_until_it_is_changed_back_and_the_rest_is_taken_over()
    {
        using var program = await TargetProgram.StartAsync();
        var jobs = $"global: {{scrape_interval: 1s, scrape_timeout: 1s}}\nscrape_configs:\n- {{job_name: a, static_configs: [{{targets: ['{program.Address}']}}]}}\n";
        Write("scrape_configs: []\n");
        using var serve = Start();
        await UntilAsync(serve, 0);

        Write(jobs + "store: {path: other.db, retention: {history: 9d}}\nweb: {tls: {cert_file: unpark.yaml}}\n");
        string[] told = ["store: the settings name another one by now", "store: retention is another by now", "web: tls is given by now, and the server speaks without"];
        foreach (var sentence in told) await serve.UntilSaysAsync($"event=problem text=\"{sentence}");
        await UntilAsync(serve, 1);
        var problems = (await serve.GetAsync("/services")).GetProperty("problems").EnumerateArray().Select(problem => problem.GetString()!).ToList();
        Assert.All(told, sentence => Assert.Contains(problems, problem => problem.StartsWith(sentence, StringComparison.Ordinal)));
        Assert.False(File.Exists(Path.Combine(_folder.Path, "other.db")));

        Write(jobs);
        await serve.UntilSaysAsync("event=solved text=\"store: retention is another by now");
        Assert.Empty((await serve.GetAsync("/services")).GetProperty("problems").EnumerateArray());
    }

    [Fact]
    public async Task A_changed_file_without_tokens_opens_nothing_to_other_machines()
    {
        var (token, hash) = Unpark.Monitor.Settings.TokenHash.Create();
        Write($"web:\n  listen: 0.0.0.0:0\n  tokens: [{{name: a, hash: \"{hash}\"}}]\nscrape_configs: []\n");
        using var serve = ServeProcess.Start(_folder.Path, "serve");
        var address = await serve.AddressAsync();
        Write("web: {listen: '127.0.0.1:0'}\nscrape_configs: []\n");
        await serve.UntilSaysAsync("there are no tokens: ");
        Assert.Contains("the settings before stay in force", serve.Said, StringComparison.Ordinal);
        using var http = new HttpClient();
        Assert.Equal(401, (int)(await http.GetAsync(new Uri(address, "metrics"))).StatusCode);
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        Assert.Equal(200, (int)(await http.GetAsync(new Uri(address, "metrics"))).StatusCode);
    }

    [GoFact]
    public async Task Told_to_end_it_does_at_once_also_while_somebody_listens()
    {
        using var program = await TargetProgram.StartAsync();
        using var serve = Start(program.Address, "--every", "1s");
        using var stream = new StreamReader(await serve.StreamAsync());
        await stream.ReadLineAsync();
        var began = Stopwatch.StartNew();
        Assert.Equal(0, await serve.EndAsync("INT"));
        // A second or two; far more on a machine that runs other tests beside, and still less than it takes to be ended by force.
        Assert.InRange(began.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(9));
    }

    [GoFact]
    public async Task Killed_and_started_again_it_goes_on_with_what_it_knew()
    {
        using var program = await TargetProgram.StartAsync("-waiting=20");
        using (var killed = Start(program.Address, "--every", "1s"))
        {
            await UntilAsync(killed, 1);
            for (var waited = 0; (await killed.GetAsync("/services/go/history?points=2000")).GetProperty("times").GetArrayLength() == 0; waited++)
            {
                Assert.True(waited < 300);
                await Task.Delay(100);
            }
            await killed.EndAsync("KILL");
        }
        var before = DateTimeOffset.UtcNow;
        using var again = Start(program.Address, "--every", "1s");
        await UntilAsync(again, 1);
        var history = await again.GetAsync("/services/go/history?points=2000");
        Assert.True(history.GetProperty("times")[0].GetInt64() <= before.ToUnixTimeSeconds());
        Assert.NotEmpty((await again.GetAsync("/services/go/snapshots")).GetProperty("snapshots").EnumerateArray());
    }

    [Theory]
    [InlineData("expected an address of this machine and a port", "--listen", "somewhere")]
    [InlineData("can be reached from other machines, and there are no tokens", "--listen", "0.0.0.0:0")]
    [InlineData("cannot be read", "--config", "none.yaml")]
    [InlineData("file is a file: settings are given as --config file", "file")]
    [InlineData("none.yaml: expected an address", "none.yaml")]
    [InlineData("cannot be opened", "--store", "file/unpark.db", "--listen", "127.0.0.1:0")]
    public void What_cannot_be_served_is_said_with_exit_code_2(string sentence, params string[] args)
    {
        _folder.Write("file", []);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var run = CliRun.Of(new CliRun.Settings { Folder = _folder.Path, Cancellation = limit.Token }, ["serve", .. args]);
        Assert.Equal(2, run.Code);
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_shown_once_and_its_lines_are_read()
    {
        var made = CliRun.Of("serve", "--new-token", "alice", "--role", "write");
        Assert.Equal(0, made.Code);
        var token = made.Error.Split(' ')[^1].Trim();
        Assert.DoesNotContain(token, made.Output, StringComparison.Ordinal);
        Write("scrape_configs: []\n" + made.Output);
        using var serve = Start();
        using var http = new HttpClient { BaseAddress = await serve.AddressAsync() };
        Assert.Equal(401, (int)(await http.GetAsync(new Uri("metrics", UriKind.Relative))).StatusCode);
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        Assert.Equal(200, (int)(await http.GetAsync(new Uri("metrics", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public void An_ordinary_answer_loads_neither_the_server_nor_the_parser_of_Go()
    {
        var list = Path.Combine(_folder.Path, "loaded.txt");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Unpark.Cli.dll"), TestData.Path("go1.27.4/goroutine-debug2.txt"), "-o", Path.Combine(_folder.Path, "answer.txt")]) { WorkingDirectory = _folder.Path };
        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location;
        start.Environment[StartupHook.ListVariable] = list;
        using (var process = Process.Start(start)!) process.WaitForExit();
        var loaded = File.ReadAllLines(list);
        Assert.Contains("Unpark", loaded);
        Assert.DoesNotContain(loaded, name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name.StartsWith("Microsoft.Extensions", StringComparison.Ordinal) || name is "Unpark.Server" or "Unpark.Monitor" or "Unpark.GoSyntax" or "System.Net.Http");
    }

    public void Dispose() => _folder.Dispose();

    private ServeProcess Start(params string[] args) => ServeProcess.Start(_folder.Path, ["serve", .. args, "--listen", "127.0.0.1:0"]);

    private void Write(string yaml)
    {
        _folder.Write("new.yaml", Encoding.UTF8.GetBytes(yaml));
        File.Move(Path.Combine(_folder.Path, "new.yaml"), Path.Combine(_folder.Path, "unpark.yaml"), overwrite: true);
    }

    private static async Task UntilAsync(ServeProcess serve, int up)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            var services = await serve.GetAsync("/services");
            if (services.GetProperty("services").EnumerateArray().Sum(service => service.GetProperty("up").GetInt32()) == up) return;
            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(1), $"{services}\n{serve.Said}");
        }
    }
}
