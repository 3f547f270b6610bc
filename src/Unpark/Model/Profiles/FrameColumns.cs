namespace Unpark.Model.Profiles;

/// <summary>Distinct lines of distinct functions; <see cref="Model.Frame"/> objects are made when asked for.</summary>
/// <param name="functions">Each name once.</param>
/// <param name="files">Each name once.</param>
internal sealed class FrameColumns(string[] functions, string[] files, FrameKey[] frames)
{
    private readonly Frame?[] _made = new Frame?[frames.Length];

    public int Count => frames.Length;

    public string[] Functions => functions;

    public Frame this[int frame] => _made[frame] ??= Make(frames[frame]);

    public int Function(int frame) => frames[frame].Function;

    private Frame Make(FrameKey key) => new(functions[key.Function], files[key.File], key.Line, key.Inlined);
}

/// <param name="Function">Index of the name.</param>
/// <param name="File">Index of the name.</param>
internal readonly record struct FrameKey(int Function, int File, int Line, bool Inlined);
