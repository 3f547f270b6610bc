using Microsoft.Win32.SafeHandles;

namespace Unpark.Cli.Output;

/// <summary>Standard output for bytes. A reader that went away ("unpark list | head") is no error: it has what it wanted.</summary>
/// <remarks>
/// Not the console's own stream where a pipe or file is written: that one sets the terminal up at the first byte, which
/// measured 5 ms, a tenth of an ordinary answer.
/// </remarks>
internal sealed class StandardOutput : Stream
{
    // Up to this many bytes go into a pipe whole or not at all (PIPE_BUF, pipe(7)): after a refusal nothing was written.
    private const int Atomic = 4096;
    private const int BrokenPipe = 32, TryAgain = 11;

    private readonly FileStream _file;
    private bool _isBroken;

    private StandardOutput(FileStream file) => _file = file;

    public static Stream Open() =>
        OperatingSystem.IsLinux() && Console.IsOutputRedirected && TryOpenFile() is { } file ? new StandardOutput(file) : Console.OpenStandardOutput();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        for (; !buffer.IsEmpty && !_isBroken; buffer = buffer[Math.Min(Atomic, buffer.Length)..])
            WriteSome(buffer[..Math.Min(Atomic, buffer.Length)]);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    // Asking for the handle moves the file's position behind what was written, for the next program that writes to the same file.
    public override void Flush() => _ = _file.SafeFileHandle;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private static FileStream? TryOpenFile()
    {
        try
        {
            return new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            // Closed by the caller (">&-"), or of a kind that only the console knows.
            return null;
        }
    }

    private void WriteSome(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _file.Write(bytes);
        }
        catch (IOException e) when (e.HResult == BrokenPipe)
        {
            _isBroken = true;
        }
        catch (IOException e) when (e.HResult == TryAgain)
        {
            // Somebody made the pipe non-blocking: the console's stream waits until there is room.
            Console.OpenStandardOutput().Write(bytes);
        }
    }
}
