using Unpark.Collectors.Files;
using Unpark.Collectors.Http;

namespace Unpark.Collectors;

/// <summary>Brings in whatever it is given: addresses of live programs, files, folders, "-" for standard input.</summary>
public sealed record Collector
{
    public CollectOptions Options { get; init; } = CollectOptions.Default;

    /// <summary>Adds to a target what its address does not say: credentials, path, time-outs.</summary>
    public Func<Target, Target> Prepare { get; init; } = target => target;

    /// <summary>Told in a few words what is being done.</summary>
    public IProgress<string>? Progress { get; init; }

    /// <summary>What "-" stands for; null: the process's own.</summary>
    public Stream? StandardInput { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <param name="evidence">In time order. What exists as a file or folder is one, whatever it looks like.</param>
    /// <returns>What could be had from all of them, in the same order.</returns>
    public async Task<Collection> CollectAsync(IEnumerable<string> evidence, CancellationToken cancellation = default)
    {
        var all = Collection.Empty;
        foreach (var one in evidence) all = all.Append(await CollectAsync(one, cancellation));
        return all;
    }

    /// <summary>The words are taken for the address of a live program: no file or folder is called so, and they look like one.</summary>
    public static bool IsAddress(string evidence) => !Exists(evidence) && (Target.TryParse(evidence, out _, out _) || MeantAsAddress(evidence));

    private async Task<Collection> CollectAsync(string evidence, CancellationToken cancellation)
    {
        if (Exists(evidence)) return EvidenceFiles.Read(evidence, Options.Limits, Progress, StandardInput, cancellation);
        if (Target.TryParse(evidence, out var target, out var error)) return await LiveCollector.CollectAsync(Prepare(target), Options, Progress, Time, cancellation);
        return MeantAsAddress(evidence)
            ? Collection.Failed(WithoutCredentials(evidence), error)
            : EvidenceFiles.Read(evidence, cancellation: cancellation);
    }

    private static bool Exists(string path) => path == EvidenceFiles.StandardInput || File.Exists(path) || Directory.Exists(path);

    private static bool MeantAsAddress(string evidence) =>
        evidence.Contains("://", StringComparison.Ordinal) || evidence.StartsWith("unix:", StringComparison.OrdinalIgnoreCase);

    private static string WithoutCredentials(string address) => address[(address.LastIndexOf('@') + 1)..];
}
