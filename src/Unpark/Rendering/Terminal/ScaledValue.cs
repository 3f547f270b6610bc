using System.Globalization;

namespace Unpark.Rendering.Terminal;

/// <summary>Values with units as <c>go tool pprof</c> writes them: "512.23kB", "30ms", "1.50hrs", "78".</summary>
/// <remarks>Source: internal/measurement of google/pprof: bytes in steps of 1024, one unit for a whole table.</remarks>
internal sealed class ScaledValue
{
    private static readonly Unit[] Bytes =
        [new("B", 1), new("kB", 1L << 10), new("MB", 1L << 20), new("GB", 1L << 30), new("TB", 1L << 40), new("PB", 1L << 50)];

    private static readonly Unit[] Times = [new("ns", 1), new("us", 1e3), new("ms", 1e6), new("s", 1e9), new("hrs", 3600e9)];

    private readonly Unit[] _units;
    private readonly double _inBase;
    private readonly Unit? _fixed;

    private ScaledValue(Unit[] units, double inBase, Unit? unit) => (_units, _inBase, _fixed) = (units, inBase, unit);

    /// <summary>A unit for each value by itself.</summary>
    public static ScaledValue Of(string unit) => unit.ToLowerInvariant() switch
    {
        "b" or "byte" or "bytes" => new(Bytes, 1, null),
        "kb" or "kbyte" or "kilobyte" or "kilobytes" => new(Bytes, 1 << 10, null),
        "mb" or "mbyte" or "megabyte" or "megabytes" => new(Bytes, 1 << 20, null),
        "ns" or "nanosecond" or "nanoseconds" => new(Times, 1, null),
        "us" or "microsecond" or "microseconds" => new(Times, 1e3, null),
        "ms" or "millisecond" or "milliseconds" => new(Times, 1e6, null),
        "s" or "sec" or "second" or "seconds" => new(Times, 1e9, null),
        _ => new([], 1, null),
    };

    /// <summary>One unit for a table: that of its smallest value, unless the total is far above it.</summary>
    /// <param name="smallest">Without sign; 0 when the table is empty.</param>
    public static ScaledValue Of(string unit, long smallest, long total)
    {
        var each = Of(unit);
        if (each._units.Length == 0) return each;
        if (smallest == 0) smallest = total;
        var (small, large) = (each.UnitFor(smallest), each.UnitFor(total));
        if (small != large && smallest < total / 100) small = each.UnitFor(100 * smallest);
        return new(each._units, each._inBase, small);
    }

    public string Text(long value)
    {
        if (_units.Length == 0) return value.ToString(CultureInfo.InvariantCulture);
        var (name, factor) = _fixed ?? UnitFor(value);
        var number = (value * _inBase / factor).ToString("F2", CultureInfo.InvariantCulture);
        if (number.EndsWith(".00", StringComparison.Ordinal)) number = number[..^3];
        return number is "0" or "-0" ? "0" : number + name;
    }

    private Unit UnitFor(long value)
    {
        var inBase = Math.Abs((double)value) * _inBase;
        for (var i = _units.Length - 1; i > 0; i--)
        {
            if (inBase / _units[i].Factor >= 1) return _units[i];
        }
        // Less than the smallest unit: pprof says such times in seconds.
        return inBase >= 1 || _units == Bytes ? _units[0] : Times[3];
    }

    private sealed record Unit(string Name, double Factor);
}
