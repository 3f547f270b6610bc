using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Unpark.Cli.Syntax;

namespace Unpark.Tests.Server;

/// <summary>The program as a process that serves: its address, what it says, and the ways to end it.</summary>
internal sealed class ServeProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HttpClient _http = new();

    private ServeProcess(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>All it wrote so far, lines of both streams as they came.</summary>
    public string Said
    {
        get
        {
            lock (_said) return _said.ToString();
        }
    }

    public int Id => _process.Id;

    /// <param name="folder">The folder it stands in.</param>
    public static ServeProcess Start(string folder, params string[] args)
    {
        string[] words = [Path.Combine(AppContext.BaseDirectory, typeof(CommandLine).Assembly.GetName().Name + ".dll"), .. args];
        return StartProgram("dotnet", folder, words);
    }

    /// <param name="program">Unpark as published.</param>
    /// <param name="folder">The folder it stands in.</param>
    public static ServeProcess StartProgram(string program, string folder, params string[] args) =>
        new(new(program, args) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true });

    public Task<Uri> AddressAsync() => _address.Task.WaitAsync(Patience);

    public async Task<JsonElement> GetAsync(string path) => JsonElement.Parse(await _http.GetStringAsync(new Uri(await AddressAsync(), "api/v1" + path)));

    public async Task<Stream> StreamAsync() => await _http.GetStreamAsync(new Uri(await AddressAsync(), "api/v1/stream"));

    public async Task UntilSaysAsync(string text)
    {
        for (var waited = Stopwatch.StartNew(); !Said.Contains(text, StringComparison.Ordinal); await Task.Delay(50))
        {
            Assert.False(_process.HasExited, Said);
            Assert.True(waited.Elapsed < Patience, $"did not say '{text}' but:\n{Said}");
        }
    }

    public void PressEnter()
    {
        _process.StandardInput.WriteLine();
        _process.StandardInput.Flush();
    }

    public void Signal(string name) => Command.Run("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);

    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync(string signal)
    {
        Signal(signal);
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _http.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            _address.TrySetException(new InvalidOperationException($"it ended: {Said}"));
            return;
        }
        lock (_said) _said.Append(line).Append('\n');
        if (line.StartsWith("unpark serves ", StringComparison.Ordinal)) _address.TrySetResult(new(line["unpark serves ".Length..]));
    }
}
