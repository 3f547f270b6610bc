using System.CommandLine;
using System.Net;
using Unpark.Cli.Input;
using Unpark.Cli.Syntax;
using Unpark.Monitor.Settings;
using Unpark.Monitor.Settings.Reading;

namespace Unpark.Cli.Serving;

/// <summary>What a command line may say of a server; it goes before the file.</summary>
internal sealed class ServeOptions
{
    public Option<string> Config { get; } = OptionKinds.Text("--config", "file", $"The settings; default: {SettingsSource.DefaultFile} where there is one");

    public Option<string> Listen { get; } = ListenOption();

    public Option<string> Store { get; } = OptionKinds.Text("--store", "file", "Where history is kept; default: unpark.db");

    public Option<string> Every { get; } = OptionKinds.Duration("--every", "Between two looks at each program that is named here; default: 30s");

    public Option<string> NewToken { get; } = OptionKinds.Text("--new-token", "name", "Make a token, show it once, print the lines for the file, and end");

    public Option<string> Role { get; } = OptionKinds.Choice("--role", "What the new token may do", "read", "write");

    public IReadOnlyList<Option> All => [Config, Listen, Store, Every, NewToken, Role];

    /// <exception cref="UsageException">A word that should be an address is none.</exception>
    public SettingsSource SourceOf(Invocation call, string[] addresses)
    {
        var folder = call.World.CurrentFolder();
        return new()
        {
            File = Path.Combine(folder, call.ValueOrNull(Config) ?? SettingsSource.DefaultFile),
            IsFileRequired = call.IsGiven(Config),
            Addresses = [.. addresses.Select(word => Address(word, folder))],
            Listen = AddressOf(call, Listen),
            Store = call.ValueOrNull(Store) is { } store ? Path.Combine(folder, store) : null,
            Every = call.ValueOrNull(Every) is { } every ? Syntax.Durations.Parse(every) : null,
        };
    }

    private static string Address(string word, string folder)
    {
        if (File.Exists(Path.Combine(folder, word))) throw new UsageException($"{word} is a file: settings are given as --config {word}, recorded evidence to 'unpark {word}'");
        TargetInput.Parse(word);
        return word;
    }

    /// <summary>Null when it is not given.</summary>
    public static IPEndPoint? AddressOf(Invocation call, Option<string> listen) =>
        call.ValueOrNull(listen) is { } text && ListenAddress.TryParse(text, out var address) ? address : null;

    public static Option<string> ListenOption()
    {
        var option = OptionKinds.Text("--listen", "address", "Where the page is; default: 127.0.0.1:7070");
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (!ListenAddress.TryParse(token.Value, out _)) result.AddError($"--listen is '{token.Value}', expected {ListenAddress.Expected}");
            }
        });
        return option;
    }
}
