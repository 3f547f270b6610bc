using Unpark.Model;

namespace Unpark.Knowledge.Frames;

/// <summary>The goroutine that runs main.main: when it ends, the program does.</summary>
internal static class MainGoroutine
{
    /// <summary>Nobody created it, and main.main is its entry; profiles show runtime.main below that.</summary>
    /// <remarks>Source: <c>main</c> in runtime/proc.go.</remarks>
    public static bool Is(GoroutineGroup group)
    {
        if (group.CreatedBy is not null) return false;
        for (var i = group.Stack.Frames.Length - 1; i >= 0; i--)
        {
            var function = group.Stack.Frames[i].Function;
            if (function is "main.main" or "runtime.main") return true;
            if (!function.StartsWith("runtime.", StringComparison.Ordinal)) return false;
        }
        return false;
    }
}
