using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.Patches.Reading;

namespace Unpark.Patches.Resources;

/// <summary>What must be closed, and how one knows it without types: by the call that opens it and what is done with it.</summary>
/// <param name="Rules">Names of the rules that find what is left of them.</param>
/// <param name="Openers">Methods and functions that open one.</param>
/// <param name="Uses">One of these is done with it, or it is something else.</param>
/// <param name="Closers">Any of these ends it.</param>
/// <param name="Close">The call that does no harm after another has ended it: "Body.Close()".</param>
internal sealed record ResourceKind(string Word, string[] Rules, string[] Openers, int Results, string[] Uses, string[] Closers, string Close)
{
    /// <summary>The member that is as good as the value itself; "" when none is.</summary>
    public string Part => Close.Contains('.', StringComparison.Ordinal) ? Close[..Close.IndexOf('.', StringComparison.Ordinal)] : "";

    public static readonly IReadOnlyList<ResourceKind> All =
    [
        new("response body", ["unread-body"], ["Get", "Post", "PostForm", "Head", "Do"], 2, ["Body", "StatusCode", "Status", "Header"], ["Body"], "Body.Close()"),
        new("result set", ["rows-not-closed", "no-free-connection"], ["Query", "QueryContext"], 2, ["Next", "Scan", "Err", "Columns"], ["Close"], "Close()"),
        new("transaction", ["transaction-not-finished", "no-free-connection"], ["Begin", "BeginTx"], 2, ["Commit", "Exec", "ExecContext", "Query", "QueryContext", "QueryRow", "QueryRowContext"], ["Rollback"], "Rollback()"),
        new("database handle", ["database-per-request"], ["Open", "OpenDB"], 0, ["Query", "QueryContext", "QueryRow", "QueryRowContext", "Exec", "ExecContext", "Ping", "PingContext", "Begin", "BeginTx", "SetMaxOpenConns"], ["Close"], "Close()"),
    ];

    public bool Opens(SelectorExpr called, int results) => Openers.Contains(called.Sel.Name) && (Results == 0 || results == Results);

    public bool IsOne(LocalVariable variable, SyntaxMap map) => variable.Uses.Any(use => map.ParentOf(use) is SelectorExpr member && Uses.Contains(member.Sel.Name));

    // "x.Close()", "x.Body.Close()" on any path: then its author has thought of it.
    public bool IsClosed(LocalVariable variable, SyntaxMap map) => variable.Uses.Any(use => map.ParentOf(use) is SelectorExpr member && Closers.Contains(member.Sel.Name)
        && (member.Sel.Name != "Body" || map.ParentOf(member) is SelectorExpr { Sel.Name: "Close" }));
}
