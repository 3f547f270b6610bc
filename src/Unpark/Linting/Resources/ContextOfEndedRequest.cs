using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.GoSyntax.Types;
using Unpark.Patches.Contexts;

namespace Unpark.Linting.Resources;

internal sealed class ContextOfEndedRequest : LintRule
{
    // Go 1.21 release notes, "context".
    private static readonly Version HasWithoutCancel = new(1, 21);

    public override RuleDoc Doc { get; } = new(
        Id: "UP9022",
        Name: "context-of-ended-request",
        Class: FindingClass.Context,
        Title: "Work that outlives a request is given the context of the request",
        Why: "The context of a request is cancelled when its handler returns. A handler that starts work and does not wait for it cancels that work by returning: queries and requests in it fail now and then, "
            + "depending on who is faster.",
        Confirm: "The handler returns without waiting for the goroutine, and the work does not look at the end of its context.",
        Fix: "Give the work context.WithoutCancel(r.Context()), from Go 1.21 on, with a deadline of its own; or wait for it.")
    {
        Example = """
            // cancelled by the return of the handler
            go audit(r.Context(), order)

            // its own life, the same values
            go audit(context.WithoutCancel(r.Context()), order)
            """,
        MaxConfidence = Confidence.Likely,
    };

    internal override IEnumerable<LintHit> Examine(LintFunction function)
    {
        if (RequestOf(function.Declaration) is not { } request) yield break;
        foreach (var go in function.Nodes.OfType<GoStmt>())
        {
            var context = go.Call.Args.FirstOrDefault(argument => DetachContext.IsOfRequest(argument) && argument is CallExpr { Fun: SelectorExpr { X: Ident owner } } && owner.Name == request);
            if (context is null || function.Nodes.Any(node => node.Pos > go.End && Waits(node)) || WorkOf(function, go) is not { } work || work.Descend().Any(LooksAtTheEnd)) continue;
            yield return new(go, $"{work.Name.Name} is cancelled when {function.Name} returns", $"{function.Name} does not wait for it, and net/http ends {function.TextOf(context)} when a handler returns")
            {
                Mender = function.GoVersion >= HasWithoutCancel ? new DetachContext() : null,
            };
        }
    }

    private static string? RequestOf(FuncDecl declaration) => declaration.Type.Params.List
        .FirstOrDefault(field => field.Type is StarExpr { X: SelectorExpr { X: Ident { Name: "http" }, Sel.Name: "Request" } }) is { Names: [{ Name: not "_" } name] } ? name.Name : null;

    // The only function or method of the package that has the name; nobody knows what another package does with a context.
    private static FuncDecl? WorkOf(LintFunction function, GoStmt go)
    {
        var name = go.Call.Fun switch
        {
            Ident called => called.Name,
            SelectorExpr called => called.Sel.Name,
            _ => null,
        };
        return function.Package.Files.SelectMany(file => file.Syntax.Decls).OfType<FuncDecl>().Where(decl => decl.Name.Name == name && decl.Body is not null).ToList() is [var only] ? only : null;
    }

    private static bool Waits(Node node) => node is SelectStmt or UnaryExpr { Op: Token.Arrow } or CallExpr { Fun: SelectorExpr { Sel.Name: "Wait" } };

    // It is meant to end with the request, or may be.
    private static bool LooksAtTheEnd(Node node) => node is SelectStmt or CallExpr { Fun: SelectorExpr { Sel.Name: "Done" or "Err" } };
}
