using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.GoSyntax.Types;

namespace Unpark.Source.Names;

/// <summary>Types of expressions, as far as declarations of the packages show them; pointers are seen through.</summary>
/// <param name="variables">What each name stands for.</param>
internal sealed class LightTypes(PackageNames names, NamedVariables variables)
{
    private const int MostSteps = 40;

    private int _steps;

    /// <summary>What a name stands for; null for what is no variable.</summary>
    public Variable? VariableOf(Ident ident) => variables.Find(ident);

    /// <summary>What a name or a field stands for; null for other expressions, too.</summary>
    public Variable? VariableAt(Expr expr) => expr.Unparen() switch
    {
        Ident ident => VariableOf(ident),
        SelectorExpr { X: Ident package } selector when Imported(package) is { } imported => imported.Variables.Find(selector.Sel.Name),
        SelectorExpr selector => names.Field(Of(selector.X), selector.Sel.Name),
        _ => null,
    };

    /// <returns>As the source writes it, in whichever file; null where it does not show.</returns>
    /// <param name="result">Which result, of a call of a function with several.</param>
    public Expr? Of(Expr? expr, int result = 0)
    {
        if (expr is null || _steps > MostSteps) return null;
        _steps++;
        var type = Plain(Find(expr.Unparen(), result));
        _steps--;
        return type;
    }

    public Expr? Of(Variable variable)
    {
        if (variable.IsTypeAsked) return variable.KnownType;
        variable.IsTypeAsked = true;
        return variable.KnownType = variable.Type is { } declared ? Plain(declared) : variable.RangePart >= 0 ? PartOf(Of(variable.Value), variable.RangePart) : Of(variable.Value, variable.ValueIndex);
    }

    /// <summary>"sync.Mutex", "Store"; null for types without a name.</summary>
    public string? NameOf(Expr? expr) => names.FullNameOf(Of(expr));

    private Expr? Find(Expr expr, int result) => expr switch
    {
        Ident ident => VariableOf(ident) is { } variable ? Of(variable) : null,
        CompositeLit literal => literal.Type,
        UnaryExpr { Op: Token.And } unary => Of(unary.X),
        UnaryExpr { Op: Token.Arrow } receive => PartOf(Of(receive.X), 1),
        StarExpr star => Of(star.X),
        SelectorExpr { X: Ident package } selector when Imported(package) is { } imported => imported.Variables.Find(selector.Sel.Name) is { } variable ? Of(variable) : null,
        SelectorExpr selector => names.Field(Of(selector.X), selector.Sel.Name)?.Type,
        IndexExpr index => PartOf(Of(index.X), 1),
        SliceExpr slice => Of(slice.X),
        TypeAssertExpr assertion => assertion.Type,
        FuncLit function => function.Type,
        CallExpr call => OfCall(call, result),
        _ => null,
    };

    private Expr? OfCall(CallExpr call, int result)
    {
        switch (call.Fun.Unparen())
        {
            case Ident { Name: "make" or "new" } when !call.Args.IsEmpty:
                return call.Args[0];
            case Ident ident when VariableOf(ident) is { } variable:
                return ResultOf(Of(variable) as FuncType, result);
            case Ident ident when names.FunctionNamed(ident) is { } function:
                return ResultOf(function.Type, result);
            case Ident ident:
                return names.TypeNamed(ident) is null ? null : ident;
            case IndexExpr { X: var generic } when generic is Ident || names.FunctionNamed(generic) is not null:
                return ResultOf(names.FunctionNamed(generic)?.Type, result);
            case SelectorExpr selector:
                return OfMember(selector, result);
            default:
                return call.Fun is ParenExpr or ArrayType or MapType or ChanType or StarExpr ? call.Fun : ResultOf(Of(call.Fun) as FuncType, result);
        }
    }

    private Expr? OfMember(SelectorExpr selector, int result)
    {
        if (selector.X is Ident package && VariableOf(package) is null) return Imported(package) is { } imported ? OfImported(imported, selector, result) : KnownResults.Of(package.Name, selector.Sel.Name, result);
        var type = Of(selector.X);
        if (names.Method(type, selector.Sel.Name) is { } method) return TypeArguments.Fill(ResultOf(method.Type, result), method.Receiver?.Type, type);
        return ResultOf((names.Underlying(type) is InterfaceType @interface ? PackageNames.InterfaceMethod(@interface, selector.Sel.Name) : null) ?? names.Field(type, selector.Sel.Name)?.Type as FuncType, result)
            ?? KnownResults.OfMethod(PackageNames.NameOf(type), selector.Sel.Name, result);
    }

    private Expr? OfImported(DeclaredNames imported, SelectorExpr selector, int result) =>
        imported.Functions.TryGetValue(selector.Sel.Name, out var function) ? ResultOf(function.Type, result)
        : imported.Types.ContainsKey(selector.Sel.Name) ? selector
        : imported.Variables.Find(selector.Sel.Name) is { } variable ? ResultOf(Of(variable) as FuncType, result) : null;

    private DeclaredNames? Imported(Ident package) => names.Imported(package) is { } imported && VariableOf(package) is null ? imported : null;

    private static Expr? ResultOf(FuncType? type, int result)
    {
        foreach (var field in type?.Results?.List ?? [])
        {
            if (result < Math.Max(1, field.Names.Length)) return field.Type;
            result -= Math.Max(1, field.Names.Length);
        }
        return null;
    }

    // Of a slice or array the element, of a map key or element, of a channel what it carries.
    private Expr? PartOf(Expr? type, int part) => names.Underlying(type) switch
    {
        ArrayType array => part == 0 ? null : Plain(array.Elt),
        MapType map => Plain(part == 0 ? map.Key : map.Value),
        ChanType chan => Plain(chan.Value),
        Ellipsis { Elt: { } element } => Plain(element),
        _ => null,
    };

    private static Expr? Plain(Expr? type)
    {
        type = type?.Unparen();
        while (type is StarExpr star) type = star.X.Unparen();
        return type;
    }
}
