namespace Unpark.Rendering.Terminal;

/// <summary>What a span of text is, as colours say it.</summary>
internal enum Ink
{
    Plain,

    /// <summary>What the eye should find first.</summary>
    Strong,

    /// <summary>What is there for those who look for it.</summary>
    Faint,

    Error,
    Warning,
    Good,

    /// <summary>A place in the user's source.</summary>
    Place,
}
