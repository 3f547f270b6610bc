using System.Text;

namespace Unpark.Knowledge.Frames;

/// <summary>What stands between the brackets of a generic function's name.</summary>
/// <remarks>
/// Protobuf profiles write the shape from Go 1.21 on (<c>(*Queue[go.shape.*uint8]).Push</c>), <c>[...]</c> in 1.19;
/// text forms always write <c>[...]</c>. Source: <c>runtime_FrameSymbolName</c> (profiles) and <c>printFuncName</c> (text), Go 1.21 and later.
/// </remarks>
internal static class TypeArguments
{
    /// <summary>With <c>[...]</c> in place of every outermost "[" to its "]".</summary>
    public static string Elide(string function)
    {
        if (IsElided(function)) return function;

        var name = new StringBuilder(function.Length);
        var depth = 0;
        foreach (var c in function)
        {
            if (c == '[' && depth++ == 0) name.Append("[...]");
            if (depth == 0) name.Append(c);
            if (c == ']' && depth > 0) depth--;
        }
        return name.ToString();
    }

    private static bool IsElided(string function)
    {
        for (var open = function.IndexOf('['); open >= 0; open = function.IndexOf('[', open + 1))
        {
            if (!function.AsSpan(open).StartsWith("[...]")) return false;
        }
        return true;
    }
}
