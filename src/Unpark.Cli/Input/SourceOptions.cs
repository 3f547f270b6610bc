using System.CommandLine;
using Unpark.Cli.Syntax;
using Unpark.Collectors.Source;
using Unpark.Source;

namespace Unpark.Cli.Input;

/// <summary>Where source lies that is not where the evidence says.</summary>
internal sealed class SourceOptions
{
    private readonly Option<string[]> _folders = new("--src", "--source-path") { HelpName = "folder", Description = "Look for source below this folder too; by default below the current one, in its module and where Go keeps modules" };

    private readonly Option<string[]> _maps = new("--path-map") { HelpName = "from=to", Description = "Files of folder <from>, where the program was built, lie in folder <to>" };

    public IReadOnlyList<Option> All => [_folders, _maps];

    public string[] FoldersOf(Invocation call) => call.ValueOrNull(_folders) ?? [];

    /// <exception cref="UsageException">One is not FROM=TO.</exception>
    public PathMap[] MapsOf(Invocation call) =>
        [.. (call.ValueOrNull(_maps) ?? []).Select(text => PathMap.TryParse(text, out var map) ? map : throw new UsageException($"--path-map: '{text}' is not <from>=<to>, as /src=/home/me/app"))];

    /// <summary>The files of this machine, for causes.</summary>
    /// <exception cref="UsageException">A map is not FROM=TO.</exception>
    public LocalSource FilesOf(Invocation call)
    {
        var (folder, maps) = (call.World.CurrentFolder(), MapsOf(call));
        string[] folders = [folder, .. FoldersOf(call)];
        return new(() => LocalSource.RootsAround(folder, call.World.Variable) with
        {
            Folders = [.. folders.Select(given => Path.GetFullPath(given, folder).Replace('\\', '/'))],
            Maps = [.. maps],
        });
    }
}
