namespace Unpark.Knowledge.Waits;

/// <summary>What to do about a goroutine that its library never ends.</summary>
/// <param name="Reported">Where its authors were told: "natefinch/lumberjack issues 56, 205 and 219"; null when nobody has.</param>
internal sealed record WorkAround(string Function, string Instead, string? Reported = null);
