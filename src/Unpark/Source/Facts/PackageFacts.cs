using System.Collections.Immutable;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Types;
using Unpark.Source.Names;

namespace Unpark.Source.Facts;

/// <summary>What the functions of a package, or of several, do to each other's goroutines: operations on channels, locks and contexts, calls and starts.</summary>
/// <remarks>
/// Read off names, scopes and the types that declarations show, without a build. A variable holds whatever may be assigned to it on any path
/// and from any caller; what comes from packages that are not read with it, through reflection or untold interfaces, is not there.
/// </remarks>
internal sealed class PackageFacts
{
    private readonly Dictionary<Origin, List<Operation>> _operationsByOrigin = [];
    private readonly Dictionary<Variable, List<Operation>> _operationsByVariable = [];

    private readonly PackageSet _packages;

    private PackageFacts(PackageSet packages, FactsReader reader)
    {
        (_packages, Locks) = (packages, new(this));
        (Source, Functions, Literals, Names, Types) = (packages.Together, packages.InOrder(reader.Functions), [.. reader.Literals], reader.Names, reader.Types);
        foreach (var function in Functions)
        {
            foreach (var operation in function.Operations) Enter(operation);
        }
    }

    /// <summary>All files, those of the first package before the others; the main package is the first where it is among them.</summary>
    public PackageSource Source { get; }

    /// <summary>Functions, methods and closures: those of the first package before the others, in the order of files and of the source.</summary>
    public ImmutableArray<Function> Functions { get; }

    /// <summary>Values of struct types that are written out.</summary>
    public ImmutableArray<StructLiteral> Literals { get; }

    public LockRegions Locks { get; }

    public PackageNames Names { get; }

    public LightTypes Types { get; }

    /// <summary>What is given to functions that are not read here, which may do with it what they like: signal.Notify(ch), time.AfterFunc(wait, cancel).</summary>
    public IReadOnlySet<Origin> HandedOn => field ??= GivenAway().ToHashSet();

    private HashSet<Origin> Exported => field ??= [.. ExportedVariables().SelectMany(variable => variable.Origins)];

    private ILookup<SourceFile, Function> FunctionsByFile => field ??= Functions.ToLookup(function => function.File);

    public static PackageFacts Of(PackageSource source) => OfSet(PackageSet.Alone(source));

    public static PackageFacts OfSet(PackageSet packages)
    {
        var reader = new FactsReader(packages);
        reader.Read();
        return new(packages, reader);
    }

    /// <summary>Every operation on the values that one made there, in the order of functions.</summary>
    public IReadOnlyList<Operation> OperationsOn(Origin origin) => _operationsByOrigin.TryGetValue(origin, out var found) ? found : [];

    /// <summary>Every operation on something of this very name.</summary>
    public IReadOnlyList<Operation> OperationsOn(Variable variable) => _operationsByVariable.TryGetValue(variable, out var found) ? found : [];

    /// <summary>Every operation that may concern the same thing.</summary>
    public IReadOnlyList<Operation> Related(Operation operation)
    {
        if (operation.Origins.Count == 0) return operation.Target is { } target ? OperationsOn(target) : [operation];
        return [.. operation.Origins.SelectMany(OperationsOn).Concat(operation.Target is { } named ? OperationsOn(named) : []).Distinct()];
    }

    /// <summary>Packages that are not read here can lay hands on it: it is in a field or a variable with an exported name, or the result of a function with one.</summary>
    public bool IsExported(Origin made) => Exported.Contains(made);

    /// <summary>The functions around a line, innermost first.</summary>
    public IEnumerable<Function> FunctionsAt(SourceFile file, int line) =>
        FunctionsByFile[file].Where(function => function.Holds(line)).OrderByDescending(function => function.Node.Pos.Offset);

    private IEnumerable<Variable> ExportedVariables() => _packages.OpenFiles is { Count: > 0 } open ? NamedForOthers().Where(variable => open.Contains(variable.File)) : [];

    private IEnumerable<Variable> NamedForOthers() =>
        Names.Fields.Concat(Functions.SelectMany(function => function.Operations).Select(operation => operation.Target).OfType<Variable>().Where(target => target.Kind == VariableKind.Package)).Where(variable => char.IsUpper(variable.Name[0]))
            .Concat(Functions.Where(function => !function.IsClosure && char.IsUpper(function.Name[0])).SelectMany(function => function.Results));

    private IEnumerable<Origin> GivenAway() =>
        from function in Functions
        from call in function.Calls
        where call.Callees.Count == 0 && call.Node.Fun is not Ident { Name: "len" or "cap" or "append" or "make" }
        from argument in call.Node.Args
        from origin in Types.VariableAt(argument) is { HasOrigins: true } variable ? variable.Origins : []
        select origin;

    private void Enter(Operation operation)
    {
        foreach (var origin in operation.Origins) AddTo(_operationsByOrigin, origin, operation);
        if (operation.Target is { } target) AddTo(_operationsByVariable, target, operation);
    }

    private static void AddTo<TKey>(Dictionary<TKey, List<Operation>> lists, TKey key, Operation operation)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list)) lists.Add(key, list = []);
        list.Add(operation);
    }
}
