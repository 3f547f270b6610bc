namespace Unpark.Source;

/// <summary>Source files of this machine, as far as they may be read.</summary>
public interface ISourceFiles
{
    /// <summary>Where files of other machines' paths may lie here.</summary>
    SourceRoots Roots { get; }

    /// <param name="path">Of the evidence, which may name anything: only Go files below the roots, or of a module of this machine, are read.</param>
    /// <returns>The whole file; null when there is none, or none that may be read.</returns>
    ReadOnlyMemory<byte>? Read(string path);

    /// <summary>The folder itself and those below it that hold packages of one module: no vendor, testdata or module of its own; in order.</summary>
    IReadOnlyList<string> PackageFoldersBelow(string folder) => [folder];

    /// <summary>The module around a folder; null outside of modules.</summary>
    SourceModule? ModuleOf(string folder) => null;

    /// <summary>The version that the go line of the module around a folder names: 1.22; null when nobody says.</summary>
    Version? GoVersionOf(string folder) => null;

    /// <summary>Full paths of the .go files directly in a folder, in the order of their names; none when it is not there.</summary>
    IReadOnlyList<string> GoFilesIn(string folder);
}
