using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Source.Facts;

namespace Unpark.Causes.Resources;

/// <summary>A transport or a database is made anew for each request; its connections outlive it.</summary>
internal sealed class MadePerRequest : ResourceCause
{
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

    private static string? TypeOf(Finding finding) => finding.Rule.Name switch
    {
        "client-per-request" => "http.Transport",
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
