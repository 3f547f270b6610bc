namespace Unpark.Rendering.Terminal;

/// <summary>How text is written for a person: decided by the caller, who knows the terminal.</summary>
/// <param name="Color">Write SGR colour codes.</param>
/// <param name="Width">Columns at which sentences are wrapped; 0 for a pipe or a file, where nothing is.</param>
/// <param name="Verbose">Every finding in full, every state, every diagnostic.</param>
public readonly record struct TextStyle(bool Color = false, int Width = 0, bool Verbose = false)
{
    /// <summary>The short options are somebody else's: what names one must name its long form.</summary>
    public bool LongOptions { get; init; }

    /// <summary>Where the reader stands: "/home/me/orders". Files below it are named from here; null leaves all as the evidence names them.</summary>
    public string? Folder { get; init; }

    /// <summary>"-v", for hints.</summary>
    internal string VerboseOption => LongOptions ? "--verbose" : "-v";

    public static TextStyle Plain => default;
}
