using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Source.Facts;

namespace Unpark.Causes.Resources;

/// <summary>A transport or a database is made anew for each request; its connections outlive it.</summary>
internal sealed class MadePerRequest : ResourceCause
{
    private const string Transport = "http.Transport";

    public override bool MayExplain(Finding finding) => TypeOf(finding) is not null && finding.Level != Level.Note;

    protected override IEnumerable<Cause> Find(Finding finding, PackageFacts facts)
    {
        var wanted = TypeOf(finding);
        foreach (var function in facts.Functions.Where(function => function.Body is not null && function.Name is not ("main" or "init")))
        {
            var made = function.Body!.Descend(node => node is not FuncLit).OfType<Expr>().FirstOrDefault(node => node is CompositeLit or CallExpr && facts.Types.NameOf(node) == wanted)
                ?? (wanted == "sql.DB" ? OpenedForQueries(function) : null);
            if (made is null) continue;
            var what = wanted == "sql.DB" ? "database handle" : "transport";
            if (IsOnce(facts, function)) continue;
            yield return new(wanted == "sql.DB" ? "database-per-request" : "client-per-request", $"each call of {function} makes a {what} of its own, at {StuckPlace.PlaceOf(function.File, function.File.LineOf(made))}, whose connections stay",
                function.File.SpotAt(made.Pos, $"a new {what} each time"), [], IsSure: false);
        }
    }

    /// <summary>A transport for the requests of one function: it is given to nobody, and nothing takes its connections back.</summary>
    public override IEnumerable<Cause> ExplainFew(Finding finding, PackageFacts facts) =>
        TypeOf(finding) == Transport ? Find(finding, facts).Where(cause => facts.Functions.Any(function => function.File.Path == cause.Spot.File && function.Holds(cause.Spot.Line) && IsForItself(function, cause.Spot.Line))) : [];

    private static bool IsForItself(Function function, int line)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var assign in function.Body?.Descend(node => node is not FuncLit).OfType<AssignStmt>() ?? [])
        {
            if (!((function.File.LineOf(assign) <= line && line <= function.File.Syntax.Source.LineOf(assign.End)) || assign.Rhs.Any(value => Holds(value, names)))) continue;
            if (assign.Lhs is [Ident name]) names.Add(name.Name);
            else if (!(assign.Rhs is [CallExpr call] && IsRequest(call))) return false;
        }
        return names.Count > 0 && function.Body!.Descend().OfType<CallExpr>().Any(call => IsRequest(call) && Holds(call.Fun, names))
            && !function.Body.Descend().Any(node => IsGivenAway(node, names) || node is SelectorExpr { Sel.Name: "CloseIdleConnections" } or Ident { Name: "DisableKeepAlives" } or SelectorExpr { Sel.Name: "DisableKeepAlives" });
    }

    private static bool IsRequest(CallExpr call) => call.Fun is SelectorExpr { Sel.Name: "Do" or "Get" or "Head" or "Post" or "PostForm" or "RoundTrip" };

    private static bool IsGivenAway(Node node, HashSet<string> names) => node switch
    {
        ReturnStmt @return => @return.Results.Any(result => result is not CallExpr && Holds(result, names)),
        CallExpr call => call.Args.Any(argument => Holds(argument, names)),
        SendStmt send => Holds(send.Value, names),
        _ => false,
    };

    private static bool Holds(Node node, HashSet<string> names) => node.Descend().Any(inner => inner is Ident ident && names.Contains(ident.Name));

    private static string? TypeOf(Finding finding) => finding.Rule.Name switch
    {
        "client-per-request" => Transport,
        "database-per-request" => "sql.DB",
        _ => null,
    };

    // Called only where package variables are made.
    private static bool IsOnce(PackageFacts facts, Function function) =>
        function.Callers.Count == 0 && facts.Source.Files.Any(file => file.Syntax.Decls.OfType<GoSyntax.Declarations.GenDecl>().SelectMany(decl => decl.Descend()).Any(node => node is CallExpr { Fun: Ident ident } && ident.Name == function.Name));

    // db := memdb.Open(), and db.QueryRow(...): another package's, used as a database.
    private static CallExpr? OpenedForQueries(Function function)
    {
        foreach (var assign in function.Body!.Descend().OfType<AssignStmt>())
        {
            if (assign.Lhs[0] is not Ident name || assign.Rhs is not [CallExpr { Fun: SelectorExpr { Sel.Name: "Open" or "OpenDB" or "Connect" } } call]) continue;
            if (function.Body.Descend().Any(node => node is SelectorExpr { X: Ident used, Sel.Name: "Query" or "QueryRow" or "QueryContext" or "QueryRowContext" or "Exec" or "ExecContext" } && used.Name == name.Name)) return call;
        }
        return null;
    }
}
