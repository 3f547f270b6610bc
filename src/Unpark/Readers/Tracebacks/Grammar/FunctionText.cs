namespace Unpark.Readers.Tracebacks.Grammar;

internal static class FunctionText
{
    /// <summary>Type arguments become <c>[...]</c>: everything between an outermost "[" and its "]".</summary>
    /// <remarks>Go's own text forms print <c>[...]</c> already; C frames and other tools' text need not.</remarks>
    public static string Canonical(string function)
    {
        var open = function.IndexOf('[', StringComparison.Ordinal);
        if (open < 0 || IsCanonical(function, open)) return function;
        var depth = 0;
        var canonical = new System.Text.StringBuilder(function.Length);
        foreach (var c in function)
        {
            if (c == '[' && depth++ == 0) canonical.Append("[...");
            if (c == ']' && depth > 0) depth--;
            if (depth == 0) canonical.Append(c);
        }
        return canonical.ToString();
    }

    private static bool IsCanonical(string function, int open)
    {
        while (open >= 0)
        {
            if (!function.AsSpan(open).StartsWith("[...]", StringComparison.Ordinal)) return false;
            open = function.IndexOf('[', open + 1);
        }
        return true;
    }
}
