using Unpark.GoSyntax.Declarations;
using Unpark.Source.Facts;

namespace Unpark.Source.Names;

/// <summary>What one package declares at its outermost level.</summary>
/// <param name="label">Stands before the names of its types where those of several packages are told apart: "queue."; empty for the first package.</param>
internal sealed class DeclaredNames(string label)
{
    public string Label => label;

    public Scope Variables { get; } = new(null);

    public Dictionary<string, TypeSpec> Types { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Function> Functions { get; } = new(StringComparer.Ordinal);

    /// <summary>By the type's name, without the label.</summary>
    public Dictionary<string, Dictionary<string, Function>> Methods { get; } = new(StringComparer.Ordinal);

    public Function? Method(string type, string name) => Methods.TryGetValue(type, out var methods) ? methods.GetValueOrDefault(name) : null;
}
