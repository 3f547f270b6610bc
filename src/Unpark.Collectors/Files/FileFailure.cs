namespace Unpark.Collectors.Files;

/// <summary>A path cannot be read: the sentence that says why and what to try.</summary>
internal static class FileFailure
{
    public static string Of(string path, Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException when path.Contains(':', StringComparison.Ordinal) => "there is no such file; as an address it would need a port (host:6060) or http:// before it",
        FileNotFoundException or DirectoryNotFoundException => "there is no such file or folder",
        UnauthorizedAccessException => "may not be read by this user (permission denied)",
        ArgumentException => "expected a file, a folder, an address or - for standard input, found an empty name",
        _ => $"could not be read: {Words.FirstLine(e.Message)}",
    };
}
