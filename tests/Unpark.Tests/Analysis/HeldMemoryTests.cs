using Unpark.Findings;
using Unpark.Knowledge.Profiles;
using Unpark.Model;
using static Unpark.Tests.Dump;

namespace Unpark.Tests.Analysis;

public sealed class HeldMemoryTests
{
    private const string Push = "main.push /app/order.go:52";

    [Theory]
    [InlineData(1, 2 << 10)]
    [InlineData(5, 2 << 10)]
    [InlineData(6, 4 << 10)]
    [InlineData(15, 4 << 10)]
    [InlineData(30, 8 << 10)]
    [InlineData(100, 32 << 10)]
    public void A_stack_is_a_power_of_two(int frames, long bytes) => Assert.Equal(bytes, StackMemory.Estimate(frames));

    [Fact]
    public void Many_goroutines_hold_their_stacks() =>
        Check("128 stacks of 2 KiB, guessed from their depth (1 frame)", 256 << 10, Reading(Traceback(Group(128, "chan send", Push, leaked: true))));

    [Fact]
    public void A_few_goroutines_are_not_worth_a_line() =>
        Assert.Null(Diagnosis.Of([Reading(Traceback(Group(20, "chan send", Push, leaked: true)))]).Findings[0].Cost);

    [Fact]
    public void A_heap_profile_beside_the_evidence_adds_what_their_functions_allocated()
    {
        const string Heap = """
            heap profile: 3: 3145728 [3: 3145728] @ heap/1
            1: 1048576 [1: 1048576] @ 0x1 0x2
            #	0x1	main.load+0x10	/app/load.go:5
            #	0x2	main.push+0x20	/app/order.go:50

            2: 2097152 [2: 2097152] @ 0x3
            #	0x3	main.other+0x10	/app/other.go:5

            """;
        using var stream = new MemoryStream(System.Text.Encoding.ASCII.GetBytes(Heap));
        var heap = EvidenceReader.Read(stream, "heap.txt");
        Check(
            "128 stacks of 2 KiB, guessed from their depth (1 frame); and 1,024 KiB in use that their functions allocated (heap.txt), which others may share",
            (256 << 10) + (1 << 20),
            Reading(Traceback(Group(128, "chan send", Push, leaked: true))),
            heap);
    }

    private static void Check(string basis, long bytes, params Reading[] readings) =>
        Assert.Equal(new Cost(bytes, basis), Diagnosis.Of(readings).Findings[0].Cost);
}
