using System.Diagnostics;
using Unpark.Monitor.Settings;
using Unpark.Monitor.Settings.Reading;

namespace Unpark.Tests.Server;

/// <summary>docs/serve.md says what is so.</summary>
public class ServeDocsTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(TestData.Root, "docs", "serve.md"));

    [CurlFact]
    public async Task Every_command_of_the_page_is_answered()
    {
        await using var server = await RunningServer.StartAsync();
        using var folder = new TestFolder();
        File.Copy(TestData.Path("go1.27.4/deadlock.txt"), Path.Combine(folder.Path, "crash.log"));
        // What is sent first is what the others show.
        var commands = Page.Split('\n').Where(line => line.StartsWith("    curl ", StringComparison.Ordinal)).OrderByDescending(line => line.Contains("/ingest", StringComparison.Ordinal)).ToList();
        Assert.InRange(commands.Count, 9, 20);
        foreach (var command in commands)
        {
            var start = new ProcessStartInfo("bash", ["-c", command.Replace("curl ", "curl --fail-with-body ", StringComparison.Ordinal)]) { WorkingDirectory = folder.Path, RedirectStandardOutput = true };
            start.Environment["UNPARK"] = server.Address.ToString().TrimEnd('/');
            using var process = Process.Start(start)!;
            var answer = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            // 28: the time that was given to a stream is over.
            Assert.True(process.ExitCode is 0 or 28 && answer.Length > 0, $"{command}: {process.ExitCode} {answer}");
        }
        Assert.Equal(["v1.4.3"], (await server.Store.DeploymentsAsync("orders")).Select(deployment => deployment.Version));
    }

    [Fact]
    public void The_settings_of_the_page_are_read()
    {
        using var folder = new TestFolder();
        foreach (var file in (string[])["cert.pem", "key.pem"]) folder.Write(file, "x"u8);
        var yaml = Page.Split("```yaml\n")[1].Split("```")[0];
        var settings = SettingsReader.Read("scrape_configs: []\n" + yaml, Path.Combine(folder.Path, "unpark.yaml"));
        Assert.Empty(settings.Errors);
        Assert.Equal("alice", Assert.Single(settings.Web.Tokens).Name);
    }

    private sealed class CurlFactAttribute : FactAttribute
    {
        public CurlFactAttribute()
        {
            if (!File.Exists("/usr/bin/curl")) Skip = "there is no curl on this machine";
        }
    }
}
