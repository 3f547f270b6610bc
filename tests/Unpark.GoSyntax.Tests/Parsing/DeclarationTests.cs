namespace Unpark.GoSyntax.Tests.Parsing;

public sealed class DeclarationTests
{
    [Theory]
    [InlineData("type T [N]int", "TypeSpec(T, ArrayType(N, int))")]
    [InlineData("type T [N * 2]int", "TypeSpec(T, ArrayType((N * 2), int))")]
    [InlineData("type T [P * C]int", "TypeSpec(T, ArrayType((P * C), int))")]
    [InlineData("type T [P *C,] int", "TypeSpec(T, FieldList(Field(P, StarExpr(C))), int)")]
    [InlineData("type T [P *struct{}] int", "TypeSpec(T, FieldList(Field(P, StarExpr(StructType(FieldList())))), int)")]
    [InlineData("type T [P *C | ~D] int", "TypeSpec(T, FieldList(Field(P, (StarExpr(C) | (~ D)))), int)")]
    [InlineData("type T [P any] struct{}", "TypeSpec(T, FieldList(Field(P, any)), StructType(FieldList()))")]
    [InlineData("type T [P []E, E any] struct{}", "TypeSpec(T, FieldList(Field(P, ArrayType(E)), Field(E, any)), StructType(FieldList()))")]
    [InlineData("type A [K comparable] = map[K]int", "TypeSpec(A, FieldList(Field(K, comparable)), MapType(K, int))")]
    public void The_first_bracket_of_a_type_is_a_length_or_begins_type_parameters(string source, string expected) => Check(source, $"GenDecl({expected})");

    [Theory]
    [InlineData("func f(a, b int, c ...string)", "FieldList(Field(a, b, int), Field(c, Ellipsis(string)))")]
    [InlineData("func f(int, pkg.T, []byte)", "FieldList(Field(int), Field(SelectorExpr(pkg, T)), Field(ArrayType(byte)))")]
    [InlineData("func f(a [n]int, T[int])", null)]
    [InlineData("func f(T[int], chan<- T)", "FieldList(Field(IndexExpr(T, int)), Field(ChanType(T)))")]
    [InlineData("func f(a, b ...int)", null)]
    [InlineData("func f(a ...int, b int)", null)]
    public void Parameters_have_names_or_are_types(string source, string? expected) =>
        Check(source, expected is null ? null : $"FuncDecl(f, FuncType({expected}))");

    [Fact]
    public void Methods_may_have_type_parameters_since_Go_1_27() =>
        Check("func (l List[T]) Map[U any](f func(T) U) List[U] { return nil }",
            "FuncDecl(FieldList(Field(l, IndexExpr(List, T))), Map, FuncType(FieldList(Field(U, any)), FieldList(Field(f, FuncType(FieldList(Field(T)), FieldList(Field(U))))), "
            + "FieldList(Field(IndexExpr(List, U)))), BlockStmt(ReturnStmt(nil)))");

    [Fact]
    public void Interfaces_hold_methods_embedded_types_and_unions() =>
        Check("type I interface { Close() error; io.Reader; Set[int]; ~int | string; *T }",
            "GenDecl(TypeSpec(I, InterfaceType(FieldList(Field(Close, FuncType(FieldList(), FieldList(Field(error)))), "
            + "Field(SelectorExpr(io, Reader)), Field(IndexExpr(Set, int)), Field(((~ int) | string)), Field(StarExpr(T))))))");

    [Fact]
    public void Structs_hold_fields_embedded_types_and_tags() =>
        Check("type S struct { a, b int `x`; *T; pkg.U; V[int]; w [2]int }",
            "GenDecl(TypeSpec(S, StructType(FieldList(Field(a, b, int, `x`), Field(StarExpr(T)), Field(SelectorExpr(pkg, U)), Field(IndexExpr(V, int)), Field(w, ArrayType(2, int))))))");

    /// <param name="expected">Null for an error.</param>
    private static void Check(string source, string? expected)
    {
        var file = Shape.Parse($"package p\n{source}\n");
        Assert.Equal(expected is null, !file.Errors.IsEmpty);
        if (expected is not null) Assert.Equal(expected, Shape.Of(file.Decls[0]));
    }
}
