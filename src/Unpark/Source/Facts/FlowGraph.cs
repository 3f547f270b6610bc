using Unpark.Source.Names;

namespace Unpark.Source.Facts;

/// <summary>Which values reach which variables: a variable holds whatever those hold that are assigned to it.</summary>
internal sealed class FlowGraph
{
    /// <summary>A variable through which everything passes tells nothing.</summary>
    private const int MostOrigins = 64;

    private readonly Queue<(Variable Variable, Origin Origin)> _waiting = [];

    public void Add(Variable to, Place from)
    {
        if (from.Origin is { } origin) Reach(to, origin);
        else if (from.Variable is { } variable && variable != to) Add(variable, to);
    }

    /// <summary>Carries every value to where it can get.</summary>
    public void Settle()
    {
        while (_waiting.TryDequeue(out var next))
        {
            foreach (var target in next.Variable.FlowsInto) Reach(target, next.Origin);
        }
    }

    public void Reach(Variable variable, Origin origin)
    {
        if (variable.Origins.Count >= MostOrigins || variable.Origins.Contains(origin)) return;
        variable.Origins.Add(origin);
        _waiting.Enqueue((variable, origin));
    }

    private void Add(Variable from, Variable to)
    {
        if (from.FlowsInto.Contains(to)) return;
        from.FlowsInto.Add(to);
        if (from.HasOrigins) foreach (var origin in from.Origins.ToArray()) Reach(to, origin);
    }
}

/// <summary>What an expression stands for: a variable, or a value made on the spot; neither where names do not tell.</summary>
internal readonly record struct Place(Variable? Variable, Origin? Origin = null)
{
    public static Place Unknown => default;
}
