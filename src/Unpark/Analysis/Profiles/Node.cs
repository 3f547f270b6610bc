namespace Unpark.Analysis.Profiles;

/// <summary>What a row of a table stands for: a function, or a line of one.</summary>
/// <param name="Function">Empty for code without symbols.</param>
/// <param name="File">Empty for a function as a whole.</param>
/// <param name="Line">0 for a function as a whole.</param>
public sealed record Node(string Function, string File = "", int Line = 0)
{
    /// <summary>As pprof prints it: "main.leak main.go:70", "main.leak", "&lt;unknown&gt;".</summary>
    public string Name => File.Length == 0 ? FunctionOrUnknown : $"{FunctionOrUnknown} {File}:{Line}";

    private string FunctionOrUnknown => Function.Length == 0 ? "<unknown>" : Function;
}
