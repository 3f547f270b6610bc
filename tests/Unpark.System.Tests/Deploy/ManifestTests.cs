using System.Diagnostics;
using System.Net;
using Unpark.Monitor.Settings;
using Unpark.Monitor.Settings.Reading;
using YamlDotNet.RepresentationModel;

namespace Unpark.Tests.Deploy;

/// <summary>What Unpark is run by: little is allowed to it.</summary>
public sealed class ManifestTests
{
    private static readonly string Deploy = Path.Combine(TestData.Root, "deploy");

    [ProgramFact("kubectl")]
    public void The_cluster_gets_everything_the_pod_needs()
    {
        var made = Command.Run(InstalledPrograms.Find("kubectl")!, ["kustomize", Path.Combine(Deploy, "kubernetes")]);
        Assert.All(["kind: Namespace", "kind: ConfigMap", "kind: StatefulSet", "kind: Service", "kind: NetworkPolicy", "image: unpark:0.1.0"], part => Assert.Contains(part, made, StringComparison.Ordinal));
    }

    [Fact]
    public void The_pod_keeps_to_the_standard_that_its_namespace_enforces()
    {
        Assert.Equal("restricted", One("namespace.yaml")["metadata"]["labels"]["pod-security.kubernetes.io/enforce"].ToString());
        var pod = One("statefulset.yaml")["spec"]["template"]["spec"];
        var container = Assert.Single((YamlSequenceNode)pod["containers"]);
        Assert.Equal(("true", "RuntimeDefault", "false"), (pod["securityContext"]["runAsNonRoot"].ToString(), pod["securityContext"]["seccompProfile"]["type"].ToString(), pod["automountServiceAccountToken"].ToString()));
        var security = container["securityContext"];
        Assert.Equal(("false", "true", "ALL"), (security["allowPrivilegeEscalation"].ToString(), security["readOnlyRootFilesystem"].ToString(), Assert.Single((YamlSequenceNode)security["capabilities"]["drop"]).ToString()));
        Assert.Equal(("/healthz", "/readyz"), (container["livenessProbe"]["httpGet"]["path"].ToString(), container["readinessProbe"]["httpGet"]["path"].ToString()));
    }

    [ProgramFact("systemd-analyze")]
    public void Systemd_knows_every_setting_of_the_unit_and_finds_it_well_locked()
    {
        using var folder = new TestFolder();
        var unit = folder.Write("unpark.service", System.Text.Encoding.UTF8.GetBytes(File.ReadAllText(Path.Combine(Deploy, "systemd", "unpark.service")).Replace("/usr/bin/unpark", "/bin/true", StringComparison.Ordinal)));
        Assert.Equal("", SaidOf("verify", "--man=no", unit));
        // From 0, locked up, to 10.
        var verdict = SaidOf("security", "--offline=true", "--threshold=15", unit).Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        Assert.Matches("Overall exposure level for unpark.service: 1\\.[0-9] OK", verdict);
    }

    [Fact]
    public void The_image_is_made_of_files_that_are_there_and_runs_as_a_plain_user()
    {
        var lines = File.ReadAllLines(Path.Combine(Deploy, "container", "Containerfile"));
        var copied = lines.Where(line => line.StartsWith("COPY deploy/", StringComparison.Ordinal)).Select(line => line.Split(' ')[1])
            .Concat(File.ReadLines(Path.Combine(Deploy, "container", "Containerfile.dockerignore")).Where(line => line.StartsWith('!')).Select(line => line[1..]));
        Assert.All(copied, path => Assert.True(Path.Exists(Path.Combine(TestData.Root, path)), path));
        Assert.Equal(["USER 1654:1654"], lines.Where(line => line.StartsWith("USER ", StringComparison.Ordinal)));
        Assert.Equal("1654", One("statefulset.yaml")["spec"]["template"]["spec"]["securityContext"]["runAsUser"].ToString());
    }

    [Theory, InlineData("container/unpark.yaml"), InlineData("kubernetes/unpark.yaml")]
    public void Settings_that_are_shipped_have_no_error_and_want_a_token(string file)
    {
        var settings = SettingsReader.ReadFile(Path.Combine(Deploy, file));
        Assert.Empty(settings.Errors);
        Assert.False(IPAddress.IsLoopback(settings.Web.Listen.Address));
        Assert.Empty(settings.Web.Tokens);
        Assert.Equal("/var/lib/unpark/unpark.db", settings.Store.Path);
    }

    private static YamlNode One(string manifest) => Assert.Single(YamlFile.Documents(Path.Combine(Deploy, "kubernetes", manifest)));

    private static string SaidOf(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(InstalledPrograms.Find("systemd-analyze")!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd() + error.Result;
        process.WaitForExit();
        return said;
    }
}
