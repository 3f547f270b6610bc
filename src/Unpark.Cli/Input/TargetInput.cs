using Unpark.Collectors.Http;

namespace Unpark.Cli.Input;

/// <summary>A word that must name a live program.</summary>
internal static class TargetInput
{
    /// <exception cref="UsageException">It is no address; the message does not repeat credentials.</exception>
    public static Target Parse(string word) =>
        Target.TryParse(word, out var target, out var error) ? target with { Profile = null } : throw new UsageException($"{word[(word.LastIndexOf('@') + 1)..]}: {error}");
}
