using Unpark.Cli.Output;

namespace Unpark.Tests.Cli;

public sealed class ColoringTests
{
    [Fact] public void A_terminal_is_coloured() => Check("auto", terminal: true, expected: true);
    [Fact] public void A_pipe_is_not() => Check("auto", terminal: false, expected: false);
    [Fact] public void Always_colours_a_pipe() => Check("always", terminal: false, expected: true);
    [Fact] public void Always_wins_over_NO_COLOR() => Check("always", terminal: false, expected: true, "NO_COLOR=1");
    [Fact] public void Never_wins_over_a_forced_colour() => Check("never", terminal: true, expected: false, "CLICOLOR_FORCE=1");
    [Fact] public void NO_COLOR_wins_over_a_terminal() => Check("auto", terminal: true, expected: false, "NO_COLOR=1");
    [Fact] public void NO_COLOR_wins_over_CLICOLOR_FORCE() => Check("auto", terminal: true, expected: false, "NO_COLOR=1", "CLICOLOR_FORCE=1");
    [Fact] public void An_empty_NO_COLOR_says_nothing() => Check("auto", terminal: true, expected: true, "NO_COLOR=");
    [Fact] public void NO_COLOR_of_0_is_set() => Check("auto", terminal: true, expected: false, "NO_COLOR=0");
    [Fact] public void CLICOLOR_FORCE_colours_a_pipe() => Check("auto", terminal: false, expected: true, "CLICOLOR_FORCE=1");
    [Fact] public void CLICOLOR_FORCE_of_0_does_not() => Check("auto", terminal: false, expected: false, "CLICOLOR_FORCE=0");
    [Fact] public void CLICOLOR_FORCE_wins_over_CLICOLOR_0() => Check("auto", terminal: true, expected: true, "CLICOLOR_FORCE=1", "CLICOLOR=0");
    [Fact] public void CLICOLOR_0_leaves_a_terminal_plain() => Check("auto", terminal: true, expected: false, "CLICOLOR=0");
    [Fact] public void CLICOLOR_1_does_not_colour_a_pipe() => Check("auto", terminal: false, expected: false, "CLICOLOR=1");
    [Fact] public void A_dumb_terminal_is_left_plain() => Check("auto", terminal: true, expected: false, "TERM=dumb");

    private static void Check(string flag, bool terminal, bool expected, params string[] variables)
    {
        var set = variables.Select(variable => variable.Split('=')).ToDictionary(parts => parts[0], parts => parts[1]);
        Assert.Equal(expected, Coloring.Decide(flag, terminal, name => set.GetValueOrDefault(name)));
    }
}
