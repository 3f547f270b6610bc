namespace Unpark.Source.Names;

/// <summary>The names that a block declares, inside the block around it.</summary>
internal sealed class Scope(Scope? outer)
{
    /// <summary>So many are faster looked at one by one.</summary>
    private const int FewNames = 8;

    private List<Variable>? _few;
    private Dictionary<string, Variable>? _many;

    public Scope? Outer => outer;

    public void Declare(Variable variable)
    {
        if (variable.Name == "_") return;
        if (_many is null && (_few ??= []).Count < FewNames) _few.Add(variable);
        else (_many ??= ByName(_few!))[variable.Name] = variable;
    }

    public bool HasOwn(string name) => FindOwn(name) is not null;

    /// <summary>Null for what no variable is: a type, a function, an import, something of another file.</summary>
    public Variable? Find(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope.FindOwn(name) is { } found) return found;
        }
        return null;
    }

    // The last of a name counts.
    private Variable? FindOwn(string name)
    {
        if (_many is not null) return _many.GetValueOrDefault(name);
        for (var i = (_few?.Count ?? 0) - 1; i >= 0; i--)
        {
            if (_few![i].Name == name) return _few[i];
        }
        return null;
    }

    private static Dictionary<string, Variable> ByName(List<Variable> variables)
    {
        var byName = new Dictionary<string, Variable>(StringComparer.Ordinal);
        foreach (var variable in variables) byName[variable.Name] = variable;
        return byName;
    }
}
