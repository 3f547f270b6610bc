using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Unpark.Collectors.GoTest;

/// <summary>What <c>go env</c> says in the folder where the tests are run: the toolchain the module asks for, its root and its flags.</summary>
/// <param name="Program">"go", or the full path of one.</param>
/// <param name="ModuleFile">go.mod, or go.work where one is in use; empty outside of modules.</param>
internal sealed record GoSettings(string Program, string Root, string Version, string ModuleCache, string GoPath, string Flags, string ModuleFile)
{
    /// <param name="mayFetch">The go command may fetch the toolchain that the module asks for, as it does before it runs tests.</param>
    /// <exception cref="GoTestException">There is no go, or it does not answer.</exception>
    public static async Task<GoSettings> AskAsync(string program, string folder, CancellationToken cancellation, bool mayFetch = true)
    {
        var start = new ProcessStartInfo(program, ["env", "-json", "GOROOT", "GOVERSION", "GOMODCACHE", "GOPATH", "GOFLAGS", "GOMOD", "GOWORK"])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (!mayFetch) start.Environment["GOTOOLCHAIN"] = "local";
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var error = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            if (process.ExitCode != 0) throw new GoTestException($"go env failed: {(await error).Trim()}");

            using var json = JsonDocument.Parse(await output);
            return new(program, Of("GOROOT"), Of("GOVERSION"), Of("GOMODCACHE"), Of("GOPATH"), Of("GOFLAGS"), Of("GOWORK") is { Length: > 0 } work && work != "off" ? work : Of("GOMOD"));

            string Of(string name) => json.RootElement.GetProperty(name).GetString()!;
        }
        catch (Win32Exception e)
        {
            throw new GoTestException($"cannot run {program}: {e.Message}. unpark test runs your own go; it must be on PATH, or named with --go", e);
        }
    }

    /// <summary>The pattern of all packages of the module or workspace, as seen from a folder of it: "./...", "../../...".</summary>
    public string OwnPackages(string folder)
    {
        var root = Path.GetDirectoryName(ModuleFile);
        var up = string.IsNullOrEmpty(root) || !File.Exists(ModuleFile) ? "." : Path.GetRelativePath(folder, root).Replace('\\', '/');
        return up.StartsWith('.') ? $"{up}/..." : "./...";
    }

    /// <summary>The toolchain was fetched by the go command: it lies where overlays are refused from Go 1.25 on.</summary>
    public bool IsInModuleCache => ModuleCache.Length > 0 && Root.StartsWith(ModuleCache + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
