using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Types;
using Unpark.Source.Names;

namespace Unpark.Source.Facts;

internal sealed partial class FactsReader
{
    private void VisitCall(CallExpr call, CallWay way)
    {
        var (around, isDeferred) = (_around, _around.IsDeferred);
        _around = around with { IsDeferred = false };
        Visit(call.Fun);
        foreach (var argument in call.Args) Visit(argument);
        _around = around with { IsDeferred = isDeferred };
        if (call.Fun.Unparen() is Ident { Name: "recover" } && _function is not null) NoteRecover(_function);
        _around = around with { IsStarted = way == CallWay.Go };
        if (!TryAddOperation(call)) AddCall(call, way);
        _around = around;
    }

    // recover stands in a deferred closure, and saves the function around it.
    private static void NoteRecover(Function function) => (function.Outer ?? function).Recovers = true;

    private bool TryAddOperation(CallExpr call)
    {
        switch (call.Fun.Unparen())
        {
            case Ident { Name: "close" } when call.Args.Length == 1:
                Add(OperationKind.Close, call, PlaceOf(call.Args[0]));
                return true;
            case SelectorExpr { X: Ident { Name: "time" } package, Sel.Name: "Sleep" } when !_variables.Has(package):
                Add(OperationKind.Sleep, call, Place.Unknown);
                return true;
            case SelectorExpr selector when KindOf(selector, call.Args.Length) is { } kind:
                Add(kind, call, SyncTarget(selector));
                return true;
            case Ident or SelectorExpr when PlaceOf(call.Fun) is { Variable: { } function } && PackageNames.NameOf(Types.Of(function)) is "context.CancelFunc" or "context.CancelCauseFunc":
                Add(OperationKind.Cancel, call, new(PlaceOf(call.Fun).Variable));
                return true;
            default:
                return false;
        }
    }

    // The method of a lock, a WaitGroup or a Cond, unless the type is of the package and has such a method itself.
    private OperationKind? KindOf(SelectorExpr selector, int arguments)
    {
        if (KindNamed(selector.Sel.Name, arguments) is not { } kind || (selector.X is Ident package && !_variables.Has(package))) return null;
        var type = Types.Of(selector.X);
        var name = PackageNames.NameOf(type);
        if (Names.Method(type, selector.Sel.Name) is not null) return null;
        if (Names.TypeNamed(type) is not null && Names.Embedded(type, IsSyncName) is null) return null;
        return kind switch
        {
            OperationKind.Add or OperationKind.Done => IsOrEmbeds("sync.WaitGroup") ? kind : null,
            OperationKind.Wait => IsOrEmbeds("sync.WaitGroup") ? kind : IsOrEmbeds("sync.Cond") ? OperationKind.CondWait : null,
            OperationKind.Signal or OperationKind.Broadcast => IsOrEmbeds("sync.Cond") ? kind : null,
            OperationKind.StopTimer => name is "time.Ticker" or "time.Timer" ? kind : null,
            _ => kind,
        };

        bool IsOrEmbeds(string wanted) => name == wanted || Names.Embedded(type, embedded => embedded == wanted) is not null;
    }

    // Asked first: nearly all methods have other names.
    private static OperationKind? KindNamed(string method, int arguments) => (method, arguments) switch
    {
        ("Lock", 0) => OperationKind.Lock,
        ("Unlock", 0) => OperationKind.Unlock,
        ("RLock", 0) => OperationKind.RLock,
        ("RUnlock", 0) => OperationKind.RUnlock,
        ("Add", 1) => OperationKind.Add,
        ("Done", 0) => OperationKind.Done,
        ("Wait", 0) => OperationKind.Wait,
        ("Signal", 0) => OperationKind.Signal,
        ("Broadcast", 0) => OperationKind.Broadcast,
        ("Stop", 0) => OperationKind.StopTimer,
        _ => null,
    };

    private static bool IsSyncName(string name) => name.StartsWith("sync.", StringComparison.Ordinal);

    // An embedded lock is the field of its own name.
    private Place SyncTarget(SelectorExpr selector)
    {
        return EmbeddedLockOf(selector.X) is { } embedded ? new(embedded) : PlaceOf(selector.X);
    }

    private Variable? EmbeddedLockOf(Expr holder)
    {
        var embedded = Names.Embedded(Types.Of(holder), IsSyncName);
        if (embedded is { HasOrigins: false }) _flow.Reach(embedded, new(OriginKind.Sync, embedded.Declaration, embedded.File, null));
        return embedded;
    }

    private void AddCall(CallExpr node, CallWay way)
    {
        if (_function is null) return;
        AddStartedArguments(node);
        var callees = CalleesOf(node.Fun.Unparen(), out var through);
        var call = new Call(node, _function, way)
        {
            Loop = _around.Loop,
            Statement = _around.Statement,
            Through = through,
            On = node.Fun.Unparen() is SelectorExpr selector ? PlaceOf(selector.X).Variable : null,
        };
        call.Callees.AddRange(callees);
        _function.Calls.Add(call);
        foreach (var callee in callees) Pass(call, callee);
        if (callees.Count == 0 && through is not null) _unresolved.Add((call, _file));
    }

    // A closure handed to somebody else's function runs there, or in a goroutine that it starts.
    private void AddStartedArguments(CallExpr node)
    {
        var way = node.Fun.Unparen() is SelectorExpr { Sel.Name: "Go" or "TryGo" or "AfterFunc" or "GoFunc" } ? CallWay.Go : CallWay.Callback;
        foreach (var argument in node.Args)
        {
            if (PlaceOf(argument) is not { Origin: { Kind: OriginKind.Function, Value: { } function } }) continue;
            if (way == CallWay.Callback && (CalleesOf(node.Fun.Unparen(), out _).Count > 0 || PlaceOf(node).Origin?.Kind == OriginKind.Once)) continue;
            var call = new Call(node, _function!, way) { Loop = _around.Loop, Statement = _around.Statement };
            call.Callees.Add(function);
            _function!.Calls.Add(call);
        }
    }

    private IReadOnlyList<Function> CalleesOf(Expr fun, out Variable? through)
    {
        through = null;
        switch (fun)
        {
            case FuncLit closure:
                return [ClosureOf(closure)];
            case IndexExpr index:
                return CalleesOf(index.X, out through);
            case Ident ident when _variables.TryFind(ident, out var variable):
                through = variable;
                return [];
            case Ident ident:
                return Names.FunctionNamed(ident) is { } function ? [function] : [];
            case SelectorExpr { X: Ident package } member when !_variables.Has(package) && Names.TypeNamed(package) is null:
                through = Names.Imported(package)?.Variables.Find(member.Sel.Name);
                return Names.FunctionNamed(member) is { } imported ? [imported] : [];
            case SelectorExpr selector:
                return MethodsOf(selector, out through);
            default:
                return [];
        }
    }

    private IReadOnlyList<Function> MethodsOf(SelectorExpr selector, out Variable? through)
    {
        through = null;
        var type = Types.Of(selector.X);
        if (Names.Method(type, selector.Sel.Name) is { } method) return [method];
        if (Names.Field(type, selector.Sel.Name) is { } field)
        {
            through = field;
            return [];
        }
        return type is SelectorExpr && Names.Underlying(type) is not InterfaceType ? [] : Names.Implementations(type, selector.Sel);
    }

    private void Pass(Call call, Function callee)
    {
        if (callee.Receiver is { } receiver && call.Node.Fun.Unparen() is SelectorExpr selector) _flow.Add(receiver, PlaceOf(selector.X));
        for (var i = 0; i < call.Node.Args.Length && callee.Parameters.Count > 0; i++) Pass(call.Node.Args[i], callee.Parameters[Math.Min(i, callee.Parameters.Count - 1)]);
    }

    // What is handed over as a sync.Locker is the lock that it embeds.
    private void Pass(Expr argument, Variable parameter) =>
        _flow.Add(parameter, PackageNames.NameOf(parameter.Type) == "sync.Locker" && EmbeddedLockOf(argument) is { } embedded ? new(embedded) : PlaceOf(argument));

    private void ResolveCallsThroughVariables()
    {
        foreach (var (call, file) in _unresolved)
        {
            _file = file;
            foreach (var function in FunctionsIn(call.Through!).Distinct().ToList())
            {
                call.Callees.Add(function);
                Pass(call, function);
            }
        }
    }

    // What calls a function once may hold one that came as an argument.
    private static IEnumerable<Function> FunctionsIn(Variable variable) => variable.Origins.SelectMany(origin => origin switch
    {
        { Kind: OriginKind.Function or OriginKind.Once, Value: { } function } => [function],
        { Kind: OriginKind.Once, Of: { } of } => of.Origins.Where(held => held.Kind == OriginKind.Function).Select(held => held.Value!),
        _ => Enumerable.Empty<Function>(),
    });
}
