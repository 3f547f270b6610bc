using System.Collections.Immutable;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;
using Unpark.GoSyntax.Types;
using Unpark.Source.Facts;

namespace Unpark.Source.Names;

/// <summary>What packages declare at their outermost level, and the fields and methods of their types.</summary>
/// <remarks>A name means what it means in its file: that of a type tells its package with it.</remarks>
internal sealed partial class PackageNames(ImmutableArray<PackageSource> packages)
{
    /// <summary>Embedded structs are searched so deep.</summary>
    private const int MostEmbedded = 4;

    private readonly PackageScopes _scopes = new(packages);
    private readonly Dictionary<string, Dictionary<string, Function>> _methodsByType = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Function>> _methodsByName = new(StringComparer.Ordinal);
    private readonly Dictionary<Node, Variable> _fields = [];
    private readonly Dictionary<(Variable Of, string Name), Variable> _foreignFields = [];
    private readonly Dictionary<Node, SourceFile> _fileOfType = [];

    /// <summary>Those of the packages' types that they use themselves.</summary>
    public IEnumerable<Variable> Fields => _fields.Values;

    public void Add(TypeSpec type, SourceFile file)
    {
        if (_scopes.Of(type.Name).Types.TryAdd(type.Name.Name, type)) _fileOfType[type] = file;
    }

    public void Add(Function function)
    {
        var declared = DeclaredIn(function.File);
        if (function.ReceiverType is not { } type)
        {
            declared.Functions.TryAdd(function.Name, function);
            return;
        }
        if (!_methodsByType.TryGetValue(type, out var methods)) declared.Methods.TryAdd(type[declared.Label.Length..], _methodsByType[type] = methods = new(StringComparer.Ordinal));
        methods.TryAdd(function.Name, function);
        if (!_methodsByName.TryGetValue(function.Name, out var same)) _methodsByName.Add(function.Name, same = []);
        same.Add(function);
    }

    public DeclaredNames DeclaredIn(SourceFile file) => _scopes.Of(file.Syntax.Name);

    /// <summary>The package that a name stands for in its file, if that is one of these; whoever asks knows that it is no variable.</summary>
    public DeclaredNames? Imported(Ident package) => _scopes.Imported(package);

    /// <summary>The function that a name, or one behind a package's, stands for.</summary>
    public Function? FunctionNamed(Expr expr) => expr switch
    {
        Ident ident => _scopes.Of(ident).Functions.GetValueOrDefault(ident.Name),
        SelectorExpr { X: Ident package } selector => Imported(package)?.Functions.GetValueOrDefault(selector.Sel.Name),
        _ => null,
    };

    /// <summary>The type that a name stands for; pointers and arguments of a generic type aside. Null for those of other packages.</summary>
    public TypeSpec? TypeNamed(Expr? type) => Named(type) switch
    {
        Ident ident => _scopes.Of(ident).Types.GetValueOrDefault(ident.Name),
        SelectorExpr { X: Ident package } selector => Imported(package)?.Types.GetValueOrDefault(selector.Sel.Name),
        _ => null,
    };

    /// <summary>The same name wherever the type is written: <see cref="Function.ReceiverType"/> of its methods.</summary>
    public string? FullNameOf(Expr? type) => Named(type) switch
    {
        Ident ident when _scopes.Of(ident) is { Label.Length: > 0 } declared && declared.Types.ContainsKey(ident.Name) => declared.Label + ident.Name,
        SelectorExpr { X: Ident package } selector when Imported(package) is { } declared => declared.Label + selector.Sel.Name,
        var named => NameOf(named),
    };

    /// <summary>The type's name: of <c>*T</c>, <c>T[V]</c> and <c>T</c> it is "T", of <c>sync.Mutex</c> "sync.Mutex"; null for types without one.</summary>
    public static string? NameOf(Expr? type) => Named(type) switch
    {
        Ident ident => ident.Name,
        SelectorExpr { X: Ident package } selector => $"{package.Name}.{selector.Sel.Name}",
        _ => null,
    };

    /// <summary>The last word of a type's name.</summary>
    public static string? LastName(Expr? type) => Named(type) switch
    {
        Ident ident => ident.Name,
        SelectorExpr { X: Ident } selector => selector.Sel.Name,
        _ => null,
    };

    /// <summary>What a type of the packages is made of, pointers seen through; the type itself for those of others.</summary>
    public Expr? Underlying(Expr? type)
    {
        for (var depth = 0; depth < MostEmbedded * 2; depth++)
        {
            type = type?.Unparen() switch
            {
                StarExpr star => star.X,
                IndexExpr index when TypeNamed(index.X) is not null => index.X,
                IndexListExpr index => index.X,
                var plain => plain,
            };
            if (type is not (Ident or SelectorExpr) || TypeNamed(type) is not { } spec) return type is StarExpr ? Underlying(type) : type;
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
        if (OwnMethod(Named(type), name) is { } method) return method;
        if (depth >= MostEmbedded || Underlying(type) is not StructType @struct) return null;
        foreach (var field in @struct.Fields.List)
        {
            if (field.Names.IsEmpty && Method(field.Type, name, depth + 1) is { } promoted) return promoted;
        }
        return null;
    }

    /// <summary>The methods of a type.</summary>
    /// <param name="type">Its full name.</param>
    public IEnumerable<Function> MethodsOf(string type) => _methodsByType.TryGetValue(type, out var methods) ? methods.Values : [];

    /// <summary>A field of a value whose type another package declares: known by the value it belongs to.</summary>
    public Variable ForeignField(Variable of, string name)
    {
        if (!_foreignFields.TryGetValue((of, name), out var field)) _foreignFields.Add((of, name), field = new(name, VariableKind.Field, of.File, of.Declaration, null));
        return field;
    }

    private Function? OwnMethod(Expr? named, string name) => named switch
    {
        Ident ident => _scopes.Of(ident).Method(ident.Name, name),
        SelectorExpr { X: Ident package } selector => Imported(package)?.Method(selector.Sel.Name, name),
        _ => null,
    };

    private Variable FieldOf(Field field, Node declaration, string name, Expr? type)
    {
        if (_fields.TryGetValue(declaration, out var known)) return known;
        var file = TypeNamed(type) is { } spec ? _fileOfType[spec] : FileOf(declaration);
        _fields.Add(declaration, known = new(name, VariableKind.Field, file, declaration, null) { Type = field.Type });
        return known;
    }

    // Of a struct type without a name: it may stand anywhere.
    private SourceFile FileOf(Node declaration) =>
        packages.SelectMany(package => package.Files).FirstOrDefault(file => StandsIn(file, declaration)) ?? packages[0].Files[0];

    // Most files have another text at its place: nobody has to look at their trees.
    private static bool StandsIn(SourceFile file, Node declaration) =>
        declaration.End.Offset <= file.Syntax.Source.Bytes.Length
        && (declaration is not Ident name || file.TextOf(name) == name.Name)
        && file.Syntax.DeclAt(declaration.Pos)?.Descend(node => IsAround(node, declaration.Pos)).Contains(declaration) == true;

    private static bool IsAround(Node node, Pos pos) => node.Pos <= pos && pos < node.End;

    private static Expr? Named(Expr? type) => type?.Unparen() switch
    {
        Ident ident => ident,
        StarExpr star => Named(star.X),
        IndexExpr index => Named(index.X),
        IndexListExpr index => Named(index.X),
        var other => other,
    };
}
