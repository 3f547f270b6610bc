using System.Collections.Immutable;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.GoSyntax.Types;
using Unpark.Source.Names;

namespace Unpark.Source.Facts;

/// <summary>Walks the functions of one package, or of several, once: names become variables, statements become operations, assignments flows of values.</summary>
internal sealed partial class FactsReader
{
    private readonly ImmutableArray<SourceFile> _files;
    private readonly NamedVariables _variables = new();
    private readonly FlowGraph _flow = new();
    private readonly List<(Call Call, SourceFile File)> _unresolved = [];
    private SourceFile _file;
    private Function? _function;
    private Scope _scope;
    private Around _around;

    public FactsReader(PackageSet packages)
    {
        (_files, Names) = ([.. packages.Packages.SelectMany(package => package.Files)], new(packages.Packages));
        (_file, Types) = (_files[0], new(Names, _variables));
        _scope = Names.DeclaredIn(_file).Variables;
    }

    public List<Function> Functions { get; } = [];

    public List<StructLiteral> Literals { get; } = [];

    public PackageNames Names { get; }

    public LightTypes Types { get; }

    public void Read()
    {
        var bodies = new List<Function>();
        foreach (var file in _files) Declare(file, bodies);
        foreach (var file in _files) ReadPackageVariables(file);
        foreach (var function in bodies) ReadBody(function, Names.DeclaredIn(function.File).Variables);
        _flow.Settle();
        ResolveCallsThroughVariables();
        _flow.Settle();
        foreach (var function in Functions)
        {
            foreach (var call in function.Calls)
            {
                foreach (var callee in call.Callees) callee.Callers.Add(call);
            }
        }
    }

    private void Declare(SourceFile file, List<Function> bodies)
    {
        (_file, _scope) = (file, Names.DeclaredIn(file).Variables);
        foreach (var decl in file.Syntax.Decls)
        {
            if (decl is FuncDecl func)
            {
                var function = new Function(func, file, null, func.Name.Name, func.Recv is { List: [var receiver, ..] } ? ReceiverNameOf(receiver.Type) : null, func.Type, func.Body);
                Names.Add(function);
                bodies.Add(function);
                DeclareSignature(function, func.Recv);
            }
            else if (decl is GenDecl { Tok: Token.Type } types)
            {
                foreach (var type in types.Specs.OfType<TypeSpec>()) Names.Add(type, file);
            }
            else if (decl is GenDecl { Tok: Token.Var } variables)
            {
                foreach (var spec in variables.Specs.OfType<ValueSpec>()) DeclareAll(spec, VariableKind.Package);
            }
        }
    }

    private string? ReceiverNameOf(Expr type) => PackageNames.NameOf(type) is { } name ? Names.DeclaredIn(_file).Label + name : null;

    private void DeclareSignature(Function function, FieldList? receiver)
    {
        Functions.Add(function);
        foreach (var field in receiver?.List ?? [])
        {
            foreach (var name in field.Names) function.Receiver = Bind(name, VariableKind.Receiver, function, field.Type);
        }
        foreach (var field in function.Type.Params.List)
        {
            if (field.Names.IsEmpty) function.Parameters.Add(new("_", VariableKind.Parameter, function.File, field.Type, function) { Type = field.Type });
            foreach (var name in field.Names) function.Parameters.Add(Bind(name, VariableKind.Parameter, function, field.Type));
        }
        foreach (var field in function.Type.Results?.List ?? [])
        {
            if (field.Names.IsEmpty) function.Results.Add(new("_", VariableKind.Result, function.File, field.Type, function) { Type = field.Type });
            foreach (var name in field.Names) function.Results.Add(Bind(name, VariableKind.Result, function, field.Type));
        }
    }

    private Variable Bind(Ident name, VariableKind kind, Function? owner, Expr? type, Expr? value = null, int index = 0, int rangePart = -1)
    {
        var variable = new Variable(name.Name, kind, _file, name, owner) { Type = type, Value = value, ValueIndex = index, RangePart = rangePart };
        _variables.Set(name, variable);
        if (IsSync(type) || (type is null && value is CompositeLit { Type: { } made } && IsSync(made))) _flow.Reach(variable, new(OriginKind.Sync, name, _file, owner));
        return variable;
    }

    private static bool IsSync(Expr? type) => type?.Unparen() is SelectorExpr { X: Ident { Name: "sync" }, Sel.Name: "Mutex" or "RWMutex" or "WaitGroup" or "Cond" };

    private void DeclareAll(ValueSpec spec, VariableKind kind)
    {
        for (var i = 0; i < spec.Names.Length; i++)
        {
            var (value, index) = spec.Values.Length == 1 && spec.Names.Length > 1 ? (spec.Values[0], i) : (i < spec.Values.Length ? spec.Values[i] : null, 0);
            _scope.Declare(Bind(spec.Names[i], kind, _function, spec.Type, value, index));
        }
    }

    private void ReadPackageVariables(SourceFile file)
    {
        (_file, _scope) = (file, Names.DeclaredIn(file).Variables);
        foreach (var spec in file.Syntax.Decls.OfType<GenDecl>().Where(decl => decl.Tok == Token.Var).SelectMany(decl => decl.Specs).OfType<ValueSpec>()) ReadValues(spec);
    }

    private void ReadValues(ValueSpec spec)
    {
        foreach (var value in spec.Values) Visit(value);
        FlowInto(ImmutableArray<Expr>.CastUp(spec.Names), spec.Values);
    }

    private void ReadBody(Function function, Scope outer)
    {
        if (function.Body is null) return;
        var (file, scope, inner, around) = (_file, _scope, _function, _around);
        (_file, _scope, _function, _around) = (function.File, new(outer), function, default);
        if (function.Receiver is { } receiver) _scope.Declare(receiver);
        foreach (var parameter in function.Parameters) _scope.Declare(parameter);
        foreach (var result in function.Results) _scope.Declare(result);
        VisitAll(function.Body.List);
        (_file, _scope, _function, _around) = (file, scope, inner, around);
    }

    /// <summary>What stands around the statement being read.</summary>
    private readonly record struct Around(Stmt? Loop, SelectStmt? Select, CommClause? Clause, bool IsDeferred, Stmt? Statement, bool IsStarted);
}
