namespace Unpark.Tests.Monitor.Store;

/// <summary>A file system of a few mebibytes, in memory, mounted on a folder of its own.</summary>
internal sealed class SmallDisk : IDisposable
{
    private static readonly Lazy<string?> Refusal = new(() =>
    {
        try
        {
            using var disk = new SmallDisk(1);
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return $"no file system can be mounted here: {e.Message}";
        }
    });

    private readonly TestFolder _folder = new();

    public SmallDisk(int mebibytes)
    {
        try
        {
            Command.Run("mount", ["-t", "tmpfs", "-o", $"size={mebibytes}m", "unpark-test", Path]);
        }
        catch
        {
            _folder.Dispose();
            throw;
        }
    }

    /// <summary>Why there can be none on this machine; null when there can.</summary>
    public static string? WhyNot => Refusal.Value;

    public string Path => _folder.Path;

    private string Filler => System.IO.Path.Combine(Path, "filler");

    /// <summary>Leaves not a byte of room.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        var page = new byte[4096];
        try
        {
            while (true) filler.Write(page);
        }
        catch (IOException)
        {
            // No space left on device, as wanted.
            return;
        }
    }

    public void MakeRoom() => File.Delete(Filler);

    public void Dispose()
    {
        Command.Run("umount", ["-l", Path]);
        _folder.Dispose();
    }
}

/// <summary>A test that fills a disk; skipped where none may be mounted.</summary>
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute() => Skip = SmallDisk.WhyNot;
}
