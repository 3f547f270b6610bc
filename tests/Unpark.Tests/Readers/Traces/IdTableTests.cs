using Unpark.Readers.Traces;

namespace Unpark.Tests.Readers.Traces;

public class IdTableTests
{
    [Theory]
    [InlineData(1, 8)]
    [InlineData(2, 100)]
    [InlineData(3, 5000)]
    public void It_holds_what_a_dictionary_holds_after_any_sets_and_removals(int seed, int ids)
    {
        var random = new Random(seed);
        var table = new IdTable();
        var expected = new Dictionary<ulong, int>();
        for (var i = 0; i < 20_000; i++)
        {
            var id = (ulong)random.Next(ids) * 0x1000_0000_0000UL;
            if (random.Next(3) == 0)
            {
                table.Remove(id);
                expected.Remove(id);
            }
            else
            {
                table.Set(id, i);
                expected[id] = i;
            }
        }
        Check(table, expected, ids);
    }

    [Fact]
    public void Cleared_it_holds_nothing()
    {
        var table = new IdTable();
        for (var id = 0UL; id < 100; id++) table.Set(id, 7);
        table.Clear();
        Check(table, [], 100);
    }

    [Fact]
    public void The_largest_number_is_a_number_like_any_other()
    {
        var table = new IdTable();
        table.Set(ulong.MaxValue, 0);
        Assert.Equal(0, table.Find(ulong.MaxValue));
        Assert.Equal(-1, table.Find(0));
    }

    private static void Check(IdTable table, Dictionary<ulong, int> expected, int ids)
    {
        Assert.Equal(expected.Count, table.Count);
        for (var id = 0UL; id < (ulong)ids; id++)
            Assert.Equal(expected.GetValueOrDefault(id * 0x1000_0000_0000UL, -1), table.Find(id * 0x1000_0000_0000UL));
    }
}
