using System.Text;
using Unpark.Cli.Output;
using Unpark.Cli.Syntax;
using Unpark.Patches;

namespace Unpark.Cli.Fixing;

/// <summary>Files on disk that patches are written to: all of them, or none.</summary>
internal static class PatchedTree
{
    /// <exception cref="UsageException">A file has changed since it was read, or cannot be written.</exception>
    public static void Write(PatchSet patches, Invocation call)
    {
        if (patches.Files.FirstOrDefault(file => !IsAsRead(file)) is { } changed)
            throw new UsageException($"{changed.Path} has changed since it was read: nothing was written; run the command again");
        foreach (var file in patches.Files)
        {
            Write(file, file.Path);
            call.Warn($"changed {file.Path}");
        }
    }

    /// <param name="path">The file itself, or its twin in a copy.</param>
    public static void Write(PatchedFile file, string path)
    {
        var mode = OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path);
        OutputFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(file.After)));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, mode);
    }

    private static bool IsAsRead(PatchedFile file)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(file.Path)) == file.Before;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
