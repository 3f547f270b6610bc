using Unpark.Findings;

namespace Unpark.Tests.Rules.Deadlocks;

/// <summary>Dumps of programs in which many goroutines wait for locks and everybody gets them.</summary>
public class LoadTests
{
    public static IEnumerable<object[]> All() =>
        from folder in Directory.GetDirectories(TestData.Path("deadlocks/load")).Order(StringComparer.Ordinal)
        from file in Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal)
        select new object[] { $"{Path.GetFileName(folder)}/{Path.GetFileName(file)}" };

    [Theory]
    [MemberData(nameof(All))]
    public void Who_waits_for_a_lock_that_somebody_will_let_go_is_not_stuck(string file)
    {
        using var stream = TestData.Open($"deadlocks/load/{file}");
        var report = Diagnosis.Of([EvidenceReader.Read(stream, file)], new() { Context = EvidenceContext.Live });
        Assert.Contains(report.States, state => state.State.Text is "semacquire" or "sync.Mutex.Lock" or "sync.RWMutex.RLock" or "sync.RWMutex.Lock");
        Assert.DoesNotContain(report.Findings, finding => finding.Level > Level.Note);
    }
}
