using Unpark.Knowledge.Profiles;
using Unpark.Model;

namespace Unpark.Tests.Knowledge;

public class ProfileCostsTests
{
    public static TheoryData<string> Versions => [.. TestData.GoVersions];

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1_000_000, 1)]
    [InlineData(1 << 20, 2)]
    [InlineData(4_800_000, 4)]
    [InlineData(60_000_000, 7)]
    [InlineData(1_000_000_000, 7)]
    public void A_traceback_is_tried_with_doubled_buffers_until_it_fits_or_64_MiB_are_full(long bytes, int tries) =>
        Assert.Equal(tries, ProfileCosts.TracebackTries(bytes));

    // Go 1.27.4 on two cores: goroutines, bytes of the traceback, stop in ms.
    [Theory]
    [InlineData(4_000, 963_683, 13.6)]
    [InlineData(20_000, 4_814_336, 235)]
    [InlineData(100_000, 24_094_379, 1_208)]
    [InlineData(2_000, 1_208_340, 19)]
    [InlineData(10_000, 6_015_090, 185)]
    [InlineData(10_791, 11_300_000, 370)]
    [InlineData(102_705, 104_400_000, 4_000)]
    public void The_stop_of_a_traceback_is_predicted_near_what_was_measured(long goroutines, long bytes, double measured) =>
        Assert.InRange(ProfileCosts.TracebackStop(goroutines, bytes).TotalMilliseconds, 0.8 * measured, 1.8 * measured);

    [Theory]
    [MemberData(nameof(Versions))]
    public void The_size_of_a_traceback_is_predicted_from_the_profile(string version)
    {
        using var bytes = TestData.Open($"{version}/goroutine.pb.gz");
        var profile = EvidenceReader.Read(bytes, version).Snapshots[0];
        var traceback = TestData.Bytes($"{version}/goroutine-debug2.txt").Length;
        Assert.InRange(ProfileCosts.TracebackBytes(profile), 0.8 * traceback, 1.5 * traceback);
    }

    // Go 1.27.4 on two cores: goroutines, waiters on each of some locks, stop in ms.
    [Theory]
    [InlineData(2_000, 2_000, 1, 10.3)]
    [InlineData(10_000, 10_000, 1, 252)]
    [InlineData(50_000, 50_000, 1, 2_950)]
    [InlineData(100_000, 100_000, 1, 13_960)]
    [InlineData(100_000, 0, 0, 25)]
    [InlineData(1_000_000, 0, 0, 310)]
    public void The_stop_of_the_leak_profile_is_predicted_from_above(long goroutines, long waiters, int locks, double measured) =>
        Assert.InRange(ProfileCosts.LeakProfileStop(goroutines, Enumerable.Repeat(waiters, locks)).TotalMilliseconds, 0.95 * measured, 4 * measured);

    [Fact]
    public void The_stop_of_the_leak_profile_is_linear_in_goroutines_that_wait_apart() =>
        Assert.Equal(30, ProfileCosts.LeakProfileStop(100_000, []).TotalMilliseconds, 0.1);

    [Fact]
    public void The_stop_of_the_leak_profile_is_quadratic_in_the_waiters_on_one_lock()
    {
        var one = ProfileCosts.LeakProfileStop(0, [50_000]);
        Assert.Equal(4 * one, ProfileCosts.LeakProfileStop(0, [100_000]));
        Assert.True(ProfileCosts.LeakProfileStop(1_000_000, [50_000]) > 6 * one);
        Assert.Equal(one / 2, ProfileCosts.LeakProfileStop(0, [25_000, 25_000]));
    }

    [Fact]
    public void Waiters_on_a_lock_are_chained_and_waiters_on_channels_are_not()
    {
        Assert.True(ProfileCosts.ChainsWaiters(WaitReason.MutexLock));
        Assert.False(ProfileCosts.ChainsWaiters(WaitReason.ChanReceive));
    }
}
