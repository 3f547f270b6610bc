namespace Unpark.Benchmarks;

/// <summary>One question about speed: our command, and those it is measured against, on the same input in the same run.</summary>
/// <param name="Name">File name of the result.</param>
/// <param name="Title">The question, as a heading.</param>
/// <param name="Inputs">Files of the inputs folder that must be there.</param>
/// <param name="Ours">The first of them is what the ratios refer to.</param>
/// <param name="Against">Peers, and physical limits such as <c>wc -l</c>.</param>
internal sealed record Question(string Name, string Title, string[] Inputs, Contestant[] Ours, Contestant[] Against)
{
    /// <summary>Runs of each command; the slow ones need fewer.</summary>
    public int Rounds { get; init; } = 7;
}

/// <param name="Name">As the table shows it.</param>
/// <param name="Command">Program and arguments; "{0}", "{1}" stand for the inputs, "unpark" for ours.</param>
internal sealed record Contestant(string Name, params string[] Command)
{
    /// <summary>The most that ours may take of this one's time; null where nothing is promised.</summary>
    public double? Goal { get; init; }
}
