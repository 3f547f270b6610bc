using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.Patches.Reading;
using Unpark.Patches.Resources;

namespace Unpark.Linting.Resources;

internal sealed class BodyLeftOpen : LintRule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP9021",
        Name: "body-left-open",
        Class: FindingClass.Network,
        Title: "The body of a response is never closed",
        Why: "A response keeps its connection, and two goroutines of net/http with it, until its body is closed. Here it is used in one function alone, and nothing there closes it.",
        Confirm: "Look for Body.Close: there is none, and the response goes nowhere else.",
        Fix: "defer response.Body.Close() right after the error check.")
    {
        Example = """
            // keeps a connection and two goroutines
            response, err := http.Get(url)
            if err != nil { return err }
            return check(response.StatusCode)

            // closed
            response, err := http.Get(url)
            if err != nil { return err }
            defer response.Body.Close()
            """,
        MaxConfidence = Confidence.Likely,
    };

    internal override IEnumerable<LintHit> Examine(LintFunction function)
    {
        foreach (var opened in function.Nodes.OfType<AssignStmt>())
        {
            if (opened is not { Tok: Token.Define, Lhs: [Ident name, _], Rhs: [CallExpr { Fun: SelectorExpr { X: Ident { Name: "http" }, Sel.Name: "Get" or "Post" or "PostForm" or "Head" } }] }) continue;
            if (LocalVariable.Find(function.Declaration, name.Name) is not { } variable || variable.Declaration != opened || !ImportsHttp(function)) continue;
            var kind = ResourceKind.All[0];
            if (kind.IsClosed(variable, function.Map) || Escapes.FromFunction(variable, function.Map, mayBePassed: false, kind.Part)) continue;
            yield return new(opened, $"the body of {name.Name} is never closed", $"{name.Name} is known in {function.Name} alone, and nothing there closes its body");
        }
    }

    private static bool ImportsHttp(LintFunction function) => function.File.Syntax.Imports.Any(import => import.Path.Value == "\"net/http\"" && import.Name is null);
}
