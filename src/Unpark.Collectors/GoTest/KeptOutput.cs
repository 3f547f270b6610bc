namespace Unpark.Collectors.GoTest;

/// <summary>Hands output on as it comes, and keeps a copy of it, up to a limit.</summary>
internal sealed class KeptOutput(string path, long limit) : IDisposable
{
    private readonly FileStream _file = File.Create(path);
    private readonly Lock _lock = new();

    public async Task CopyAsync(Stream from, Stream to, CancellationToken cancellation)
    {
        var buffer = new byte[32 << 10];
        while (await from.ReadAsync(buffer, cancellation) is var count and > 0)
        {
            await to.WriteAsync(buffer.AsMemory(0, count), cancellation);
            await to.FlushAsync(cancellation);
            Keep(buffer.AsSpan(0, count));
        }
    }

    public void Dispose() => _file.Dispose();

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            if (_file.Length + bytes.Length <= limit) _file.Write(bytes);
        }
    }
}
