using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.GoSyntax.Types;
using Unpark.Source.Names;

namespace Unpark.Source.Facts;

internal sealed partial class FactsReader
{
    private readonly Dictionary<FuncLit, Function> _closures = [];

    private void Visit(Expr? expr)
    {
        // The most frequent ones first: each of the others is asked for before the next.
        switch (expr)
        {
            case Ident ident:
                if (_scope.Find(ident.Name) is { } variable) _variables.TryAdd(ident, variable);
                break;
            case SelectorExpr selector: Visit(selector.X); break;
            case CallExpr call: VisitCall(call, CallWay.Plain); break;
            case null or BasicLit: break;
            case BinaryExpr binary:
                Visit(binary.X);
                Visit(binary.Y);
                break;
            case UnaryExpr unary: VisitUnary(unary); break;
            case IndexExpr index:
                Visit(index.X);
                Visit(index.Index);
                break;
            case StarExpr star: Visit(star.X); break;
            case ParenExpr paren: Visit(paren.X); break;
            case SliceExpr slice: Visit(slice.X); break;
            case TypeAssertExpr assertion: Visit(assertion.X); break;
            case KeyValueExpr pair: Visit(pair.Value); break;
            case CompositeLit literal: VisitLiteral(literal, literal.Type); break;
            case FuncLit closure: ClosureOf(closure); break;
        }
    }

    private void VisitUnary(UnaryExpr unary)
    {
        Visit(unary.X);
        if (unary.Op == Token.Arrow) Add(OperationKind.Receive, unary, PlaceOf(unary.X));
    }

    // Fields take the values that a literal gives them; so do the elements of a literal of literals.
    private void VisitLiteral(CompositeLit literal, Expr? type)
    {
        var underlying = Names.Underlying(type);
        if (underlying is StructType && Names.FullNameOf(type) is { } name) Literals.Add(new(name, literal, _file, _function));
        for (var i = 0; i < literal.Elts.Length; i++)
        {
            var (key, value) = literal.Elts[i] is KeyValueExpr pair ? (pair.Key as Ident, pair.Value) : (null, literal.Elts[i]);
            if (value is CompositeLit { Type: null } inner) VisitLiteral(inner, ElementType(underlying));
            else Visit(value);
            if (underlying is StructType @struct && FieldFor(@struct, type, key, i) is { } field) FlowInto(field, value);
        }
    }

    private static Expr? ElementType(Expr? type) => type switch
    {
        ArrayType array => array.Elt,
        MapType map => map.Value,
        _ => null,
    };

    private Variable? FieldFor(StructType @struct, Expr? type, Ident? key, int index)
    {
        if (key is not null) return Names.Field(type, key.Name);
        foreach (var field in @struct.Fields.List)
        {
            if (index < Math.Max(1, field.Names.Length)) return field.Names.IsEmpty ? null : Names.Field(type, field.Names[index].Name);
            index -= Math.Max(1, field.Names.Length);
        }
        return null;
    }

    private Function ClosureOf(FuncLit closure)
    {
        if (_closures.TryGetValue(closure, out var known)) return known;
        var function = new Function(closure, _file, _function, _function?.Name ?? "init", _function?.ReceiverType, closure.Type, closure.Body);
        _closures.Add(closure, function);
        DeclareSignature(function, null);
        ReadBody(function, _scope);
        return function;
    }

    private void Add(OperationKind kind, Node node, Place target, Stmt? loop = null)
    {
        _function?.Operations.Add(new(kind, node, _function)
        {
            Target = target.Variable,
            Made = target.Origin,
            Loop = loop ?? _around.Loop,
            Select = _around.Select,
            Clause = _around.Clause,
            IsDeferred = _around.IsDeferred,
            IsStarted = _around.IsStarted,
        });
    }
}
