namespace Unpark.Tests.Deploy;

/// <summary>A test that needs a receiver of OTLP; skipped where ./test unpacked none.</summary>
internal sealed class OtlpFactAttribute : FactAttribute
{
    public OtlpFactAttribute()
    {
        if (!File.Exists(Program)) Skip = "no victoria-metrics that takes OTLP on this machine; ./test fetches one";
    }

    public static string Program { get; } = Path.Combine(TestData.Root, "artifacts", "tools", "victoria-metrics", "trixie", "usr", "bin", "victoria-metrics");
}
