using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Readers.Pprof;

/// <summary>The functions of a profile as they are read: names are indexes of strings that may come later.</summary>
internal sealed class FunctionList(ReaderLimits limits, DiagnosticList diagnostics)
{
    private readonly Column<FunctionNames> _functions = new(256);
    private readonly IdIndex _ids = new();
    private int _duplicates;

    public int Count => _functions.Count;

    public FunctionNames this[int index] => _functions[index];

    public void Add(ReadOnlySpan<byte> message)
    {
        if (_functions.Count >= limits.MaxNames) return;
        ulong id = 0;
        var (name, systemName, file) = (0, 0, 0);
        var reader = new ProtoReader(message);
        while (reader.TryReadNumber(out var field, out var number))
        {
            switch (field)
            {
                case ProfileFields.FunctionId: id = number; break;
                case ProfileFields.FunctionName: name = ProtoReader.Index(number); break;
                case ProfileFields.FunctionSystemName: systemName = ProtoReader.Index(number); break;
                case ProfileFields.FunctionFile: file = ProtoReader.Index(number); break;
            }
        }
        if (_ids.TryAdd(id)) _functions.Add(new(name == 0 ? systemName : name, file));
        else if (_duplicates++ == 0) diagnostics.Add(null, $"function {id} is defined twice; the first definition is kept");
    }

    /// <summary>-1 when no function has the id.</summary>
    public int Find(ulong id) => _ids.Find(id);
}

/// <summary>Indexes of strings.</summary>
internal readonly record struct FunctionNames(int Name, int File);
