using Unpark.GoSyntax.Expressions;

namespace Unpark.Source.Facts;

/// <summary><c>T{...}</c>, of a struct type with a name.</summary>
internal sealed record StructLiteral(string Type, CompositeLit Node, SourceFile File, Function? Function);
