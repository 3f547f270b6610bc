using System.Collections.Immutable;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;

namespace Unpark.Source.Facts;

/// <summary>One walk through a function: what may be held where. Branches are put together; loops are walked once.</summary>
internal sealed class LockWalk
{
    private readonly LockRegions _regions;
    private readonly Function _function;
    private readonly Dictionary<Node, Operation> _operations;
    private readonly Dictionary<Node, Call> _calls = [];
    private readonly List<Operation> _deferredUnlocks = [];
    private readonly List<(CallExpr Call, ImmutableArray<Operation> Unlocks)> _deferred = [];
    private readonly List<Operation> _givenUp = [];
    private ImmutableArray<HeldLock> _after = [];
    private ImmutableArray<HeldLock> _atLast = [];

    public LockWalk(Function function, LockRegions regions)
    {
        (_function, _regions) = (function, regions);
        _operations = function.Operations.DistinctBy(operation => operation.Node).ToDictionary(operation => operation.Node);
        foreach (var call in function.Calls) _calls.TryAdd(call.Node, call);
        var end = All(function.Body!.List, []);
        if (end is { } held) Leave(held);
    }

    public Dictionary<Node, ImmutableArray<HeldLock>> At { get; } = [];

    /// <summary>By deferred call, what is held when it runs: those deferred after it have run by then.</summary>
    public Dictionary<Node, ImmutableArray<HeldLock>> AtEnd { get; } = [];

    /// <summary>Held on its last way out, or unlocked by a caller; what another way out leaves locked is a mistake, not help.</summary>
    public ImmutableArray<HeldLock> AfterEnd => [.. _after.Where(held => (_atLast.Contains(held) && (IsTakenAgain(held) || IsHandedOver(held))) || IsUnlockedByCaller(held))];

    public ImmutableArray<Operation> GivenUp => [.. _givenUp];

    private void Leave(ImmutableArray<HeldLock> held)
    {
        RunDeferred(held);
        _atLast = [.. held.Where(one => !_deferredUnlocks.Exists(one.Is))];
        _after = Union(_after, _atLast)!.Value;
    }

    private void RunDeferred(ImmutableArray<HeldLock> held)
    {
        for (var i = _deferred.Count - 1; i >= 0; i--)
        {
            var (call, unlocks) = _deferred[i];
            AtEnd[call] = Union(AtEnd.GetValueOrDefault(call, []), held)!.Value;
            held = held.RemoveAll(one => unlocks.Any(one.Is));
        }
    }

    // Unlock ... Lock: it was the caller's, and is again.
    private bool IsTakenAgain(HeldLock held) => _givenUp.Exists(unlock => held.Is(unlock) && unlock.Node.End <= held.At.Pos);

    // return mu.Unlock is help, too: whoever called is to call that.
    private bool IsHandedOver(HeldLock held) => _regions.IsGivenBackByOthers(held)
        || _function.Body!.Descend().OfType<ReturnStmt>().Any(@return => @return.Results.Any(result => result.Unparen() is FuncLit or SelectorExpr { Sel.Name: "Unlock" or "RUnlock" }));

    private bool IsUnlockedByCaller(HeldLock held) => _function.Callers.Exists(caller =>
        caller.Function.Operations.Exists(unlock => unlock.Kind is OperationKind.Unlock or OperationKind.RUnlock && held.Is(unlock))
        && !caller.Function.Operations.Exists(operation => operation.Kind is OperationKind.Lock or OperationKind.RLock && held.Is(operation)));

    // Null: no path comes to the end.
    private ImmutableArray<HeldLock>? All(ImmutableArray<Stmt> statements, ImmutableArray<HeldLock> held)
    {
        foreach (var statement in statements)
        {
            if (One(statement, held) is not { } next) return null;
            held = next;
        }
        return held;
    }

    private ImmutableArray<HeldLock>? One(Stmt? statement, ImmutableArray<HeldLock> held)
    {
        switch (statement)
        {
            case null: return held;
            case BlockStmt block: return All(block.List, held);
            case LabeledStmt labeled: return One(labeled.Stmt, held);
            case IfStmt @if:
                held = Leaves(@if.Cond, One(@if.Init, held) ?? held);
                return Union(One(@if.Body, held), @if.Else is null ? held : One(@if.Else, held));
            case ForStmt @for:
                held = Leaves(@for.Cond, One(@for.Init, held) ?? held);
                return Union(held, One(@for.Body, held));
            case RangeStmt range:
                held = Leaves(range.X, held);
                Note(range, held);
                return Union(held, One(range.Body, held));
            case SelectStmt select:
                Note(select, held);
                return Clauses(select.Body, held, hasDefault: true);
            case SwitchStmt @switch:
                return Clauses(@switch.Body, Leaves(@switch.Tag, One(@switch.Init, held) ?? held), hasDefault: false);
            case TypeSwitchStmt @switch:
                return Clauses(@switch.Body, One(@switch.Assign, held) ?? held, hasDefault: false);
            case ReturnStmt @return:
                Leave(Leaves(@return, held));
                return null;
            case DeferStmt defer:
                Defer(defer, held);
                return held;
            case BranchStmt: return null;
            case GoStmt go:
                foreach (var argument in go.Call.Args) held = Leaves(argument, held);
                return held;
            default: return Leaves(statement, held);
        }
    }

    private ImmutableArray<HeldLock>? Clauses(BlockStmt body, ImmutableArray<HeldLock> held, bool hasDefault)
    {
        var result = hasDefault || body.List.Any(clause => clause is CaseClause { List.IsEmpty: true }) ? null : (ImmutableArray<HeldLock>?)held;
        foreach (var clause in body.List)
        {
            result = Union(result, clause is CommClause comm ? All(comm.Body, One(comm.Comm, held) ?? held) : clause is CaseClause @case ? All(@case.Body, held) : held);
        }
        return result;
    }

    private void Defer(DeferStmt defer, ImmutableArray<HeldLock> held)
    {
        Note(defer.Call, held);
        ImmutableArray<Operation> unlocks = [.. defer.Descend().OfType<CallExpr>().SelectMany(UnlocksOf).Where(operation => operation.Kind is OperationKind.Unlock or OperationKind.RUnlock)];
        _deferredUnlocks.AddRange(unlocks);
        _deferred.Add((defer.Call, unlocks));
    }

    private IEnumerable<Operation> UnlocksOf(CallExpr node) =>
        _operations.TryGetValue(node, out var operation) ? [operation]
        : _calls.TryGetValue(node, out var call) ? call.Callees.Where(callee => callee != _function).SelectMany(GivenUpBy) : [];

    private IEnumerable<Operation> GivenUpBy(Function callee) => _regions.GivesUp(callee);

    // Arguments come before their call; bodies of closures run elsewhere.
    private ImmutableArray<HeldLock> Leaves(Node? node, ImmutableArray<HeldLock> held)
    {
        if (node is null) return held;
        foreach (var inner in node.Descend(inner => inner is not FuncLit).OrderBy(inner => inner.End.Offset))
        {
            if (_operations.TryGetValue(inner, out var operation))
            {
                Note(inner, held);
                held = After(operation, held);
            }
            else if (_calls.TryGetValue(inner, out var call))
            {
                Note(inner, held);
                held = After(call, held);
            }
        }
        return held;
    }

    private ImmutableArray<HeldLock> After(Operation operation, ImmutableArray<HeldLock> held)
    {
        if (operation.Target is not { } target) return held;
        if (operation.Kind is OperationKind.Lock or OperationKind.RLock) return held.Add(new(target, operation.Kind == OperationKind.RLock, operation, operation.Node));
        return operation.Kind is OperationKind.Unlock or OperationKind.RUnlock ? Without(operation, held) : held;
    }

    private ImmutableArray<HeldLock> After(Call call, ImmutableArray<HeldLock> held)
    {
        if (call.Callees is not [var callee] || callee == _function || !LockRegions.MayLock(callee)) return held;
        foreach (var given in _regions.GivesUp(callee)) held = Without(given, held);
        foreach (var taken in _regions.HeldAfter(callee)) held = With(taken with { At = call.Node }, held);
        return held;
    }

    private ImmutableArray<HeldLock> Without(Operation unlock, ImmutableArray<HeldLock> held)
    {
        // Behind an if that unlocks and locks again one lock was taken in two places: both mean one that is held.
        var left = held.RemoveAll(one => one.Is(unlock) && one.By.Function == unlock.Function && NameOf(one.By) == NameOf(unlock));
        if (left.Length < held.Length) return left;
        for (var i = held.Length - 1; i >= 0; i--)
        {
            if (held[i].Is(unlock)) return held.RemoveAt(i);
        }
        // if mu.TryLock() { mu.Unlock() } gives up nothing of the caller's.
        if (!_function.Calls.Exists(call => call.Node.Fun is SelectorExpr { Sel.Name: "TryLock" or "TryRLock" })) AddGivenUp(unlock);
        return held;
    }

    // Helpers are called in many places, and their callers again: once each is enough.
    private void AddGivenUp(Operation unlock)
    {
        if (!_givenUp.Contains(unlock)) _givenUp.Add(unlock);
    }

    private static ImmutableArray<HeldLock> With(HeldLock taken, ImmutableArray<HeldLock> held) => held.Contains(taken) ? held : held.Add(taken);

    private static string NameOf(Operation operation) => operation.Node is CallExpr { Fun: SelectorExpr selector } ? operation.File.TextOf(selector.X) : "";

    private void Note(Node node, ImmutableArray<HeldLock> held) =>
        At[node] = At.TryGetValue(node, out var known) ? Union(known, held)!.Value : held;

    private static ImmutableArray<HeldLock>? Union(ImmutableArray<HeldLock>? a, ImmutableArray<HeldLock>? b) =>
        (a, b) switch
        {
            (null, _) => b,
            (_, null) => a,
            ({ } left, { } right) => left.Length >= right.Length && right.All(left.Contains) ? left : [.. left.Union(right)],
        };
}
