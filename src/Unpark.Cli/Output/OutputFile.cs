namespace Unpark.Cli.Output;

/// <summary>The file of <c>--output</c>: whole or untouched, never half-written.</summary>
internal static class OutputFile
{
    /// <summary>Writes beside the file and renames over it. Devices and pipes are written to as they are.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        try
        {
            if (File.Exists(path)) Overwrite(path, write);
            else Replace(path, write);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"cannot write {path}: {e.Message.TrimEnd('.')}");
        }
    }

    private static void Overwrite(string path, Action<Stream> write)
    {
        var target = new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
        using (var stream = new FileStream(target, FileMode.Open, FileAccess.Write))
        {
            if (!stream.CanSeek || target.StartsWith("/dev/", StringComparison.Ordinal))
            {
                write(stream);
                return;
            }
        }
        Replace(target, write);
    }

    private static void Replace(string path, Action<Stream> write)
    {
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write)) write(stream);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
