using System.Globalization;
using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Model;
using static Unpark.Tests.Dump;

namespace Unpark.Tests.Analysis;

public class StackTreeTests
{
    [Fact]
    public void Stacks_that_begin_alike_share_their_beginning() =>
        Check(
            """
            7 main.serve:9
              5 main.send:1
                5 chan send Channel
              2 main.read:2
                2 IO wait Network
            """,
            Group(5, "chan send", "main.send /a.go:1 < main.serve /a.go:9"), Group(2, "IO wait", "main.read /a.go:2 < main.serve /a.go:9"));

    [Fact]
    public void Two_lines_of_one_function_are_two() =>
        Check(
            """
            2 main.f:1
              2 select Select
            1 main.f:2
              1 select Select
            """,
            Group(2, "select", "main.f /a.go:1"), Group(1, "select", "main.f /a.go:2"));

    [Fact]
    public void What_the_runtime_proved_leaked_stands_apart_from_what_it_did_not() =>
        Check(
            """
            3 main.f:1
              2 chan send Channel
              1 chan send Channel leaked
            """,
            Group(2, "chan send", "main.f /a.go:1"), Group(1, "chan send", "main.f /a.go:1") with { Leaked = true });

    [Fact]
    public void A_small_size_keeps_the_largest_and_says_what_it_left_out()
    {
        var tree = Check(
            """
            9 main.serve:9
              5 main.a:1
            """,
            size: 2,
            Group(5, "select", "main.a /a.go:1 < main.serve /a.go:9"), Group(4, "select", "main.b /a.go:2 < main.serve /a.go:9"));
        Assert.Equal((9, 5), (tree.Total, tree.LargestLeftOut));
    }

    [Fact]
    public void A_recursion_of_a_million_lines_keeps_both_ends()
    {
        var frames = Enumerable.Range(0, 1_000_000).Select(i => new Frame("main.f", "/a.go", i + 1));
        var tree = TreeOf(100_000, new GoroutineGroup { Count = 1, State = WaitReason.Select, Stack = new([.. frames]) });
        var lines = Flat(tree.Roots[0]).ToList();
        Assert.Equal(StackPath.MaxDepth + 2, lines.Count);
        Assert.Equal(("main.f", 1_000_000), (lines[0].Frame!.Function, lines[0].Frame!.Line));
        Assert.Equal("(999800 frames left out)", lines[StackPath.MaxDepth / 2].Frame!.Function);
        Assert.Equal(("main.f", 1), (lines[^2].Frame!.Function, lines[^2].Frame!.Line));
    }

    [Fact]
    public void Frames_the_runtime_left_out_are_a_gap()
    {
        var group = Group(1, "select", "main.leaf /a.go:1 < main.entry /a.go:2");
        Check(
            """
            1 main.entry:2
              1 (40 frames left out)
                1 main.leaf:1
                  1 select Select
            """,
            group with { Stack = group.Stack with { Elided = 40, ElidedAt = 1 } });
    }

    private static StackTree Check(string expected, params GoroutineGroup[] groups) => Check(expected, 100, groups);

    private static StackTree Check(string expected, int size, params GoroutineGroup[] groups)
    {
        var tree = TreeOf(size, groups);
        Assert.Equal(expected, string.Join('\n', tree.Roots.SelectMany(root => Lines(root, ""))));
        return tree;
    }

    private static StackTree TreeOf(int size, params GoroutineGroup[] groups)
    {
        var evidence = new Evidence([new([Traceback(groups)])]);
        return StackTreeBuilder.Of(evidence.Last!.Groups, size);
    }

    private static IEnumerable<string> Lines(StackNode node, string indent) =>
        node.Children.SelectMany(child => Lines(child, indent + "  ")).Prepend(string.Create(CultureInfo.InvariantCulture, $"{indent}{node.Count} {Name(node)}"));

    private static string Name(StackNode node) => node switch
    {
        { State: { } state } => $"{state.Reason} {state.Family}{(state.Leaked ? " leaked" : "")}",
        { Frame: { Line: 0 } gap } => gap.Function,
        _ => $"{node.Frame!.Function}:{node.Frame.Line}",
    };

    private static IEnumerable<StackNode> Flat(StackNode node) => node.Children.SelectMany(Flat).Prepend(node);
}
