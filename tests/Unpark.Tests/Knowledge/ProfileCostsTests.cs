using Unpark.Knowledge;
using Unpark.Model;

namespace Unpark.Tests.Knowledge;

public class ProfileCostsTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1_000, 1)]
    [InlineData(1_024, 2)]
    [InlineData(4_000, 3)]
    [InlineData(60_000, 7)]
    [InlineData(1_000_000, 7)]
    public void A_traceback_is_tried_with_doubled_buffers_until_it_fits_or_64_MiB_are_full(long goroutines, int tries) =>
        Assert.Equal(tries, ProfileCosts.TracebackTries(goroutines));

    [Theory]
    [InlineData(4_000, 50, 100)]
    [InlineData(10_000, 150, 450)]
    [InlineData(100_000, 3_500, 4_500)]
    public void The_stop_of_a_traceback_is_predicted_near_what_was_measured(long goroutines, int atLeast, int atMost) =>
        Assert.InRange(ProfileCosts.TracebackStop(goroutines).TotalMilliseconds, atLeast, atMost);

    [Fact]
    public void The_stop_of_the_leak_profile_is_linear_in_goroutines_that_wait_apart() =>
        Assert.Equal(30, ProfileCosts.LeakProfileStop(100_000, []).TotalMilliseconds, 0.1);

    [Fact]
    public void The_stop_of_the_leak_profile_is_quadratic_in_the_waiters_on_one_lock()
    {
        var one = ProfileCosts.LeakProfileStop(0, [50_000]);
        Assert.Equal(4 * one, ProfileCosts.LeakProfileStop(0, [100_000]));
        Assert.Equal(one / 2, ProfileCosts.LeakProfileStop(0, [25_000, 25_000]));
    }

    [Fact]
    public void Waiters_on_a_lock_are_chained_and_waiters_on_channels_are_not()
    {
        Assert.True(ProfileCosts.ChainsWaiters(WaitReason.MutexLock));
        Assert.False(ProfileCosts.ChainsWaiters(WaitReason.ChanReceive));
    }
}
