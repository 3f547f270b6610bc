using Unpark.Benchmarks;
using Unpark.Benchmarks.Questions;

// Called by bench/run: INPUTS RESULTS UNPARK [QUESTION...]
if (args.Length < 3)
{
    Console.Error.WriteLine("usage: Unpark.Benchmarks INPUTS RESULTS UNPARK [QUESTION...]; see bench/README.md");
    return 2;
}
var (inputs, results, program, wanted) = (args[0], args[1], args[2], args[3..]);
var contest = new Contest(command => command == "unpark" ? program : command, inputs);

foreach (var question in Tracebacks.All.Concat(Profiles.All).Concat(Start.All).Concat(TestRuns.All))
{
    if (wanted.Length > 0 && !wanted.Contains(question.Name)) continue;
    if (question.Inputs.FirstOrDefault(input => !File.Exists(Path.Combine(inputs, input))) is { } missing)
    {
        Console.Error.WriteLine($"{question.Name}: left out, {missing} is not in {inputs}");
        continue;
    }
    var table = ResultTable.Of(question, contest.Hold(question));
    File.WriteAllText(Path.Combine(results, $"{question.Name}.md"), table);
    Console.WriteLine(table);
}
if ((wanted.Length == 0 || wanted.Contains(Phases.Name)) && File.Exists(Path.Combine(inputs, Phases.Input)))
{
    var table = Phases.Table(Path.Combine(inputs, Phases.Input));
    File.WriteAllText(Path.Combine(results, $"{Phases.Name}.md"), table);
    Console.WriteLine(table);
}
return 0;
