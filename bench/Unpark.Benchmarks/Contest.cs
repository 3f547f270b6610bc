namespace Unpark.Benchmarks;

/// <summary>Runs the commands of one question in turn and pairs their times, so that noise of the machine hits all alike.</summary>
internal sealed class Contest(Func<string, string> locate, string inputs)
{
    /// <returns>Runs by contestant, in the order ours, then the others; round by round.</returns>
    public IReadOnlyList<(Contestant Contestant, Run[] Runs)> Hold(Question question)
    {
        var files = question.Inputs.Select(input => Path.Combine(inputs, input)).ToArray();
        var field = question.Ours.Concat(question.Against)
            .Select(contestant => (Contestant: contestant, Command: CommandOf(contestant, files), Runs: new Run[question.Rounds])).ToList();

        // The first run brings files and programs into the page cache; it does not count.
        foreach (var (_, command, _) in field.Take(question.Ours.Length)) ChildProcess.Measure(command);
        for (var round = 0; round < question.Rounds; round++)
        {
            foreach (var (_, command, runs) in field) runs[round] = ChildProcess.Measure(command);
        }
        return [.. field.Select(entry => (entry.Contestant, entry.Runs))];
    }

    private string[] CommandOf(Contestant contestant, string[] files) =>
        [locate(contestant.Command[0]), .. contestant.Command.Skip(1).Select(argument => Fill(argument, files))];

    // Not string.Format: awk programs have braces of their own.
    private static string Fill(string argument, string[] files)
    {
        for (var i = 0; i < files.Length; i++) argument = argument.Replace($"{{{i}}}", files[i], StringComparison.Ordinal);
        return argument;
    }
}
