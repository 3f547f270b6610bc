using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Types;
using Unpark.Source;

namespace Unpark.Patches.Reading;

/// <summary>What stands around each node of a file: found out for a declaration when somebody asks for a node in it.</summary>
internal sealed class SyntaxMap
{
    private static readonly ConditionalWeakTable<SourceFile, SyntaxMap> Known = [];

    private readonly SourceFile _file;
    private readonly HashSet<Decl> _read = [];
    private readonly Dictionary<Node, Node> _parents = new(ReferenceEqualityComparer.Instance);

    private SyntaxMap(SourceFile file) => _file = file;

    public static SyntaxMap Of(SourceFile file) => Known.GetValue(file, static file => new(file));

    /// <summary>Nearest first, the declaration last.</summary>
    public IEnumerable<Node> Around(Node node)
    {
        while (ParentOf(node) is { } parent) yield return node = parent;
    }

    public Node? ParentOf(Node node)
    {
        if (_parents.TryGetValue(node, out var parent)) return parent;
        if (_file.Syntax.DeclAt(node.Pos) is { } decl && _read.Add(decl)) Read(decl);
        return _parents.GetValueOrDefault(node);
    }

    /// <summary>The closure or function declaration directly around; null outside of functions.</summary>
    public Node? FunctionOf(Node node) => Around(node).FirstOrDefault(around => around is FuncLit or FuncDecl);

    public FuncDecl? DeclarationOf(Node node) => node as FuncDecl ?? Around(node).OfType<FuncDecl>().LastOrDefault();

    /// <summary>The statement that a node is, or is directly part of.</summary>
    public Stmt? StatementOf(Node node) => node as Stmt ?? Around(node).OfType<Stmt>().FirstOrDefault();

    /// <summary>The statements among which one stands: those of a block or a case.</summary>
    public ImmutableArray<Stmt> ListOf(Stmt statement) => ParentOf(statement) switch
    {
        BlockStmt block => block.List,
        CaseClause clause => clause.Body,
        CommClause clause when clause.Comm != statement => clause.Body,
        _ => [],
    };

    /// <summary>What follows a statement among its own.</summary>
    public ImmutableArray<Stmt> After(Stmt statement)
    {
        var list = ListOf(statement);
        var index = list.IndexOf(statement);
        return index < 0 ? [] : list[(index + 1)..];
    }

    /// <summary>The loops around a node, as far out as another node, nearest first.</summary>
    public IEnumerable<Stmt> LoopsAround(Node node, Node? upTo) =>
        Around(node).TakeWhile(around => around != upTo).OfType<Stmt>().Where(around => around is ForStmt or RangeStmt);

    /// <summary>A closure that runs beside the function around it: behind <c>go</c>, in <c>time.AfterFunc</c>, in the <c>Go</c> of a group.</summary>
    public bool IsGoroutine(FuncLit closure) => ParentOf(closure) switch
    {
        CallExpr call when call.Fun == closure => ParentOf(call) is GoStmt,
        CallExpr { Fun: SelectorExpr { Sel.Name: "AfterFunc" or "Go" } } => true,
        _ => false,
    };

    public static BlockStmt? BodyOf(Node function) => function switch
    {
        FuncDecl decl => decl.Body,
        FuncLit literal => literal.Body,
        _ => null,
    };

    public static FuncType? TypeOf(Node function) => function switch
    {
        FuncDecl decl => decl.Type,
        FuncLit literal => literal.Type,
        _ => null,
    };

    /// <summary>A bare <c>return</c> is enough to leave it.</summary>
    public static bool HasNoResults(Node function) => TypeOf(function)?.Results is not { List.IsEmpty: false };

    // Parents come first: the nearest open node that reaches as far is the parent.
    private void Read(Node root)
    {
        var open = new Stack<Node>();
        foreach (var node in root.Descend())
        {
            while (open.TryPeek(out var around) && !(around.Pos <= node.Pos && node.End <= around.End)) open.Pop();
            if (open.TryPeek(out var parent)) _parents[node] = parent;
            open.Push(node);
        }
    }
}
