using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Types;
using Unpark.Source.Names;

namespace Unpark.Source.Facts;

/// <summary>A function, a method or a closure, with what it does to other goroutines.</summary>
internal sealed class Function(Node node, SourceFile file, Function? outer, string name, string? receiverType, FuncType type, BlockStmt? body)
{
    /// <summary>Whether a function runs once is followed back through so many calls.</summary>
    private const int MostCalls = 4;

    /// <summary>A FuncDecl or a FuncLit.</summary>
    public Node Node { get; } = node;

    public SourceFile File { get; } = file;

    /// <summary>The function around a closure.</summary>
    public Function? Outer { get; } = outer;

    /// <summary>A closure has the name of the function around it.</summary>
    public string Name { get; } = name;

    /// <summary>"Store" for methods of Store and of *Store; "queue.Store" where the facts are of several packages, and its own is not the first of them.</summary>
    public string? ReceiverType { get; } = receiverType;

    public FuncType Type { get; } = type;

    /// <summary>Null for what is written in assembly.</summary>
    public BlockStmt? Body { get; } = body;

    public Variable? Receiver { get; set; }

    public List<Variable> Parameters => field ??= [];

    public List<Variable> Results => field ??= [];

    public List<Operation> Operations => field ??= [];

    public List<Call> Calls => field ??= [];

    /// <summary>Where it is called or started, as far as the package tells.</summary>
    public List<Call> Callers => field ??= [];

    /// <summary>A deferred closure calls <c>recover</c>.</summary>
    public bool Recovers { get; set; }

    public bool IsClosure => Outer is not null;

    public Function Outermost => Outer?.Outermost ?? this;

    /// <summary>main, a test, or a function of which only such a one holds a call, outside loops.</summary>
    public bool RunsOnce => RunsOnceWithin(MostCalls);

    /// <summary>main, init or a test: nobody in the package calls it.</summary>
    public bool IsBeginning => this is { ReceiverType: null, IsClosure: false } and ({ Name: "main" or "init" } or { Type.Params.List: [{ Type: StarExpr { X: SelectorExpr { X: Ident { Name: "testing" } } } }, ..] });

    public int Line => field > 0 ? field : field = File.LineOf(Node);

    private int LastLine => field > 0 ? field : field = File.Syntax.Source.LineOf(Node.End);

    public bool Holds(int line) => Line <= line && line <= LastLine;

    /// <summary>The other is this one, or a closure somewhere in it.</summary>
    public bool Encloses(Function other)
    {
        for (var at = other; at is not null; at = at.Outer)
        {
            if (at == this) return true;
        }
        return false;
    }

    private bool RunsOnceWithin(int calls) => IsBeginning || (calls > 0 && !IsClosure && Callers is [{ Way: CallWay.Plain, Loop: null, Function: var caller }] && caller.RunsOnceWithin(calls - 1));

    public override string ToString() => ReceiverType is null ? Name : $"{ReceiverType[(ReceiverType.LastIndexOf('.') + 1)..]}.{Name}";
}
