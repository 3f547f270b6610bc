using System.Text;
using Unpark.Knowledge.Frames;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Readers.Pprof;

/// <summary>Hashes of the frames of a profile, equal where <see cref="FrameList"/> gives equal frames; made of the bytes, each name once.</summary>
internal sealed class FrameHashes(FunctionList functions, NameTable names)
{
    // 0: not made yet.
    private readonly ulong[] _ofFunction = new ulong[functions.Count];
    private readonly ulong[] _ofFile = new ulong[names.Count];

    /// <param name="stack">Of the frames before it.</param>
    public ulong With(ulong stack, ulong functionId, int line, bool inlined)
    {
        var index = functions.Find(functionId);
        var function = index >= 0 ? OfFunction(index) : 0;
        return StackHash.With(stack, StackHash.With(function, ((ulong)line << 1) | (inlined ? 1UL : 0)));
    }

    private ulong OfFunction(int index)
    {
        ref var hash = ref _ofFunction[index];
        if (hash == 0) hash = StackHash.With(OfName(functions[index].Name), OfFile(functions[index].File));
        return hash;
    }

    // Many functions share a file, and none a name.
    private ulong OfFile(int file)
    {
        if ((uint)file >= (uint)_ofFile.Length) return StackHash.Of([]);
        ref var hash = ref _ofFile[file];
        if (hash == 0) hash = StackHash.Of(names.Bytes(file));
        return hash;
    }

    private ulong OfName(int name)
    {
        var bytes = names.Bytes(name);
        return StackHash.Of(bytes.Contains((byte)'[') ? Encoding.UTF8.GetBytes(TypeArguments.Elide(names[name])) : bytes);
    }
}
