using Unpark.Knowledge.Waits;
using Unpark.Model;

namespace Unpark.Tests.Knowledge;

public class WaitReasonsTests
{
    [Fact]
    public void Every_state_that_real_programs_printed_is_in_the_table()
    {
        var states =
            from version in TestData.GoVersions
            from file in TestData.Expected(version).GetProperty("files").EnumerateObject()
            where file.Value.TryGetProperty("by_state", out _)
            from state in file.Value.GetProperty("by_state").EnumerateObject()
            select state.Name.Replace(" (leaked)", "", StringComparison.Ordinal);
        Assert.All(states.Distinct(), state => Assert.NotNull(WaitReasons.Find(new(state))));
    }

    [Fact]
    public void Each_state_has_one_row() =>
        Assert.Equal(WaitReasons.All.Length, WaitReasons.All.Select(info => info.Text).Distinct().Count());

    [Theory]
    [InlineData("sync.runtime_SemacquireMutex runtime/sema.go:77 < sync.(*Mutex).lockSlow sync/mutex.go:171 < sync.(*Mutex).Lock sync/mutex.go:90", "sync.Mutex.Lock")]
    [InlineData("sync.runtime_SemacquireMutex runtime/sema.go:77 < sync.(*RWMutex).RLock sync/rwmutex.go:71", "sync.RWMutex.RLock")]
    [InlineData("sync.runtime_SemacquireMutex runtime/sema.go:77 < sync.(*RWMutex).Lock sync/rwmutex.go:144", "sync.RWMutex.Lock")]
    [InlineData("sync.runtime_Semacquire runtime/sema.go:62 < sync.(*WaitGroup).Wait sync/waitgroup.go:139", "sync.WaitGroup.Wait")]
    public void Semacquire_of_older_versions_is_told_apart_by_the_frames(string stack, string newer) =>
        Assert.Equal(WaitReasons.Find(new(newer))!.Kind, WaitReasons.KindOf(WaitReason.Semacquire, Dump.Stack(stack)));

    [Fact]
    public void A_second_reader_of_a_descriptor_is_no_lock() =>
        Assert.Equal(WaitKind.Semaphore, WaitReasons.KindOf(WaitReason.Semacquire, Dump.Stack("internal/poll.runtime_Semacquire runtime/sema.go:71 < internal/poll.(*fdMutex).rwlock internal/poll/fd_mutex.go:154 < main.(*Mutex).Lock /a.go:1")));

    [Theory]
    [InlineData("chan receive (durable)", nameof(WaitKind.Receive))]
    [InlineData("select (no cases) (durable)", nameof(WaitKind.SelectNoCases))]
    [InlineData("chan send (synctest)", nameof(WaitKind.Send))]
    public void The_forms_of_a_test_bubble_mean_what_their_base_means(string state, string kind) =>
        Assert.Equal(kind, WaitReasons.Find(new(state))!.Kind.ToString());

    [Fact]
    public void A_verb_of_several_goroutines_agrees_with_them() =>
        Assert.Equal("20 goroutines wait to send", $"20 goroutines {WaitKind.Send.Do()}");
}
