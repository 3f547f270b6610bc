using Unpark.Knowledge.Waits;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Tests.Knowledge;

public class StackStatesTests
{
    public static IEnumerable<object[]> Versions() => TestData.GoVersions.Select(version => new object[] { version });

    /// <summary>Profile and dump of one process, seconds apart: what they say of goroutines that wait must agree.</summary>
    [Theory]
    [MemberData(nameof(Versions))]
    public void Derived_states_are_those_the_dump_of_the_same_program_prints(string version)
    {
        using var stream = TestData.Open($"{version}/goroutine.pb.gz");
        var derived = EvidenceReader.Read(stream, version).Snapshots[0].Groups.Select(group => (group.State.Text, group.Count));
        var printed = TestData.Expected(version).GetProperty("files").GetProperty("goroutine-debug2.txt").GetProperty("by_state")
            .EnumerateObject().Select(state => (state.Name, state.Value.GetInt64()));
        var coarse = printed.Any(state => state.Name == "semacquire");
        Assert.Equal(Waiting(printed, coarse), Waiting(derived, coarse));
    }

    // What runs moves between the two moments; a version that prints "semacquire" for some locks prints less than their frames tell.
    private static SortedDictionary<string, long> Waiting(IEnumerable<(string State, long Count)> states, bool coarse)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (state, count) in states)
        {
            if (state is "running" or "runnable" or "running or runnable" or "syscall" or "IO wait" or "unknown") continue;
            var name = coarse && (state.StartsWith("sync.", StringComparison.Ordinal) && state != "sync.Cond.Wait") ? "semacquire" : state;
            counts[name] = counts.GetValueOrDefault(name) + count;
        }
        return counts;
    }

    [Theory]
    [InlineData("chan receive (nil chan)", "runtime.gopark:424", "runtime.chanrecv:536", "runtime.chanrecv1:509", "main.main:7")]
    [InlineData("chan receive", "runtime.gopark:424", "runtime.chanrecv:667", "runtime.chanrecv1:509", "main.main:7")]
    [InlineData("sync.RWMutex.RLock", "runtime.gopark:363", "runtime.goparkunlock:369", "runtime.semacquire1:150", "sync.runtime_SemacquireMutex:71", "sync.(*RWMutex).RLock:63")]
    [InlineData("sync.Mutex.Lock", "runtime.gopark:363", "runtime.goparkunlock:369", "runtime.semacquire1:150", "sync.runtime_SemacquireMutex:71", "sync.(*Mutex).lockSlow:162", "sync.(*Mutex).Lock:81", "sync.(*RWMutex).Lock:139")]
    [InlineData("syscall", "runtime.cgocall:167", "main._Cfunc_sleep:44")]
    [InlineData("running or runnable", "main.spin:3", "main.main:7")]
    [InlineData("unknown", "runtime.gopark:424", "runtime.gcBgMarkWorker:1363")]
    [InlineData("unknown")]
    public void A_state_is_told_by_the_frames_below_gopark(string state, params string[] frames) =>
        Assert.Equal(state, StackStates.Of([.. frames.Select(ToFrame)]).Text);

    [Fact]
    public void A_stack_whose_runtime_frames_are_hidden_is_not_called_running() =>
        Assert.Equal(WaitReason.Unknown, StackStates.Of([new("main.leak", "/app/main.go", 3)], runtimeHidden: true));

    private static Frame ToFrame(string text) => new(text[..text.LastIndexOf(':')], "f.go", int.Parse(text[(text.LastIndexOf(':') + 1)..]));
}
