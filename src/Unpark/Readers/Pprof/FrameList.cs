using Unpark.Knowledge.Frames;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Readers.Pprof;

/// <summary>The distinct frames of a profile, and the distinct names of functions and files in them.</summary>
/// <remarks>Functions are told apart by name alone, as pprof does: generic functions of several shapes become one.</remarks>
internal sealed class FrameList
{
    private readonly NameList _functions = new();
    private readonly NameList _files = new();
    private readonly Column<FrameKey> _frames = new(256);
    private readonly FunctionList? _defined;
    private readonly FrameKey[]? _ofFunction;
    private int[] _places = new int[1024];

    public FrameList()
    {
    }

    public FrameList(FunctionList defined, NameTable names)
    {
        _defined = defined;
        _ofFunction = new FrameKey[defined.Count];
        for (var i = 0; i < _ofFunction.Length; i++) _ofFunction[i] = Key(names[defined[i].Name], names[defined[i].File]);
    }

    /// <summary>A line of a function by its id in the profile; an id that is not defined gives a frame without name.</summary>
    public int Add(ulong functionId, int line, bool inlined)
    {
        var index = _defined?.Find(functionId) ?? -1;
        var key = index >= 0 ? _ofFunction![index] : Key("", "");
        return Add(key with { Line = line, Inlined = inlined });
    }

    public int Add(string function, string file, int line) => Add(Key(function, file) with { Line = line });

    public FrameColumns ToColumns() => new(_functions.ToArray(), _files.ToArray(), _frames.ToArray());

    private FrameKey Key(string function, string file) => new(_functions.Add(TypeArguments.Elide(function)), _files.Add(file), 0, Inlined: false);

    // Open addressing: a place holds an index plus one.
    private int Add(FrameKey key)
    {
        var mask = _places.Length - 1;
        var place = Hash(key) & mask;
        while (_places[place] is > 0 and var next)
        {
            if (_frames[next - 1] == key) return next - 1;
            place = (place + 1) & mask;
        }
        _frames.Add(key);
        _places[place] = _frames.Count;
        if (2 * _frames.Count > _places.Length) Grow();
        return _frames.Count - 1;
    }

    private void Grow()
    {
        _places = new int[2 * _places.Length];
        var mask = _places.Length - 1;
        for (var i = 0; i < _frames.Count; i++)
        {
            var place = Hash(_frames[i]) & mask;
            while (_places[place] > 0) place = (place + 1) & mask;
            _places[place] = i + 1;
        }
    }

    private static int Hash(FrameKey key)
    {
        var hash = ((ulong)key.Function << 32 | (uint)key.Line) * 0x9E3779B97F4A7C15 + (ulong)key.File * 2 + (key.Inlined ? 1UL : 0);
        return (int)((hash ^ (hash >> 29)) * 0xC2B2AE3D27D4EB4F >> 33);
    }

    /// <summary>Distinct names in the order they come.</summary>
    private sealed class NameList
    {
        private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
        private readonly List<string> _names = [];

        public int Add(string name)
        {
            if (_indexes.TryGetValue(name, out var index)) return index;
            _indexes.Add(name, _names.Count);
            _names.Add(name);
            return _names.Count - 1;
        }

        public string[] ToArray() => [.. _names];
    }
}
