using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Statements;

/// <summary>A declaration of constants, types or variables inside a function.</summary>
public sealed class DeclStmt(GenDecl decl) : Stmt
{
    public GenDecl Decl { get; } = decl;

    public override Pos Pos => Decl.Pos;

    public override Pos End => Decl.End;

    internal override void AddChildren(NodeList children) => children.Add(Decl);
}
