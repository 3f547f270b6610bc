namespace Unpark.Cli.Output;

/// <summary>Whether output is coloured.</summary>
internal static class Coloring
{
    /// <summary>The flag first, then NO_COLOR, then CLICOLOR_FORCE, then a terminal that is not dumb and CLICOLOR that is not 0.</summary>
    /// <param name="flag">"always", "never", or "auto" to ask the surroundings.</param>
    public static bool Decide(string flag, bool toTerminal, Func<string, string?> variable) => flag switch
    {
        "always" => true,
        "never" => false,
        _ when variable("NO_COLOR") is { Length: > 0 } => false,
        _ when variable("CLICOLOR_FORCE") is { } force and not "0" && force.Length > 0 => true,
        _ => toTerminal && variable("CLICOLOR") != "0" && variable("TERM") != "dumb",
    };
}
