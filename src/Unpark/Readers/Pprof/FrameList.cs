using Unpark.Knowledge;
using Unpark.Model;

namespace Unpark.Readers.Pprof;

/// <summary>The distinct frames of a profile, and the distinct names of functions and files in them.</summary>
/// <remarks>Functions are told apart by name alone, as pprof does: generic functions of several shapes become one.</remarks>
internal sealed class FrameList
{
    private readonly Dictionary<string, int> _functionOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _fileOf = new(StringComparer.Ordinal);
    private readonly Dictionary<FrameKey, int> _frameOf = [];
    private readonly FunctionList? _defined;
    private readonly (int Function, int File)[] _known = [];

    public FrameList()
    {
    }

    public FrameList(FunctionList defined, NameTable names)
    {
        _defined = defined;
        _known = [.. defined.Items.Select(item => (Function(names[item.Name]), File(names[item.File])))];
    }

    /// <summary>A line of a function by its id in the profile; an id that is not defined gives a frame without name.</summary>
    public int Add(ulong functionId, int line, bool inlined)
    {
        var (function, file) = _defined?.Find(functionId) is >= 0 and var index ? _known[index] : (Function(""), File(""));
        return Add(new FrameKey(function, file, line, inlined));
    }

    public int Add(string function, string file, int line) => Add(new FrameKey(Function(function), File(file), line, Inlined: false));

    public FrameColumns ToColumns() => new([.. _functionOf.Keys], [.. _fileOf.Keys], [.. _frameOf.Keys]);

    // A dictionary nobody removes from keeps its keys in the order they came, which is the order of the indexes.
    private int Add(FrameKey key) => IndexOf(_frameOf, key);

    private int Function(string name) => IndexOf(_functionOf, TypeArguments.Elide(name));

    private int File(string name) => IndexOf(_fileOf, name);

    private static int IndexOf<T>(Dictionary<T, int> indexes, T key)
        where T : notnull
    {
        if (indexes.TryGetValue(key, out var index)) return index;
        indexes.Add(key, indexes.Count);
        return indexes.Count - 1;
    }
}
