namespace Unpark.Monitor.Store;

/// <summary>A line where goroutines wait, as its history is kept.</summary>
/// <param name="Fingerprint">Of function, file and kind of wait: the same in every build. Two lines of one function at which goroutines wait alike are one site.</param>
/// <param name="File">As the latest build prints it.</param>
/// <param name="Line">In the latest build; 0 when unknown.</param>
/// <param name="State">What goroutines do there: "chan send".</param>
/// <param name="Library">Null for lines of the program itself.</param>
public sealed record SiteInfo(string Fingerprint, string Function, string File, int Line, string State, string? Library = null)
{
    /// <summary>What was counted beyond the sites that a monitor tells apart.</summary>
    public static SiteInfo Others { get; } = new("", "", "", 0, "");
}
