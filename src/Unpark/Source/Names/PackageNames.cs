using System.Collections.Immutable;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;
using Unpark.GoSyntax.Types;
using Unpark.Source.Facts;

namespace Unpark.Source.Names;

/// <summary>What a package declares at its outermost level, and the fields and methods of its types.</summary>
internal sealed class PackageNames(ImmutableArray<SourceFile> files)
{
    /// <summary>Embedded structs are searched so deep.</summary>
    private const int MostEmbedded = 4;

    /// <summary>A method called through an interface is looked for by its name among so many types.</summary>
    private const int MostImplementations = 4;

    private readonly Dictionary<string, TypeSpec> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Function> _functions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, Function>> _methodsByType = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Function>> _methodsByName = new(StringComparer.Ordinal);
    private readonly Dictionary<Node, Variable> _fields = [];
    private readonly Dictionary<(Variable Of, string Name), Variable> _foreignFields = [];
    private readonly Dictionary<Node, SourceFile> _fileOfType = [];

    public Scope Package { get; } = new(null);

    public void Add(TypeSpec type, SourceFile file)
    {
        if (_types.TryAdd(type.Name.Name, type)) _fileOfType[type] = file;
    }

    public void Add(Function function)
    {
        if (function.ReceiverType is not { } type)
        {
            _functions.TryAdd(function.Name, function);
            return;
        }
        if (!_methodsByType.TryGetValue(type, out var methods)) _methodsByType.Add(type, methods = new(StringComparer.Ordinal));
        methods.TryAdd(function.Name, function);
        if (!_methodsByName.TryGetValue(function.Name, out var same)) _methodsByName.Add(function.Name, same = []);
        same.Add(function);
    }

    /// <summary>Those of the package's types that it uses itself.</summary>
    public IEnumerable<Variable> Fields => _fields.Values;

    public Function? FunctionNamed(string name) => _functions.GetValueOrDefault(name);

    public TypeSpec? TypeNamed(string name) => _types.GetValueOrDefault(name);

    /// <summary>The type's name: of <c>*T</c>, <c>T[V]</c> and <c>T</c> it is "T", of <c>sync.Mutex</c> "sync.Mutex"; null for types without one.</summary>
    public static string? NameOf(Expr? type) => Named(type) switch
    {
        Ident ident => ident.Name,
        SelectorExpr { X: Ident package } selector => $"{package.Name}.{selector.Sel.Name}",
        _ => null,
    };

    /// <summary>What a type of the package is made of, pointers seen through; the type itself for those of other packages.</summary>
    public Expr? Underlying(Expr? type)
    {
        for (var depth = 0; depth < MostEmbedded * 2; depth++)
        {
            type = type?.Unparen() switch
            {
                Ident ident => ident,
                StarExpr star => star.X,
                IndexExpr index when NameOf(index.X) is { } generic && _types.ContainsKey(generic) => index.X,
                IndexListExpr index => index.X,
                var plain => plain,
            };
            if (type is not Ident name || !_types.TryGetValue(name.Name, out var spec)) return type is StarExpr ? Underlying(type) : type;
            type = spec.Type;
        }
        return type;
    }

    /// <summary>A field by its name, promoted ones too; null when the type has none, or is not of this package.</summary>
    public Variable? Field(Expr? type, string name, int depth = 0)
    {
        if (Underlying(type) is not StructType @struct) return null;
        foreach (var field in @struct.Fields.List)
        {
            if (field.Names.IsEmpty && LastName(field.Type) == name) return FieldOf(field, field.Type, name, type);
            foreach (var ident in field.Names)
            {
                if (ident.Name == name) return FieldOf(field, ident, name, type);
            }
        }
        if (depth >= MostEmbedded) return null;
        foreach (var field in @struct.Fields.List)
        {
            if (field.Names.IsEmpty && Field(field.Type, name, depth + 1) is { } promoted) return promoted;
        }
        return null;
    }

    /// <summary>The embedded field of a type of another package, such as sync.Mutex, promoted ones too; null without.</summary>
    public Variable? Embedded(Expr? type, Func<string, bool> isWanted, int depth = 0)
    {
        if (Underlying(type) is not StructType @struct) return null;
        foreach (var field in @struct.Fields.List)
        {
            if (field.Names.IsEmpty && NameOf(field.Type) is { } name && isWanted(name)) return FieldOf(field, field.Type, LastName(field.Type) ?? "_", type);
        }
        if (depth >= MostEmbedded) return null;
        foreach (var field in @struct.Fields.List)
        {
            if (field.Names.IsEmpty && Embedded(field.Type, isWanted, depth + 1) is { } promoted) return promoted;
        }
        return null;
    }

    /// <summary>A method by its name, promoted ones too.</summary>
    public Function? Method(Expr? type, string name, int depth = 0)
    {
        if (Named(type) is Ident own && _methodsByType.TryGetValue(own.Name, out var methods) && methods.TryGetValue(name, out var method)) return method;
        if (depth >= MostEmbedded || Underlying(type) is not StructType @struct) return null;
        foreach (var field in @struct.Fields.List)
        {
            if (field.Names.IsEmpty && Method(field.Type, name, depth + 1) is { } promoted) return promoted;
        }
        return null;
    }

    /// <summary>The methods of a type of the package.</summary>
    public IEnumerable<Function> MethodsOf(string type) => _methodsByType.TryGetValue(type, out var methods) ? methods.Values : [];

    /// <summary>The methods that a call through an interface may mean, when they are few: those of the name, of types that have all its methods where it is one of the package.</summary>
    public IReadOnlyList<Function> Implementations(Expr? type, string name)
    {
        if (!_methodsByName.TryGetValue(name, out var found)) return [];
        if (Underlying(type) is InterfaceType @interface && InterfaceMethod(@interface, name) is { } called) found = found.FindAll(method => HasShape(method.Type, called) && Implements(method.ReceiverType!, @interface));
        return found.Count <= MostImplementations ? found : [];
    }

    public static FuncType? InterfaceMethod(InterfaceType @interface, string name) =>
        @interface.Methods.List.FirstOrDefault(method => method.Names is [var only] && only.Name == name)?.Type as FuncType;

    /// <summary>A field of a value whose type another package declares: known by the value it belongs to.</summary>
    public Variable ForeignField(Variable of, string name)
    {
        if (!_foreignFields.TryGetValue((of, name), out var field)) _foreignFields.Add((of, name), field = new(name, VariableKind.Field, of.File, of.Declaration, null));
        return field;
    }

    // What it embeds may have the rest.
    private bool Implements(string type, InterfaceType @interface) =>
        (_types.TryGetValue(type, out var spec) && spec.Type is StructType @struct && @struct.Fields.List.Any(field => field.Names.IsEmpty))
        || @interface.Methods.List.All(wanted => wanted.Names is not [var name] || (_methodsByType.TryGetValue(type, out var methods) && methods.ContainsKey(name.Name)));

    private static bool HasShape(FuncType method, FuncType called) => CountOf(method.Params) == CountOf(called.Params) && CountOf(method.Results) == CountOf(called.Results);

    private static int CountOf(FieldList? fields) => fields?.List.Sum(field => Math.Max(1, field.Names.Length)) ?? 0;

    private Variable FieldOf(Field field, Node declaration, string name, Expr? type)
    {
        if (_fields.TryGetValue(declaration, out var known)) return known;
        var file = NameOf(type) is { } typeName && _types.TryGetValue(typeName, out var spec) ? _fileOfType[spec] : FileOf(declaration);
        _fields.Add(declaration, known = new(name, VariableKind.Field, file, declaration, null) { Type = field.Type });
        return known;
    }

    // Of a struct type without a name: it may stand anywhere.
    private SourceFile FileOf(Node declaration) => files.FirstOrDefault(file => StandsIn(file, declaration)) ?? files[0];

    // Most files have another text at its place: nobody has to look at their trees.
    private static bool StandsIn(SourceFile file, Node declaration) =>
        declaration.End.Offset <= file.Syntax.Source.Bytes.Length
        && (declaration is not Ident name || file.TextOf(name) == name.Name)
        && file.Syntax.DeclAt(declaration.Pos)?.Descend(node => IsAround(node, declaration.Pos)).Contains(declaration) == true;

    private static bool IsAround(Node node, Pos pos) => node.Pos <= pos && pos < node.End;

    private static string? LastName(Expr type) => Named(type) switch
    {
        Ident ident => ident.Name,
        SelectorExpr { X: Ident } selector => selector.Sel.Name,
        _ => null,
    };

    private static Expr? Named(Expr? type) => type?.Unparen() switch
    {
        Ident ident => ident,
        StarExpr star => Named(star.X),
        IndexExpr index => Named(index.X),
        IndexListExpr index => Named(index.X),
        var other => other,
    };
}
