using System.Collections.Immutable;

namespace Unpark.Monitor.Targets.Discovery;

/// <summary>Files that list targets (<c>file_sd_configs</c>).</summary>
/// <param name="Pattern">A path; its last part may hold <c>*</c>.</param>
internal sealed record FileSource(string Pattern, TimeSpan RefreshInterval) : DiscoverySource(RefreshInterval)
{
    public override string Name => Pattern;

    public override async Task<ImmutableArray<TargetGroup>> FindAsync(TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            var groups = ImmutableArray.CreateBuilder<TargetGroup>();
            foreach (var file in Files()) groups.AddRange(TargetGroupsText.Read(await File.ReadAllTextAsync(file, cancellation), file));
            return groups.ToImmutable();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DiscoveryException(Pattern, $"cannot be read: {e.Message.TrimEnd('.')}", e);
        }
    }

    private IEnumerable<string> Files()
    {
        if (!Pattern.Contains('*', StringComparison.Ordinal)) return [Pattern];
        var folder = Path.GetDirectoryName(Pattern);
        return Directory.EnumerateFiles(folder is { Length: > 0 } ? folder : ".", Path.GetFileName(Pattern)).Order(StringComparer.Ordinal);
    }
}
