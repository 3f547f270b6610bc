using Unpark.Findings;
using Unpark.Model;

namespace Unpark.Rendering.Json;

/// <summary>The fixed words of the contract.</summary>
internal static class JsonWords
{
    public static string Of(FindingClass value) => value switch
    {
        FindingClass.Channel => "channel",
        FindingClass.Context => "context",
        FindingClass.Timer => "timer",
        FindingClass.Lock => "lock",
        FindingClass.WaitGroup => "waitgroup",
        FindingClass.Network => "network",
        FindingClass.Library => "library",
        FindingClass.Lifecycle => "lifecycle",
        FindingClass.Deadlock => "deadlock",
        FindingClass.Race => "race",
        FindingClass.Scheduling => "scheduling",
        FindingClass.Growth => "growth",
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    public static string Of(CrashKind value) => value switch
    {
        CrashKind.Panic => "panic",
        CrashKind.FatalError => "fatal error",
        CrashKind.Deadlock => "deadlock",
        CrashKind.Signal => "signal",
        CrashKind.TestTimeout => "test timeout",
        CrashKind.SynctestDeadlock => "synctest deadlock",
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    public static string Of(AgeShape value) => value switch
    {
        AgeShape.Unclear => "unclear",
        AgeShape.Accumulating => "accumulating",
        AgeShape.AtStart => "at start",
        AgeShape.Burst => "burst",
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };
}
