using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;

namespace Unpark.Source.Names;

/// <summary>Types that functions of the standard library return, as far as goroutines wait for them.</summary>
/// <remarks>Read in Go 1.27; the same since Go 1.0 but for context.WithCancelCause (1.20) and its relatives (1.21).</remarks>
internal static class KnownResults
{
    private static readonly Dictionary<string, Expr?[]> Types = new(StringComparer.Ordinal)
    {
        ["context.Background"] = [Named("context", "Context")],
        ["context.TODO"] = [Named("context", "Context")],
        ["context.WithValue"] = [Named("context", "Context")],
        ["context.WithoutCancel"] = [Named("context", "Context")],
        ["context.WithCancel"] = [Named("context", "Context"), Named("context", "CancelFunc")],
        ["context.WithTimeout"] = [Named("context", "Context"), Named("context", "CancelFunc")],
        ["context.WithDeadline"] = [Named("context", "Context"), Named("context", "CancelFunc")],
        ["context.WithCancelCause"] = [Named("context", "Context"), Named("context", "CancelCauseFunc")],
        ["time.NewTicker"] = [Named("time", "Ticker")],
        ["time.NewTimer"] = [Named("time", "Timer")],
        ["time.AfterFunc"] = [Named("time", "Timer")],
        ["sync.NewCond"] = [Named("sync", "Cond")],
        ["http.Get"] = [Named("http", "Response"), null],
        ["http.Post"] = [Named("http", "Response"), null],
        ["http.Head"] = [Named("http", "Response"), null],
        ["http.PostForm"] = [Named("http", "Response"), null],
        ["http.NewRequest"] = [Named("http", "Request"), null],
        ["http.NewRequestWithContext"] = [Named("http", "Request"), null],
        ["sql.Open"] = [Named("sql", "DB"), null],
        ["http.Client.Do"] = [Named("http", "Response"), null],
        ["http.Client.Get"] = [Named("http", "Response"), null],
        ["http.Client.Post"] = [Named("http", "Response"), null],
        ["http.Client.Head"] = [Named("http", "Response"), null],
        ["http.Transport.Clone"] = [Named("http", "Transport")],
        ["http.Transport.RoundTrip"] = [Named("http", "Response"), null],
        ["http.Request.Context"] = [Named("context", "Context")],
        ["sql.DB.Query"] = [Named("sql", "Rows"), null],
        ["sql.DB.QueryContext"] = [Named("sql", "Rows"), null],
        ["sql.DB.Begin"] = [Named("sql", "Tx"), null],
        ["sql.DB.BeginTx"] = [Named("sql", "Tx"), null],
        ["sql.Tx.Query"] = [Named("sql", "Rows"), null],
        ["sql.Tx.QueryContext"] = [Named("sql", "Rows"), null],
    };

    /// <param name="package">The name it is imported under, which is nearly always its own.</param>
    public static Expr? Of(string package, string function, int result) => At($"{package}.{function}", result);

    public static Expr? OfMethod(string? type, string method, int result) => type is null ? null : At($"{type}.{method}", result);

    private static Expr? At(string name, int result) => Types.TryGetValue(name, out var results) && result < results.Length ? results[result] : null;

    private static SelectorExpr Named(string package, string name) => new(new Ident(Pos.None, package), new Ident(Pos.None, name));
}
