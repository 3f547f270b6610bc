using System.Text;

namespace Unpark.Knowledge.Frames;

/// <summary>The parts of a function name as Go's linker writes it.</summary>
/// <param name="PackagePath">"example.com/leaky/queue", unescaped; empty for C functions.</param>
/// <param name="Receiver">"(*Queue[...])" or "Queue"; null for functions, and where a closure hides it (see <see cref="Parse"/>).</param>
/// <param name="Name">"Push": the innermost named function, closures left out.</param>
/// <param name="IsClosure">The name is that of a closure, a range-over-func body or a wrapper inside <paramref name="Name"/>.</param>
/// <remarks>
/// Names of closures change between builds and versions: their numbers shift, and a closure of an inlined function is
/// <c>main.main.inl.func7.1</c> in Go 1.26 but <c>main.inl.func1.1</c> in 1.27. <see cref="Outer"/> is the same for both.
/// Source: <c>closureName</c> in cmd/compile/internal/ir/func.go, <c>PathToPrefix</c> in cmd/internal/objabi/path.go; names seen in Go 1.19 to 1.27.
/// </remarks>
internal readonly record struct GoFunctionName(string PackagePath, string? Receiver, string Name, bool IsClosure)
{
    /// <summary>Package, receiver and innermost named function: "example.com/leaky/queue.(*Queue[...]).Push" for each of its closures.</summary>
    public string Outer =>
        (PackagePath.Length == 0 ? "" : PackagePath + ".") + (Receiver is null ? "" : Receiver + ".") + Name;

    /// <summary>Reads any text; what is no Go name becomes <see cref="Name"/> as it is.</summary>
    /// <remarks>
    /// <c>main.T.Method.func1</c> (closure in a method of a value) and <c>main.caller.inlined.func1</c> look alike,
    /// so the part before the innermost name is dropped from both.
    /// </remarks>
    public static GoFunctionName Parse(string function)
    {
        var dot = EndOfPackage(function);
        if (dot < 0) return new("", null, function, IsClosure: false);

        var parts = SplitParts(function[(dot + 1)..]);
        var last = parts.Count - 1;
        while (last > 0 && IsClosurePart(parts[last])) last--;
        if (last > 0 && IsGlob(parts, last)) last = 0;

        var name = WithoutSuffix(parts[last], out var hasSuffix);
        var isClosure = last < parts.Count - 1 || hasSuffix;
        return new(Unescape(function[..dot]), ReceiverOf(parts, last, isClosure), name == "glob" ? "init" : name, isClosure);
    }

    /// <summary>The <see cref="PackagePath"/> alone.</summary>
    public static string PackageOf(string function) => EndOfPackage(function) is >= 0 and var dot ? Unescape(function[..dot]) : "";

    /// <summary>The function that the compiler writes for a go statement: "main.start.gowrap1". It stands at the statement's line, and the goroutine begins in it.</summary>
    /// <remarks>Source: <c>closureName</c> in cmd/compile/internal/ir/func.go; so named since Go 1.22.</remarks>
    public static bool IsStartOfGoroutine(string function) => IsNumbered(function[(function.LastIndexOf('.') + 1)..], "gowrap");

    /// <summary>The name for people: the package's last element only, <c>%2e</c> as a dot: "queue.(*Queue[...]).Push.func1".</summary>
    public static string Short(string function)
    {
        var dot = EndOfPackage(function);
        if (dot < 0) return function;
        var package = Unescape(function[..dot]);
        var slash = package.LastIndexOf('/');
        if (slash > 0 && IsMajorVersion(package.AsSpan(slash + 1))) slash = package.LastIndexOf('/', slash - 1);
        return package[(slash + 1)..] + function[dot..];
    }

    /// <summary>Undoes the linker's escapes in the last element of an import path: <c>%2e</c> is a dot.</summary>
    public static string Unescape(string path)
    {
        if (!path.Contains('%')) return path;
        var bytes = new List<byte>(path.Length);
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == '%' && i + 2 < path.Length && byte.TryParse(path.AsSpan(i + 1, 2), System.Globalization.NumberStyles.HexNumber, null, out var value))
            {
                bytes.Add(value);
                i += 2;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(path, i, 1));
            }
        }
        return Encoding.UTF8.GetString([.. bytes]);
    }

    // The first dot after the last slash; a dot inside the last element itself is escaped. Type arguments may hold slashes.
    private static int EndOfPackage(string function)
    {
        var end = function.AsSpan().IndexOfAny('[', '(');
        var slash = (end < 0 ? function.AsSpan() : function.AsSpan(0, end)).LastIndexOf('/');
        return function.IndexOf('.', slash + 1);
    }

    // At the dots outside of brackets: "(*Queue[...])", "Push", "func1".
    private static List<string> SplitParts(string rest)
    {
        var parts = new List<string>();
        var depth = 0;
        var start = 0;
        for (var i = 0; i < rest.Length; i++)
        {
            if (rest[i] is '[' or '(') depth++;
            else if (rest[i] is ']' or ')') depth--;
            else if (rest[i] == '.' && depth == 0)
            {
                parts.Add(rest[start..i]);
                start = i + 1;
            }
        }
        parts.Add(rest[start..]);
        return parts;
    }

    private static bool IsClosurePart(string part) =>
        part.Length == 0 || IsNumbered(part, "") || IsNumbered(part, "func") || IsNumbered(part, "gowrap") || IsNumbered(part, "deferwrap")
        || part.Split("-range") is [var body, var number] && IsNumbered(body, "func") && IsNumbered(number, "");

    private static bool IsNumbered(string part, string prefix) =>
        part.Length > prefix.Length && part.StartsWith(prefix, StringComparison.Ordinal) && !part.AsSpan(prefix.Length).ContainsAnyExceptInRange('0', '9');

    // "main.glob..func1": a closure of a package variable up to Go 1.20, "main.init.func1" later.
    private static bool IsGlob(List<string> parts, int last) => parts[0] == "glob" && parts[1].Length == 0 && last == 1;

    // "F-range1" is the body of a range over a function in F, "M-fm" the method value of M.
    private static string WithoutSuffix(string part, out bool hasSuffix)
    {
        var cut = part.IndexOf("-range", StringComparison.Ordinal);
        if (cut < 0 && part.EndsWith("-fm", StringComparison.Ordinal)) cut = part.Length - 3;
        hasSuffix = cut > 0;
        return hasSuffix ? part[..cut] : part;
    }

    private static string? ReceiverOf(List<string> parts, int last, bool isClosure)
    {
        if (last == 0) return null;
        var before = parts[last - 1];
        if (before.StartsWith('(')) return before;
        return isClosure || last > 1 || IsClosurePart(before) ? null : before;
    }

    private static bool IsMajorVersion(ReadOnlySpan<char> element) =>
        element.Length > 1 && element[0] == 'v' && !element[1..].ContainsAnyExceptInRange('0', '9');
}
