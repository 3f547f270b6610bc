using Unpark.Analysis;
using Unpark.Model;
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

    private static void Check(bool over, Snapshot snapshot) => Assert.Equal(over, Setting.Of(Moments(snapshot)).IsOver);
}
