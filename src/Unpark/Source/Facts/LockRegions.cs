using System.Collections.Immutable;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.Source.Names;

namespace Unpark.Source.Facts;

/// <summary>Which locks a function may hold at each of its operations and calls.</summary>
internal sealed class LockRegions(PackageFacts facts)
{
    /// <summary>Helpers that call helpers that lock.</summary>
    private const int MostDepth = 4;

    private readonly Dictionary<Function, LockWalk> _walks = [];
    private readonly HashSet<Function> _open = [];
    private readonly Dictionary<Variable, bool> _givenBackByOthers = [];

    /// <param name="node">An operation or a call of the function.</param>
    public ImmutableArray<HeldLock> HeldAt(Function function, Node node) => WalkOf(function)?.At.GetValueOrDefault(node, []) ?? [];

    /// <summary>What is held at the operations and calls of a line, whichever of them it is.</summary>
    public ImmutableArray<HeldLock> HeldAtLine(Function function, int line)
    {
        if (WalkOf(function) is not { } walk) return [];
        var held = new List<HeldLock>();
        foreach (var (node, locks) in walk.At)
        {
            if (function.File.LineOf(node) == line || (node is CallExpr call && function.File.Syntax.Source.LineOf(call.Lparen) == line)) held.AddRange(locks);
        }
        return [.. held.Distinct()];
    }

    /// <summary>What is held when one of its deferred calls runs.</summary>
    public ImmutableArray<HeldLock> HeldAtEnd(Function function, Node deferred) => WalkOf(function)?.AtEnd.GetValueOrDefault(deferred, []) ?? [];

    /// <summary>What it holds when it returns: for helpers that lock for their caller.</summary>
    public ImmutableArray<HeldLock> HeldAfter(Function function) => WalkOf(function)?.AfterEnd ?? [];

    /// <summary>What it unlocks without having locked it.</summary>
    public ImmutableArray<Operation> GivesUp(Function function) => WalkOf(function)?.GivenUp ?? [];

    /// <summary>It gives the lock up for a while and takes it again here, for the caller who holds it: Unlock ... Lock.</summary>
    public bool IsTakenAgain(Operation taken) => GivesUp(taken.Function).Any(unlock => unlock.Target == taken.Target && unlock.Node.End <= taken.Node.Pos);

    /// <summary>Some function unlocks it that does not lock it: who returns with it has locked it for others. Otherwise that is a mistake, not help.</summary>
    public bool IsGivenBackByOthers(HeldLock held) => _givenBackByOthers.TryGetValue(held.Lock, out var known) ? known
        : _givenBackByOthers[held.Lock] = facts.Related(held.By).Any(unlock => unlock.Kind is OperationKind.Unlock or OperationKind.RUnlock && !Takes(unlock.Function, unlock));

    // In its own code, or in that of a function around it.
    private static bool Takes(Function? function, Operation unlock) => function is not null && (Takes(function.Outer, unlock) || function.Operations.Exists(operation =>
        operation.Kind is OperationKind.Lock or OperationKind.RLock && (operation.Target == unlock.Target || operation.Origins.Any(unlock.Origins.Contains))));

    private LockWalk? WalkOf(Function function)
    {
        if (_walks.TryGetValue(function, out var known)) return known;
        if (function.Body is null || _open.Count > MostDepth || !_open.Add(function)) return null;
        var walk = new LockWalk(function, this);
        _open.Remove(function);
        _walks[function] = walk;
        return walk;
    }

    internal static bool MayLock(Function function, int depth = 0) =>
        function.Operations.Exists(operation => operation.Kind is OperationKind.Lock or OperationKind.RLock or OperationKind.Unlock or OperationKind.RUnlock)
        || (depth < 2 && function.Calls.Exists(call => call.Callees.Exists(callee => callee != function && MayLock(callee, depth + 1))));
}
