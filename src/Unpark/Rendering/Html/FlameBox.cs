using Unpark.Findings;
using Unpark.Model;

namespace Unpark.Rendering.Html;

/// <summary>A box of the flame graph and where it stands, in goroutines from the left and rows from the top.</summary>
/// <param name="Parent">Index of the box it hangs from; -1 for the first, which holds all goroutines.</param>
/// <param name="Finding">Index of the finding whose site this line is; null for none.</param>
internal sealed record FlameBox(int Parent, int Depth, long Left, StackNode Node, int? Finding)
{
    public StateFamily? Family => Node.Family;

    /// <summary>Parents before children; the first is the whole.</summary>
    public static List<FlameBox> Of(Report report)
    {
        var stacks = report.Stacks;
        var findings = new Dictionary<Frame, int>();
        for (var i = report.Findings.Length - 1; i >= 0; i--)
        {
            if (report.Findings[i] is { Level: > Level.Note, Site: { } site }) findings[site.Frame with { Inlined = false }] = i;
        }
        var boxes = new List<FlameBox>();
        Add(boxes, -1, 0, 0, new() { Count = stacks.Total, Leaked = stacks.Roots.Sum(root => root.Leaked), Children = stacks.Roots }, findings);
        return boxes;
    }

    private static void Add(List<FlameBox> boxes, int parent, int depth, long left, StackNode node, Dictionary<Frame, int> findings)
    {
        var index = boxes.Count;
        int? finding = node.Frame is { } frame && findings.TryGetValue(frame with { Inlined = false }, out var found) ? found : null;
        boxes.Add(new(parent, depth, left, node, finding));
        foreach (var child in node.Children)
        {
            Add(boxes, index, depth + 1, left, child, findings);
            left += child.Count;
        }
    }
}
