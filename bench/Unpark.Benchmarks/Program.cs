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

foreach (var question in Tracebacks.All.Concat(Profiles.All).Concat(Start.All).Concat(TestRuns.All).Concat(Explaining.All))
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
AskInside(Phases.Name, Phases.Input, Phases.Table);
AskInside(Parsing.Name, Parsing.Input, Parsing.Table);
return 0;

// A question that no command answers.
void AskInside(string name, string input, Func<string, string> tableOf)
{
    var path = Path.Combine(inputs, input);
    if ((wanted.Length > 0 && !wanted.Contains(name)) || !File.Exists(path)) return;
    var table = tableOf(path);
    File.WriteAllText(Path.Combine(results, $"{name}.md"), table);
    Console.WriteLine(table);
}
