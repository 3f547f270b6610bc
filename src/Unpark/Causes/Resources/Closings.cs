using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Source.Facts;
using Unpark.Source.Names;

namespace Unpark.Causes.Resources;

/// <summary>Values that must be closed, and paths on which they are not.</summary>
internal static class Closings
{
    /// <summary>Variables of a type that a call gives a function, each with the call.</summary>
    public static IEnumerable<(Function Function, Ident Name, CallExpr Call)> Made(PackageFacts facts, params string[] types)
    {
        foreach (var function in facts.Functions)
        {
            foreach (var assign in function.Body?.Descend(node => node is not FuncLit).OfType<AssignStmt>() ?? [])
            {
                if (assign.Lhs[0] is Ident name && name.Name != "_" && assign.Rhs is [var value] && value.Unparen() is CallExpr call && types.Contains(facts.Types.NameOf(call) ?? Looks(function, name, call))) yield return (function, name, call);
            }
        }
    }

    /// <summary>What the name of the method and its use tell, where the type is not to be had.</summary>
    public static string? Looks(Function function, Ident name, CallExpr call) => call.Fun is not SelectorExpr { Sel.Name: var method } ? null : method switch
    {
        "BeginTx" => "sql.Tx",
        "QueryContext" => "sql.Rows",
        "Do" or "Get" or "Post" when function.Body!.Descend().Any(node => node is SelectorExpr { X: Ident used, Sel.Name: "Body" or "StatusCode" } && used.Name == name.Name) => "http.Response",
        _ => null,
    };

    /// <summary>The first way out that leaves it open; null when it is closed, or given to somebody else.</summary>
    /// <param name="isClosing">Of a call on the variable: "Body.Close", "Close".</param>
    /// <param name="closedBy">What closes it without such a call.</param>
    /// <param name="comesWithError">It may be there although the call failed.</param>
    public static Exit? LeftOpen(Function function, Ident name, CallExpr call, Func<string, bool> isClosing, IEnumerable<Node>? closedBy = null, bool comesWithError = false)
    {
        List<Node> closings = [.. closedBy ?? []];
        foreach (var node in function.Body!.Descend())
        {
            if (node is CallExpr { Fun: SelectorExpr selector } && IsOf(selector, name.Name) is { } member && isClosing(member)) closings.Add(node);
            if (IsGivenAway(function, node, name, isClosing)) return null;
        }
        // if err != nil { return } comes before there is anything to close.
        return PathWalk.ExitsWithout(function, [call], closings).FirstOrDefault(exit => comesWithError || !ErrorCheck.IsBehind(function, call, exit));
    }

    // response.Body.Close -> "Body.Close"
    private static string? IsOf(Expr expr, string name) => expr switch
    {
        SelectorExpr { X: Ident ident } selector => ident.Name == name ? selector.Sel.Name : null,
        SelectorExpr selector => IsOf(selector.X, name) is { } outer ? $"{outer}.{selector.Sel.Name}" : null,
        _ => null,
    };

    private static bool IsGivenAway(Function function, Node node, Ident name, Func<string, bool> isClosing) => node switch
    {
        ReturnStmt @return => @return.Results.Any(result => Is(result, name)),
        CallExpr call => call.Args.Any(argument => Is(argument, name)) && !OnlyReads(function, call, isClosing),
        AssignStmt assign => assign.Rhs.Any(value => Is(value, name)),
        CompositeLit literal => literal.Elts.Any(element => Is(element is KeyValueExpr pair ? pair.Value : element, name)),
        SendStmt send => Is(send.Value, name),
        _ => false,
    };

    // A function of the package that closes nothing.
    private static bool OnlyReads(Function function, CallExpr call, Func<string, bool> isClosing) =>
        function.Calls.Find(known => known.Node == call) is { Callees: [{ Body: { } body } callee] }
        && !body.Descend().Any(node => node is ReturnStmt or CallExpr && callee.Parameters.Exists(parameter => node is CallExpr { Fun: SelectorExpr selector } && IsOf(selector, parameter.Name) is { } member && isClosing(member)));

    private static bool Is(Expr expr, Ident name) => expr.Unparen() is Ident ident && ident.Name == name.Name && ident != name;
}
