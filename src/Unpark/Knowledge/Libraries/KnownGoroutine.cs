namespace Unpark.Knowledge.Libraries;

/// <summary>A background goroutine of a library: what it is for, what stops it, how many are expected.</summary>
/// <param name="Function">As in a dump, unescaped; the frame to look for.</param>
/// <param name="IsPrefix">Names that begin with <paramref name="Function"/> match: "...Subscribe.func" for each closure of Subscribe.</param>
/// <param name="Library">"net/http" is "standard library"; others by their usual name.</param>
/// <param name="StopCall">"(*sql.DB).Close"; begins with "none" where nothing stops it.</param>
/// <param name="Expected">"1 per open sql.DB; more means sql.Open per request".</param>
/// <param name="Source">The file the name was read in: "golang/go:src/database/sql/sql.go".</param>
/// <param name="Verified">"source", or "source+run-go1.27" when seen in a dump too.</param>
internal sealed record KnownGoroutine(
    string Function,
    bool IsPrefix,
    string Library,
    string ImportPath,
    string Purpose,
    string StopCall,
    KnownVerdict Verdict,
    string Expected,
    string Source,
    string Verified)
{
    /// <summary>The package of <see cref="Function"/>, which is not always the <see cref="ImportPath"/> a user imports.</summary>
    public required string Package { get; init; }

    /// <summary>A name of it in real dumps, where it differs from <see cref="Function"/>.</summary>
    public string? SeenAs { get; init; }

    /// <summary>Go versions that use this name: "&gt;=1.27"; null for all.</summary>
    public string? Go { get; init; }

    public string? Note { get; init; }

    /// <summary>The row is a user's own (docs/configuration.md) and not of the table.</summary>
    public bool IsUsers { get; init; }

    /// <summary>"standard library" says little: its package then, else the library.</summary>
    public string Owner => Library == "standard library" ? ImportPath : Library;

    public bool CanBeStopped => !StopCall.StartsWith("none", StringComparison.Ordinal);

    public bool Matches(string function) =>
        IsPrefix ? function.StartsWith(Function, StringComparison.Ordinal) : function == Function;
}

/// <summary>When a library's goroutine is a finding. What the runtime proves leaked is one whatever the table says.</summary>
internal enum KnownVerdict
{
    /// <summary>Expected for as long as the process lives.</summary>
    Background,

    /// <summary>Expected in the stated number.</summary>
    LeakIfGrowing,

    /// <summary>Should be gone after its owner was shut down or the test ended.</summary>
    LeakIfPresentAtExit,
}
