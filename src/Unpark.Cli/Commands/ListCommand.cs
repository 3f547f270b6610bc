using System.CommandLine;
using Unpark.Analysis.Profiles;
using Unpark.Cli.Input;
using Unpark.Cli.Syntax;
using Unpark.Rendering.Json;
using Unpark.Rendering.Terminal;

namespace Unpark.Cli.Commands;

internal static class ListCommand
{
    public static UnparkCommand Create()
    {
        var functions = new Argument<string>("functions") { Description = "Regular expression of the functions to list" };
        var evidence = Evidence.One();
        var (options, targets) = (new ProfileCommandOptions(), new TargetOptions(profileOnly: true));
        var source = new SourceOptions();
        var format = OptionKinds.Format("text", "json");
        var command = new UnparkCommand("list", "Show the source of functions with what counts at each line: go tool pprof -list")
        {
            Examples =
            [
                new("unpark list 'store.*Put' goroutine.pb.gz", "where goroutines wait in it"),
                new("unpark list main.work cpu.pb.gz --src ~/src/app", "with source that lies elsewhere"),
                new("unpark list main.work cpu.pb.gz --path-map /src=$PWD", "a program built in a container"),
            ],
            Execute = call => Run(call, call.Value(functions), call.Value(evidence), options, targets, new(source.FoldersOf(call), source.MapsOf(call)), call.Value(format)),
        };
        command.Arguments.Add(functions);
        command.Arguments.Add(evidence);
        command.Add(new OptionGroup("Lines", [.. source.All, .. options.Filters, format]));
        foreach (var group in targets.Groups) command.Add(group);
        return command;
    }

    private static int Run(Invocation call, string functions, string word, ProfileCommandOptions chosen, TargetOptions targets, SourceFiles source, string format)
    {
        var (options, pattern) = (chosen.Of(call), ProfileCommandOptions.Pattern(functions, "<functions>"));
        var profile = ProfileInput.Take(call, [word], targets)[0];
        var listing = Listing.Of(profile, options, ProfileCommandOptions.SampleTypeOf(profile, options), pattern, source.Find);
        if (listing.Functions.IsEmpty) throw new UsageException($"no function with samples matches '{functions}'; 'unpark top --functions -n 0 {word}' shows those there are");
        if (format == "json") call.PrintBytes(stream => ListingJson.Write(listing, stream));
        else call.Print(writer => ListingText.Write(listing, writer, call.Style));
        return ExitCode.Nothing;
    }
}
