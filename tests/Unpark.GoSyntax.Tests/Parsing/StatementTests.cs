using Unpark.GoSyntax.Declarations;

namespace Unpark.GoSyntax.Tests.Parsing;

public sealed class StatementTests
{
    [Theory]
    [InlineData("select { case v, ok := <-ch: use(v); case out <- v: default: }",
        "SelectStmt(BlockStmt(CommClause(AssignStmt(v, ok, (<- ch)), ExprStmt(CallExpr(use, v))), CommClause(SendStmt(out, v)), CommClause()))")]
    [InlineData("go func() { ch <- 1 }()", "GoStmt(CallExpr(FuncLit(FuncType(FieldList()), BlockStmt(SendStmt(ch, 1)))))")]
    [InlineData("defer mu.Unlock()", "DeferStmt(CallExpr(SelectorExpr(mu, Unlock)))")]
    [InlineData("loop: for { break loop }", "LabeledStmt(loop, ForStmt(BlockStmt(BranchStmt(loop))))")]
    public void Statements_of_concurrency_are_read(string source, string expected) => Check(source, expected);

    [Theory]
    [InlineData("for range 10 {}", "RangeStmt(10, BlockStmt())")]
    [InlineData("for i := range n {}", "RangeStmt(i, n, BlockStmt())")]
    [InlineData("for k, v = range seq {}", "RangeStmt(k, v, seq, BlockStmt())")]
    [InlineData("for i := 0; i < n; i++ {}", "ForStmt(AssignStmt(i, 0), (i < n), IncDecStmt(i), BlockStmt())")]
    [InlineData("for ; ; {}", "ForStmt(BlockStmt())")]
    [InlineData("for ok {}", "ForStmt(ok, BlockStmt())")]
    public void Loops_run_over_conditions_clauses_and_ranges(string source, string expected) => Check(source, expected);

    [Theory]
    [InlineData("if x == T {}", "IfStmt((x == T), BlockStmt())")]
    [InlineData("if x == (T{}) {}", "IfStmt((x == ParenExpr(CompositeLit(T))), BlockStmt())")]
    [InlineData("if f(T{}) {}", "IfStmt(CallExpr(f, CompositeLit(T)), BlockStmt())")]
    [InlineData("for _, x := range []T{{1}} {}", "RangeStmt(_, x, CompositeLit(ArrayType(T), CompositeLit(1)), BlockStmt())")]
    [InlineData("if func() bool { return x == T{} }() {}", "IfStmt(CallExpr(FuncLit(FuncType(FieldList(), FieldList(Field(bool))), BlockStmt(ReturnStmt((x == CompositeLit(T)))))), BlockStmt())")]
    [InlineData("switch x := T(1); x {}", "SwitchStmt(AssignStmt(x, CallExpr(T, 1)), x, BlockStmt())")]
    public void In_a_header_a_brace_begins_the_body(string source, string expected) => Check(source, expected);

    [Fact]
    public void A_type_switch_is_known_by_its_guard() =>
        Check("switch v := x.(type) { case int, error: case nil: default: }",
            "TypeSwitchStmt(AssignStmt(v, TypeAssertExpr(x)), BlockStmt(CaseClause(int, error), CaseClause(nil), CaseClause()))");

    private static void Check(string source, string expected)
    {
        var file = Shape.Parse($"package p\nfunc f() {{\n{source}\n}}\n");
        Assert.Empty(file.Errors);
        Assert.Equal(expected, Shape.Of(((FuncDecl)file.Decls[0]).Body!.List[0]));
    }
}
