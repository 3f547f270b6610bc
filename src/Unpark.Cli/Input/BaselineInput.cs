using Unpark.Findings.Baselines;

namespace Unpark.Cli.Input;

/// <summary>The file of --baseline -> what it knows.</summary>
internal static class BaselineInput
{
    /// <exception cref="UsageException">It is not there or is no baseline: without it every old finding would be told as new.</exception>
    public static Baseline Read(string file, string folder) =>
        BaselineFile.Read(BytesOf(file, folder), out var error) ?? throw new UsageException($"{file} is no baseline: {error}; write one with 'unpark baseline write {file} <evidence>'");

    private static byte[] BytesOf(string file, string folder)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"cannot read the baseline {file}: {e.Message.TrimEnd('.')}; write one with 'unpark baseline write {file} <evidence>'");
        }
    }
}
