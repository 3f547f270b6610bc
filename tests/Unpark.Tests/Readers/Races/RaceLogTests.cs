using System.Text;
using Unpark.Model;

namespace Unpark.Tests.Readers.Races;

/// <summary>Race reports through the front door, among everything else a program prints.</summary>
public class RaceLogTests
{
    public static IEnumerable<object[]> RaceFiles => TestData.Files("race-*.txt").Concat(TestData.Files("race-test.jsonl"));

    [Theory]
    [MemberData(nameof(RaceFiles))]
    public void Every_recorded_log_gives_its_races_and_nothing_else(string version, string file)
    {
        var reading = Check(TestData.Bytes($"{version}/{file}"));

        var expected = TestData.Expected(version).GetProperty("files");
        Assert.Equal(expected.GetProperty(file.Replace(".jsonl", ".txt")).GetProperty("reports").GetInt32(), reading.Races.Length);
        Assert.Empty(reading.Snapshots);
        Assert.Empty(reading.Diagnostics);
        Assert.Equal(reading.Races.Length == 1 ? "log with 1 race report" : "log with 2 race reports", reading.Format);
    }

    [Fact]
    public void A_log_may_hold_races_and_dumps_in_any_order()
    {
        var race = TestData.Bytes("go1.27.4/race-map.txt");
        var dump = TestData.Bytes("go1.27.4/sigquit.txt");
        var reading = Check([.. race, .. dump, (byte)'\n', .. race]);

        Assert.Equal(2, reading.Races.Length);
        Assert.Equal(Check(dump).Snapshots.Single().Total, reading.Snapshots.Single().Total);
        Assert.Equal(2, reading.RacesCounted);
        Assert.Equal(2 + Encoding.UTF8.GetString([.. race, .. dump, (byte)'\n']).Count(c => c == '\n'), reading.Races[1].Line);
    }

    private static Reading Check(byte[] bytes) => EvidenceReader.Read(new MemoryStream(bytes), "log");
}
