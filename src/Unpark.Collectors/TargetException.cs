using Unpark.Model;

namespace Unpark.Collectors;

/// <summary>A target could not be asked, or answered something that is no evidence. The message is a whole sentence with the address and what to try.</summary>
public sealed class TargetException(string source, string message, Exception? inner = null) : Exception($"{source}: {message}", inner)
{
    /// <summary>The message without the address.</summary>
    internal string Sentence { get; } = message;

    /// <summary>The request was given up, but the target may still work on it: the next one would come on top.</summary>
    internal bool MayStillWork { get; init; }

    /// <summary>The target answered that it has no such thing (404).</summary>
    internal bool IsAbsent { get; init; }

    internal Diagnostic ToDiagnostic(bool fatal) => new(source, null, Sentence, fatal);
}
