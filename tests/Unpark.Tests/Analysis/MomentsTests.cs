using Unpark.Analysis;
using Unpark.Analysis.Series;
using Unpark.Model;
using Unpark.Model.Profiles;
using static Unpark.Tests.Dump;

namespace Unpark.Tests.Analysis;

public class MomentsTests
{
    private static readonly GoroutineGroup Waiting = Group(5, "chan receive", "main.a /app/a.go:1");

    [Fact]
    public void Profiles_are_moments_in_the_order_of_their_times() =>
        Check("Profile@0 | Profile@60 | Profile@120", Profile(Waiting).At(60), Profile(Waiting).At(0), Profile(Waiting).At(120));

    [Fact]
    public void Without_times_the_given_order_counts() =>
        Check("Profile@60 | Profile | Profile@0", Profile(Waiting).At(60), Profile(Waiting), Profile(Waiting).At(0));

    [Fact]
    public void A_profile_and_a_traceback_taken_within_seconds_are_one_moment() =>
        Check("Profile@0 Traceback@3 | Profile@60", Profile(Waiting).At(0), Traceback(Waiting).At(3), Profile(Waiting).At(60));

    [Fact]
    public void Two_evidences_of_one_kind_are_two_moments_however_close() =>
        Check("Traceback@0 | Traceback@1", Traceback(Waiting).At(0), Traceback(Waiting).At(1));

    [Fact]
    public void A_traceback_without_a_time_belongs_to_the_profile_of_its_size() =>
        Check("Profile@0 Traceback", Profile(Waiting).At(0), Traceback(Waiting));

    [Fact]
    public void A_traceback_of_another_size_is_a_moment_of_its_own() =>
        Check("Profile@0 | Traceback", Profile(Waiting).At(0), Traceback(Waiting with { Count = 50 }));

    [Fact]
    public void Evidence_of_different_folders_is_not_one_moment() =>
        Check("Profile@0 | Traceback@1", Profile(Waiting).At(0), Traceback(Waiting).At(1) with { Source = "/elsewhere/dump" });

    [Fact]
    public void A_leak_profile_proves_the_nearest_moment() =>
        Check("Profile@0 | Profile@60 LeakProfile@70 | Profile@300", Profile(Waiting).At(0), Profile(Waiting).At(60), Profile(Waiting).At(300), LeakProfile(Waiting).At(70));

    [Fact]
    public void A_leak_profile_without_a_time_proves_the_moment_before_it() =>
        Check("Profile | Profile LeakProfile | Profile", Profile(Waiting), Profile(Waiting), LeakProfile(Waiting), Profile(Waiting));

    [Fact]
    public void A_leak_profile_given_first_proves_the_moment_after_it() => Check("Traceback LeakProfile", LeakProfile(Waiting), Traceback(Waiting));

    [Fact]
    public void A_delta_profile_is_no_moment() => Check("Profile", Profile(Waiting), Profile(Waiting) with { IsDelta = true });

    [Fact]
    public void A_crash_is_a_moment_of_its_own() =>
        Check("Profile | Crash", Profile(Waiting), Crash(CrashKind.Signal, "SIGQUIT: quit", Waiting));

    [Fact]
    public void What_follows_a_crash_in_a_log_is_another_process()
    {
        var evidence = new Evidence(Moments(Traceback(Waiting), Crash(CrashKind.Panic, "boom", Waiting), Traceback(Waiting), Traceback(Waiting)));
        Assert.Equal(2, evidence.Run.Length);
    }

    [Fact]
    public void A_crash_belongs_to_the_process_it_ends()
    {
        var evidence = new Evidence(Moments(Traceback(Waiting), Traceback(Waiting), Crash(CrashKind.Panic, "boom", Waiting)));
        Assert.Equal(3, evidence.Run.Length);
    }

    [Fact]
    public void A_cut_traceback_leaves_the_counting_to_the_profile()
    {
        var facts = new Evidence([new([Traceback(Waiting) with { Cut = true }, Profile(Waiting with { Count = 500 })])]).Last!;
        Assert.Equal(500, facts.Total);
    }

    private static void Check(string expected, params Snapshot[] snapshots) => Assert.Equal(
        expected,
        string.Join(" | ", Unpark.Analysis.Series.Moments.Of([Reading(snapshots)]).Select(moment => string.Join(' ', moment.Snapshots.Select(Name)))));

    private static string Name(Snapshot snapshot) =>
        snapshot.TakenAt is { } time ? $"{snapshot.Kind}@{(time - new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)).TotalSeconds}" : $"{snapshot.Kind}";
}
