using System.Collections.Immutable;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Types;

namespace Unpark.Source.Names;

/// <summary>What stands for the parameters of a generic type: in methods of <c>shards[V]</c>, called on <c>shards[*conn]</c>, V is *conn.</summary>
internal static class TypeArguments
{
    /// <param name="type">May name a parameter.</param>
    /// <param name="declared">The generic type with its parameters, as the receiver of a method has it.</param>
    /// <param name="given">The same with its arguments.</param>
    public static Expr? Fill(Expr? type, Expr? declared, Expr? given)
    {
        if (PackageNames.LastName(declared) != PackageNames.LastName(given)) return type;
        var (parameters, arguments) = (ListOf(declared), ListOf(given));
        return parameters.IsEmpty || parameters.Length != arguments.Length ? type : Fill(type, parameters, arguments);
    }

    private static Expr? Fill(Expr? type, ImmutableArray<Expr> parameters, ImmutableArray<Expr> arguments) => type?.Unparen() switch
    {
        Ident name => ArgumentOf(name, parameters, arguments),
        StarExpr star => new StarExpr(star.Star, Fill(star.X, parameters, arguments)!),
        ArrayType array => new ArrayType(array.Lbrack, array.Len, Fill(array.Elt, parameters, arguments)!),
        MapType map => new MapType(map.Map, Fill(map.Key, parameters, arguments)!, Fill(map.Value, parameters, arguments)!),
        IndexExpr index => new IndexExpr(index.X, index.Lbrack, Fill(index.Index, parameters, arguments)!, index.Rbrack),
        var other => other,
    };

    private static Expr ArgumentOf(Ident name, ImmutableArray<Expr> parameters, ImmutableArray<Expr> arguments)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            if (parameters[i] is Ident parameter && parameter.Name == name.Name) return arguments[i];
        }
        return name;
    }

    private static ImmutableArray<Expr> ListOf(Expr? type) => type?.Unparen() switch
    {
        StarExpr star => ListOf(star.X),
        IndexExpr index => [index.Index],
        IndexListExpr index => index.Indices,
        _ => [],
    };
}
