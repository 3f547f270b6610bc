namespace Unpark.Readers.Logs;

/// <summary>Receives the text of one program, freed of what a log put around it.</summary>
internal abstract class LogSink
{
    /// <param name="text">May hold line feeds.</param>
    /// <param name="isPiece">Its last line goes on with the next text.</param>
    /// <param name="line">The log line it was taken from.</param>
    /// <param name="number">Number of that line.</param>
    public abstract void Append(ReadOnlySpan<byte> text, bool isPiece, ReadOnlySpan<byte> line, long number);

    /// <summary>The log is over.</summary>
    public abstract void Finish(bool unterminated);
}
