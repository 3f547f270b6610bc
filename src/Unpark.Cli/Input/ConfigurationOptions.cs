using System.CommandLine;
using Unpark.Cli.Syntax;
using Unpark.Configuration;

namespace Unpark.Cli.Input;

/// <summary>Which configuration files count: those found beside the project and in the user's folder, one named, or none.</summary>
internal sealed class ConfigurationOptions
{
    private readonly Option<string> _file = OptionKinds.Text(
        "--config", "file", "Goroutines that are known or of no interest; default: .unpark.yaml of the project and unpark/config.yaml of the user's configuration folder");

    private readonly Flag _none = new("--no-config") { Description = "Read no configuration file" };

    public IReadOnlyList<Option> All => [_file, _none];

    /// <exception cref="UsageException">A file cannot be read or says something that is not understood.</exception>
    public UserConfiguration Of(Invocation call)
    {
        if (call.IsGiven(_file) && call.Has(_none)) throw new UsageException("--config and --no-config say different things, give one of them");
        if (call.Has(_none)) return UserConfiguration.Empty;
        var files = call.ValueOrNull(_file) is { } named ? [named] : ConfigurationFiles.Find(call.World);
        var configuration = UserConfiguration.Empty;
        foreach (var file in files) configuration = configuration.Then(Read(file, call));
        return configuration;
    }

    private static UserConfiguration Read(string file, Invocation call)
    {
        var configuration = ConfigurationReader.Read(TextOf(file, call.World.CurrentFolder()), ConfigurationFiles.NameOf(file, call.World));
        if (configuration.Errors is [var first, .. var others])
            throw new UsageException($"{first}{(others.Length == 0 ? "" : $" (and {others.Length} more)")}; --no-config goes without it");
        if (call.Verbose) call.World.Error.WriteLine($"unpark: read {file}");
        return configuration;
    }

    private static string TextOf(string file, string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"cannot read the configuration {file}: {e.Message.TrimEnd('.')}");
        }
    }
}
