using Unpark.GoSyntax;

namespace Unpark.Source.Facts;

/// <summary>The paths that reach a place, by how far they got.</summary>
/// <param name="Because">The branch by which an open path came past what is wanted.</param>
internal readonly record struct Flow(Phase Phases, Node? Because)
{
    /// <summary>No path comes here.</summary>
    public static Flow Dead => new(Phase.None, null);

    public bool IsDead => Phases == Phase.None;

    public static Flow AtStart(Phase phase) => new(phase, null);

    public bool Is(Phase phase) => (Phases & phase) != Phase.None;

    public Flow Or(Flow other) => new(Phases | other.Phases, Is(Phase.Open) && Because is not null ? Because : other.Is(Phase.Open) ? other.Because ?? Because : Because);

    /// <summary>What matters begins.</summary>
    public Flow Started()
    {
        var phases = Phases & ~(Phase.Before | Phase.Armed);
        if (Is(Phase.Before)) phases |= Phase.Open;
        if (Is(Phase.Armed)) phases |= Phase.Done;
        return new(phases, Because);
    }

    /// <summary>What is wanted happens.</summary>
    public Flow Done() => new(Is(Phase.Open) ? (Phases & ~Phase.Open) | Phase.Done : Phases, null);

    /// <summary>What is wanted will happen on every way out.</summary>
    public Flow Deferred()
    {
        var phases = Phases & ~(Phase.Before | Phase.Open);
        if (Is(Phase.Before)) phases |= Phase.Armed;
        if (Is(Phase.Open)) phases |= Phase.Done;
        return new(phases, null);
    }

    public Flow For(Node because) => this with { Because = because };
}

[Flags]
internal enum Phase
{
    None = 0,

    /// <summary>It does not matter yet.</summary>
    Before = 1,

    /// <summary>It does not matter yet, and is deferred already.</summary>
    Armed = 2,

    /// <summary>It is left to be done.</summary>
    Open = 4,

    Done = 8,
}
