using Unpark.Analysis;
using Unpark.Analysis.Series;
using Unpark.Model;
using Unpark.Model.Profiles;
using static Unpark.Tests.Dump;

namespace Unpark.Tests.Analysis;

public class SettingTests
{
    private static readonly GoroutineGroup Waiting = Group(5, "chan receive", "main.a /app/a.go:1");

    [Fact]
    public void A_profile_of_a_service_is_of_a_running_program() => Check(false, Profile(Waiting));

    [Fact]
    public void The_main_function_of_package_testing_on_goroutine_1_is_a_test() =>
        Check(true, Traceback(Waiting, Group(1, "chan receive", "testing.(*M).Run testing/testing.go:2602 < main.main _testmain.go:50")));

    [Theory]
    [InlineData(CrashKind.Deadlock)]
    [InlineData(CrashKind.TestTimeout)]
    [InlineData(CrashKind.SynctestDeadlock)]
    public void A_deadlock_and_the_end_of_a_test_end_the_work(CrashKind kind) => Check(true, Crash(kind, "", Waiting));

    [Theory]
    [InlineData(CrashKind.Panic)]
    [InlineData(CrashKind.FatalError)]
    [InlineData(CrashKind.Signal)]
    public void A_crash_in_the_middle_of_work_shows_a_running_program(CrashKind kind) => Check(false, Crash(kind, "", Waiting));

    [Theory]
    [InlineData("runtime/pprof.(*Profile).WriteTo runtime/pprof/pprof.go:405 < main.main /app/main.go:9")]
    [InlineData("main.dump /app/main.go:20 < main.main /app/main.go:9")]
    public void Main_that_writes_its_goroutines_once_is_about_to_end_by_a_guess(string main)
    {
        var setting = Setting.Of(Moments(Traceback(Waiting, Group(1, "running", main))));
        Assert.Equal((true, true), (setting.IsOver, setting.IsGuess));
    }

    [Theory]
    [InlineData("IO wait", "internal/poll.runtime_pollWait runtime/netpoll.go:351 < net.(*netFD).accept net/fd_unix.go:172 < net/http.Serve net/http/server.go:1")]
    [InlineData("syscall", "os/signal.signal_recv runtime/sigqueue.go:152 < os/signal.loop os/signal/signal_unix.go:23")]
    public void Main_of_a_service_that_writes_its_goroutines_goes_on(string state, string stack) =>
        Check(false, Traceback(Waiting, Group(1, state, stack), Group(1, "running", "main.main /app/main.go:9")));

    [Fact]
    public void Main_that_writes_its_goroutines_twice_went_on()
    {
        var dump = Traceback(Waiting, Group(1, "running", "main.main /app/main.go:9"));
        Assert.False(Setting.Of(Moments(dump, dump)).IsOver);
    }

    [Fact]
    public void Another_goroutine_that_writes_them_tells_nothing() =>
        Check(false, Traceback(Waiting, Group(1, "select", "main.main /app/main.go:9"), Group(1, "running", "runtime/pprof.(*Profile).WriteTo runtime/pprof/pprof.go:405 < main.watch /app/w.go:3", "main.main /app/main.go:5")));

    private static void Check(bool over, Snapshot snapshot) => Assert.Equal(over, Setting.Of(Moments(snapshot)).IsOver);
}
