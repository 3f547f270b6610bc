using System.Text;
using Unpark.Findings;

namespace Unpark.Rendering.Graphs;

/// <summary>Who waits for whom in the language of Graphviz: <c>unpark --format dot crash.log | dot -Tsvg</c>.</summary>
public static class DotPicture
{
    /// <summary>One directed graph, each deadlock a cluster of its own; without nodes when nobody waits for anybody.</summary>
    public static void Write(Report report, TextWriter output)
    {
        output.WriteLine("digraph waits {");
        output.WriteLine("  graph [rankdir=LR, fontname=\"sans-serif\", label=" + Quoted(Verdict.Of(report)) + "]");
        output.WriteLine("  node [fontname=\"sans-serif\", shape=box, style=rounded]");
        output.WriteLine("  edge [fontname=\"sans-serif\", fontsize=10]");
        var number = 0;
        foreach (var picture in Pictures.Of(report)) Write(picture, number++, output);
        output.WriteLine("}");
    }

    private static void Write(WaitPicture picture, int number, TextWriter output)
    {
        output.WriteLine(FormattableString.Invariant($"  subgraph cluster{number} {{"));
        for (var i = 0; i < picture.Nodes.Length; i++) output.WriteLine($"    {Name(number, i)} [label={Quoted(LabelOf(picture.Nodes[i]))}{ShapeOf(picture.Nodes[i])}]");
        var drawn = new HashSet<string>(StringComparer.Ordinal);
        foreach (var edge in picture.Edges)
        {
            var waits = $"    {Name(number, edge.From)} -> {Name(number, edge.Over)} [label=\"waits for\"]";
            if (drawn.Add(waits)) output.WriteLine(waits);
            if (edge.To is not { } to) continue;
            var held = $"    {Name(number, edge.Over)} -> {Name(number, to)} [label={Quoted(Pictures.RoleOf(picture.Nodes[edge.Over].Kind, edge.IsSure))}{(edge.IsSure ? "" : ", style=dashed")}]";
            if (drawn.Add(held)) output.WriteLine(held);
        }
        output.WriteLine("  }");
    }

    private static string Name(int picture, int node) => FormattableString.Invariant($"n{picture}_{node}");

    private static string LabelOf(WaitNode node)
    {
        var lines = new List<string> { node.Title };
        if (node.State.Length > 0) lines.Add(node.State);
        if (node.Detail.Length > 0) lines.Add(node.Detail);
        return string.Join('\n', lines);
    }

    private static string ShapeOf(WaitNode node) => node.Kind == WaitNodeKind.Goroutine ? "" : ", shape=ellipse, style=solid";

    // A quoted string of DOT knows two escapes of ours: the quote, and \n for a new line; a backslash of others' is doubled.
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c switch { '"' => "\\\"", '\\' => "\\\\", '\n' => "\\n", _ when char.IsControl(c) => " ", _ => c.ToString() });
        }
        return quoted.Append('"').ToString();
    }
}
