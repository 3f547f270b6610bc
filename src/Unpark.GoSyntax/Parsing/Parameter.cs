using Unpark.GoSyntax.Expressions;

namespace Unpark.GoSyntax.Parsing;

/// <summary>What stands between two commas of a parameter list. A name alone may be a type, or a parameter whose type follows later.</summary>
internal readonly record struct Parameter(Ident? Name, Expr? Type);
