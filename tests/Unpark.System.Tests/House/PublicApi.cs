using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Unpark.Tests.House;

/// <summary>What an assembly offers to others, a line each, in an order that only changes with it.</summary>
internal static class PublicApi
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(char)] = "char", [typeof(byte)] = "byte",
        [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(double)] = "double",
    };

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().Where(type => !type.FullName!.Contains('<', StringComparison.Ordinal)).OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(HeadingOf(type)).Append('\n');
            foreach (var member in MembersOf(type)) text.Append("    ").Append(member).Append('\n');
        }
        return text.ToString();
    }

    private static string HeadingOf(Type type)
    {
        var bases = type.GetInterfaces().Where(IsSaid).Select(NameOf).Order(StringComparer.Ordinal).ToList();
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum)) bases.Insert(0, NameOf(parent));
        return $"{KindOf(type)} {type.Namespace}.{NameOf(type)}{(bases.Count == 0 ? "" : " : " + string.Join(", ", bases))}";
    }

    // What every record and enum has is no decision of anybody.
    private static bool IsSaid(Type contract) => contract.Namespace == "System" ? contract.Name is "IDisposable" or "IAsyncDisposable" : !contract.Namespace!.StartsWith("System", StringComparison.Ordinal);

    private static string KindOf(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "class",
        _ => "open class",
    };

    private static IEnumerable<string> MembersOf(Type type) => type.IsEnum
        ? Enum.GetNames(type)
        : type.GetMembers(Own).Where(member => !member.IsDefined(typeof(CompilerGeneratedAttribute)))
            .Select(TextOf).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    // Null for what outsiders do not see, and for the overrides of what every object has.
    private static string? TextOf(MemberInfo member) => member switch
    {
        FieldInfo field when IsSeen(field.Attributes) => $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{NameOf(field.FieldType)} {field.Name}",
        EventInfo happening when happening.AddMethod is { } add && IsSeen(add) => $"event {NameOf(happening.EventHandlerType!)} {happening.Name}",
        PropertyInfo property when property.GetAccessors(nonPublic: true).Any(IsSeen) && property.Name != "EqualityContract" => Property(property),
        ConstructorInfo constructor when IsSeen(constructor) => $"new({Parameters(constructor)})",
        MethodInfo method when IsSeen(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) && method.GetBaseDefinition().DeclaringType != typeof(object) && method.GetBaseDefinition().DeclaringType != typeof(ValueType) =>
            $"{(method.IsStatic ? "static " : method.IsAbstract ? "abstract " : "")}{NameOf(method.ReturnType)} {method.Name}{Generics(method)}({Parameters(method)})",
        _ => null,
    };

    private static string Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true).Where(IsSeen).Select(WordOf).Order(StringComparer.Ordinal);
        var index = property.GetIndexParameters();
        var name = index.Length == 0 ? property.Name : $"this[{string.Join(", ", index.Select(one => NameOf(one.ParameterType)))}]";
        return $"{(property.GetAccessors(nonPublic: true)[0].IsStatic ? "static " : "")}{NameOf(property.PropertyType)} {name} {{ {string.Join(' ', accessors.Select(word => word + ';'))} }}";
    }

    private static string WordOf(MethodInfo accessor) => accessor.ReturnType != typeof(void)
        ? "get"
        : accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init" : "set";

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsSeen(FieldAttributes attributes) => (attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem
        && (attributes & FieldAttributes.SpecialName) == 0;

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters()
        .Select(one => $"{(one.IsOut ? "out " : one.ParameterType.IsByRef ? "ref " : "")}{NameOf(one.ParameterType)} {one.Name}{(one.IsOptional ? " = " + (one.DefaultValue ?? "default") : "")}"));

    private static string Generics(MethodInfo method) => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(NameOf))}>" : "";

    // "ImmutableArray<Finding>", without namespaces: names are unique in this house.
    private static string NameOf(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword)) return keyword;
        if (type.IsByRef) return NameOf(type.GetElementType()!);
        if (type.IsArray) return NameOf(type.GetElementType()!) + "[]";
        if (Nullable.GetUnderlyingType(type) is { } value) return NameOf(value) + "?";
        var outer = type is { IsNested: true, IsGenericParameter: false } ? NameOf(type.DeclaringType!) + "." : "";
        var arguments = type.GetGenericArguments();
        return outer + (type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", arguments.Select(NameOf))}>" : type.Name);
    }
}
