using System.Globalization;
using System.Text.Json;

namespace Unpark.Tests.Accuracy.Faults;

/// <summary>Faults put into real packages, one at a time: not for CI, since making the evidence takes half an hour. bench/run-faults runs it.</summary>
public sealed class FaultsTests
{
    private static string? Folder => Environment.GetEnvironmentVariable("UNPARK_FAULTS_FOLDER") is { Length: > 0 } folder ? folder : null;

    [FaultsFact]
    public void Of_faults_in_real_code_the_table_says_how_many_are_told()
    {
        var verdicts = Fault.AllIn(Folder!).Select(FaultVerdict.Of).ToList();
        Assert.NotEmpty(verdicts);
        File.WriteAllLines(Path.Combine(Folder!, "verdicts.txt"), verdicts.Select(verdict => verdict.ToString()));
        AccuracyPage.Update("faults", Counted(verdicts) + FaultVerdict.Table(verdicts));
    }

    private static string Counted(List<FaultVerdict> verdicts)
    {
        var (tried, unnoticed) = (0, 0);
        foreach (var file in Directory.GetFiles(Path.Combine(Folder!, "cases"), "summary.json", SearchOption.AllDirectories))
        {
            using var summary = JsonDocument.Parse(File.ReadAllBytes(file));
            tried += summary.RootElement.GetProperty("Tried").GetInt32();
            unnoticed += summary.RootElement.GetProperty("Unnoticed").GetInt32();
        }
        var packages = verdicts.Select(verdict => verdict.Fault.Package).Distinct().Count();
        return string.Create(CultureInfo.InvariantCulture, $"{tried} faults were tried, {unnoticed} made no test hang; below are {verdicts.Count} that did, in {packages} packages.\n\n");
    }

    private sealed class FaultsFactAttribute : FactAttribute
    {
        public FaultsFactAttribute()
        {
            if (Folder is null) Skip = "takes half an hour: bench/run-faults runs it";
        }
    }
}
