using System.Collections.Immutable;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Tokens;
using Unpark.GoSyntax.Types;
using Unpark.Source.Names;

namespace Unpark.Source.Facts;

internal sealed partial class FactsReader
{
    private readonly Dictionary<Node, Origin> _origins = [];
    private readonly Dictionary<Node, Origin> _cancels = [];

    private void FlowInto(ImmutableArray<Expr> targets, ImmutableArray<Expr> values)
    {
        for (var i = 0; i < targets.Length; i++)
        {
            if (targets[i].Unparen() is IndexExpr index && PlaceOf(index.X).Variable is { } collection) _flow.Add(collection.Key, PlaceOf(index.Index));
            if (PlaceOf(targets[i]).Variable is not { } target) continue;
            if (values.Length == targets.Length) FlowInto(target, values[i]);
            else if (values.Length == 1) _flow.Add(target, PlaceOf(values[0], i));
        }
    }

    private void FlowInto(Variable target, Expr value)
    {
        _flow.Add(target, PlaceOf(value));
        // x = append(x, ch), x := []T{a, b}
        if (value.Unparen() is CallExpr { Fun: Ident { Name: "append" } } append)
        {
            foreach (var added in append.Args.Skip(1)) _flow.Add(target.Element, PlaceOf(added));
        }
        else if (value.Unparen() is CompositeLit literal && Names.Underlying(literal.Type) is ArrayType or MapType)
        {
            foreach (var element in literal.Elts) _flow.Add(target.Element, PlaceOf(element is KeyValueExpr pair ? pair.Value : element));
        }
    }

    /// <param name="result">Which result, of a call with several.</param>
    private Place PlaceOf(Expr? expr, int result = 0)
    {
        switch (expr?.Unparen())
        {
            case Ident ident when _variables.TryFind(ident, out var variable): return new(variable);
            case Ident ident when Names.FunctionNamed(ident) is { } function: return PlaceOf(function);
            case UnaryExpr { Op: Token.And } address: return PlaceOf(address.X);
            case UnaryExpr { Op: Token.Arrow } receive: return PlaceOf(receive.X).Variable is { } channel ? new(channel.Element) : Place.Unknown;
            case StarExpr star: return PlaceOf(star.X);
            case IndexExpr index: return PlaceOf(index.X).Variable is { } collection ? new(collection.Element) : PlaceOf(index.X);
            case TypeAssertExpr assertion: return PlaceOf(assertion.X);
            case FuncLit closure: return new(null, OriginOf(OriginKind.Function, closure, value: ClosureOf(closure)));
            case SelectorExpr selector: return PlaceOfMember(selector);
            case CallExpr call: return PlaceOfCall(call, result);
            default: return Place.Unknown;
        }
    }

    private Place PlaceOfMember(SelectorExpr selector)
    {
        if (selector.X is Ident package && !_variables.Has(package)) return PlaceIn(package, selector);
        var type = Types.Of(selector.X);
        if (Names.Field(type, selector.Sel.Name) is { } field)
        {
            if (field.Origins.Count == 0 && IsSync(field.Type)) _flow.Reach(field, new(OriginKind.Sync, field.Declaration, field.File, null));
            return new(field);
        }
        if (Names.Method(type, selector.Sel.Name) is { } method) return PlaceOf(method);
        if (PlaceOf(selector.X).Variable is not { } of) return Place.Unknown;
        // The channel of a timer is as good as the timer.
        return new(selector.Sel.Name == "C" && PackageNames.NameOf(type) is "time.Timer" or "time.Ticker" ? of : Names.ForeignField(of, selector.Sel.Name));
    }

    // What another package of these has under the name.
    private Place PlaceIn(Ident package, SelectorExpr selector) =>
        Names.FunctionNamed(selector) is { } function ? PlaceOf(function)
        : Names.Imported(package)?.Variables.Find(selector.Sel.Name) is { } variable ? new(variable) : Place.Unknown;

    private Place PlaceOf(Function function) => new(null, OriginOf(OriginKind.Function, function.Node, value: function));

    private Place PlaceOfCall(CallExpr call, int result)
    {
        switch (call.Fun.Unparen())
        {
            case Ident { Name: "make" } when !call.Args.IsEmpty && Names.Underlying(call.Args[0]) is ChanType:
                return new(null, OriginOf(OriginKind.Channel, call, capacity: call.Args.Length > 1 ? call.Args[1] : null));
            case SelectorExpr { X: Ident package } selector when !_variables.Has(package) && Names.Imported(package) is null:
                return PlaceOfForeignCall(call, package.Name, selector.Sel.Name, result);
            case SelectorExpr { X: Ident package } selector when call.Args.Length == 1 && !_variables.Has(package) && Names.TypeNamed(selector) is not null:
                return PlaceOf(call.Args[0]);
            case SelectorExpr { Sel.Name: "Done" } selector when call.Args.IsEmpty && Names.FunctionNamed(selector) is null && Types.NameOf(selector.X) is null or "context.Context":
                return PlaceOf(selector.X) is { Variable: { } context } ? new(null, OriginOf(OriginKind.Done, call, of: context)) : Place.Unknown;
            case Ident or ArrayType or ChanType when call.Args.Length == 1 && call.Fun is not Ident { Name: "len" or "cap" or "new" } && (call.Fun is not Ident type || Names.TypeNamed(type) is not null):
                return PlaceOf(call.Args[0]);
            default:
                return CalleesOf(call.Fun.Unparen(), out _) is [var callee] && result < callee.Results.Count ? new(callee.Results[result]) : Place.Unknown;
        }
    }

    private Place PlaceOfForeignCall(CallExpr call, string package, string function, int result)
    {
        switch (package, function)
        {
            case ("context", "Background" or "TODO" or "WithoutCancel"):
                return new(null, OriginOf(OriginKind.Background, call));
            case ("context", "WithValue") when !call.Args.IsEmpty:
                return PlaceOf(call.Args[0]);
            case ("context", "WithCancel" or "WithTimeout" or "WithDeadline" or "WithCancelCause" or "WithTimeoutCause" or "WithDeadlineCause") when !call.Args.IsEmpty:
                var context = OriginOf(OriginKind.Context, call, of: PlaceOf(call.Args[0]).Variable);
                return new(null, result == 0 ? context : OriginOf(OriginKind.Cancel, call, ends: context));
            case ("time", "NewTicker" or "Tick"):
                return new(null, OriginOf(OriginKind.Ticker, call));
            case ("time", "NewTimer" or "After" or "AfterFunc"):
                return new(null, OriginOf(OriginKind.Timer, call));
            case ("sync", "NewCond") when !call.Args.IsEmpty:
                return new(null, OriginOf(OriginKind.Sync, call, of: PlaceOf(call.Args[0]).Variable));
            case ("sync", "OnceFunc" or "OnceValue" or "OnceValues") when call.Args is [var once]:
                return new(null, OriginOf(OriginKind.Once, call, value: PlaceOf(once).Origin?.Value, of: PlaceOf(once).Variable));
            default:
                return Place.Unknown;
        }
    }

    private Origin OriginOf(OriginKind kind, Node node, Function? value = null, Expr? capacity = null, Variable? of = null, Origin? ends = null)
    {
        // Of one call both may come: the context, and what cancels it.
        var origins = kind == OriginKind.Cancel ? _cancels : _origins;
        if (origins.TryGetValue(node, out var known)) return known;
        origins.Add(node, known = new(kind, node, value?.File ?? _file, _function) { Value = value, Capacity = capacity, Of = of, Ends = ends });
        return known;
    }
}
