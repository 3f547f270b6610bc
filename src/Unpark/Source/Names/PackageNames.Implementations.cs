using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Types;
using Unpark.Source.Facts;

namespace Unpark.Source.Names;

internal sealed partial class PackageNames
{
    /// <summary>A method called through an interface is looked for by its name among so many types.</summary>
    private const int MostImplementations = 4;

    private readonly Dictionary<(InterfaceType, string), IReadOnlyList<Function>> _implementations = [];

    /// <summary>The methods that a call through an interface may mean, when they are few: those of the name, of types that have all its methods where it is one of the packages.</summary>
    /// <param name="method">The name where it is called: where the type does not show, one of the same package is meant.</param>
    public IReadOnlyList<Function> Implementations(Expr? type, Ident method)
    {
        if (!_methodsByName.TryGetValue(method.Name, out var found)) return [];
        if (Underlying(type) is InterfaceType @interface && InterfaceMethod(@interface, method.Name) is { } called)
        {
            if (!_implementations.TryGetValue((@interface, method.Name), out var known))
                _implementations.Add((@interface, method.Name), known = Few(found.Where(one => MayBe(one.Type, called) && CanBeSeen(one, @interface) && Implements(one, @interface))));
            return known;
        }
        return Few(packages.Length > 1 ? found.Where(one => DeclaredIn(one.File) == _scopes.Of(method)) : found);
    }

    public static FuncType? InterfaceMethod(InterfaceType @interface, string name) =>
        @interface.Methods.List.FirstOrDefault(method => method.Names is [var only] && only.Name == name)?.Type as FuncType;

    private static List<Function> Few(IEnumerable<Function> found) => found.Take(MostImplementations + 1).ToList() is { Count: <= MostImplementations } few ? few : [];

    // No other package has a method that an interface means by a small letter.
    private bool CanBeSeen(Function method, InterfaceType @interface) =>
        packages.Length < 2 || @interface.Methods.List.All(wanted => wanted.Names is not [var name] || char.IsUpper(name.Name[0]) || _scopes.Of(name) == DeclaredIn(method.File));

    private bool Implements(Function method, InterfaceType @interface) => @interface.Methods.List.All(wanted =>
        wanted is not { Names: [var name], Type: FuncType called } || Has(Named(((FuncDecl)method.Node).Recv!.List[0].Type), name.Name, called));

    // What it embeds may have the rest, also where another package declares that.
    private bool Has(Expr? type, string name, FuncType called, int depth = 0) => (OwnMethod(type, name), TypeNamed(type)?.Type) switch
    {
        ({ } method, _) => MayBe(method.Type, called),
        (_, null) => true,
        (_, InterfaceType embedded) => InterfaceMethod(embedded, name) is not null || embedded.Methods.List.Any(element => element.Names.IsEmpty),
        (_, StructType @struct) => depth < MostEmbedded && @struct.Fields.List.Any(field => field.Names.IsEmpty && Has(Named(field.Type), name, called, depth + 1)),
        _ => false,
    };

    private bool MayBe(FuncType method, FuncType called) => MayBe(TypesOf(method.Params), TypesOf(called.Params)) && MayBe(TypesOf(method.Results), TypesOf(called.Results));

    private bool MayBe(List<Expr?> method, List<Expr?> called) => method.Count == called.Count && method.Zip(called).All(both => !Differ(both.First?.Unparen(), both.Second?.Unparen()));

    private static List<Expr?> TypesOf(FieldList? fields) => [.. from field in fields?.List ?? [] from _ in Enumerable.Range(0, Math.Max(1, field.Names.Length)) select field.Type];

    // Of types written in another way only those of the packages are known to be others: there are aliases and type parameters.
    private bool Differ(Expr? one, Expr? other) => (one, other) switch
    {
        (StarExpr a, StarExpr b) => Differ(a.X, b.X),
        (ArrayType a, ArrayType b) => Differ(a.Elt, b.Elt),
        (ChanType a, ChanType b) => Differ(a.Value, b.Value),
        (StarExpr, _) => Defined(other) is not null,
        (_, StarExpr) => Defined(one) is not null,
        _ => Defined(one) is { } defined && Defined(other) is { } another && defined != another,
    };

    private TypeSpec? Defined(Expr? type) => type is Ident or SelectorExpr && TypeNamed(type) is { Assign.IsValid: false } spec ? spec : null;
}
