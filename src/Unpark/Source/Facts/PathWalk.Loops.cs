using Unpark.GoSyntax;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;

namespace Unpark.Source.Facts;

internal sealed partial class PathWalk
{
    private string? _label;

    private Flow Labeled(LabeledStmt labeled, Flow flow)
    {
        _label = labeled.Label.Name;
        return One(labeled.Stmt, flow);
    }

    /// <param name="mayEnd">It ends by itself; otherwise only break leaves it.</param>
    /// <param name="isWanted">To loop is what is wanted: a range over the channel.</param>
    private Flow Loop(Stmt loop, BlockStmt body, Flow flow, bool mayEnd, bool isWanted)
    {
        if (isWanted) flow = flow.Done();
        var frame = Push(loop, _label, Touches(body, _wanted));
        flow = Head(loop, flow);
        var once = One(body, flow).Or(frame.Continued);
        var twice = once.IsDead ? once : One(body, Head(loop, once)).Or(frame.Continued);
        var broken = Pop(frame);
        if (!mayEnd) return broken;
        var ended = once.Or(twice);
        // A loop that does what is wanted is there to do it.
        return (Touches(body, _wanted) && !ended.IsDead ? ended : flow.Or(ended)).Or(broken);
    }

    private Flow Head(Stmt loop, Flow flow) => loop is ForStmt @for ? Leaves(@for.Cond, flow) : flow;

    private Flow Branch(BranchStmt branch, Flow flow)
    {
        var frame = _frames.FindLast(frame => branch.Label is { } label ? frame.Label == label.Name : branch.Tok == Token.Break || frame.IsLoop);
        if (branch.Tok == Token.Goto && _noticesReturns && flow.Is(Phase.Open) && LeadsBack(branch)) _exits.Add(new(branch, null));
        if (frame is null || branch.Tok is Token.Goto or Token.Fallthrough) return branch.Tok == Token.Fallthrough ? flow : Flow.Dead;
        if (flow.Is(Phase.Open) && frame.HoldsWanted && (flow.Because is null || IsGuard(flow.Because, branch))) flow = flow.For(branch);
        if (branch.Tok == Token.Break) frame.Broken = frame.Broken.Or(flow);
        else frame.Continued = frame.Continued.Or(flow);
        return Flow.Dead;
    }

    // goto retry: the label stands in front of a start.
    private bool LeadsBack(BranchStmt branch) => _function.Body!.Descend().OfType<LabeledStmt>().Any(labeled => labeled.Label.Name == branch.Label?.Name && _starts.Any(start => labeled.Pos <= start.Pos && start.End <= branch.Pos));

    // An if that was over before: its condition let the path go on, the branch ended it.
    private static bool IsGuard(Node because, BranchStmt branch) => because is IfStmt && because.End < branch.Pos;

    private Frame Push(Node statement, string? label, bool holdsWanted)
    {
        _label = null;
        var frame = new Frame(label, statement is ForStmt or RangeStmt, holdsWanted);
        _frames.Add(frame);
        return frame;
    }

    private Flow Pop(Frame frame)
    {
        _frames.Remove(frame);
        return frame.Broken;
    }

    /// <summary>A statement that break or continue can leave.</summary>
    private sealed class Frame(string? label, bool isLoop, bool holdsWanted)
    {
        public string? Label => label;

        public bool IsLoop => isLoop;

        /// <summary>What is wanted stands in it: who leaves it comes past that.</summary>
        public bool HoldsWanted => holdsWanted;

        public Flow Broken { get; set; } = Flow.Dead;

        public Flow Continued { get; set; } = Flow.Dead;
    }
}
