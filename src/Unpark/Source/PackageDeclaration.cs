using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;

namespace Unpark.Source;

/// <summary>A function, method, type, variable or constant that a package declares at its outermost level.</summary>
/// <param name="Node">The function itself, or the specification in <paramref name="Decl"/> that has the name.</param>
internal sealed record PackageDeclaration(SourceFile File, Decl Decl, Node Node);
