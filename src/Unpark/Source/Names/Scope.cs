namespace Unpark.Source.Names;

/// <summary>The names that a block declares, inside the block around it.</summary>
internal sealed class Scope(Scope? outer)
{
    private Dictionary<string, Variable>? _names;

    public Scope? Outer => outer;

    public void Declare(Variable variable)
    {
        if (variable.Name != "_") (_names ??= new(StringComparer.Ordinal))[variable.Name] = variable;
    }

    public bool HasOwn(string name) => _names?.ContainsKey(name) == true;

    /// <summary>Null for what no variable is: a type, a function, an import, something of another file.</summary>
    public Variable? Find(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope._names is { } names && names.TryGetValue(name, out var found)) return found;
        }
        return null;
    }
}
