using Unpark.Collectors.Http;

namespace Unpark.Tests.Http;

public class TargetTests
{
    [Theory]
    [InlineData("http://host:6060", "http://host:6060/ /debug/pprof/")]
    [InlineData("http://host:6060/", "http://host:6060/ /debug/pprof/")]
    [InlineData("host:6060", "http://host:6060/ /debug/pprof/")]
    [InlineData(":6060", "http://localhost:6060/ /debug/pprof/")]
    [InlineData("[::1]:6060", "http://[::1]:6060/ /debug/pprof/")]
    [InlineData("https://host", "https://host/ /debug/pprof/")]
    [InlineData("http://host:6060/debug/pprof", "http://host:6060/ /debug/pprof/")]
    [InlineData("http://host:6060/debug/pprof/", "http://host:6060/ /debug/pprof/")]
    public void An_address_without_a_path_means_the_usual_place(string text, string expected) => Check(text, expected);

    [Theory]
    [InlineData("http://host:6060/app", "http://host:6060/ /app/debug/pprof/ /app/")]
    [InlineData("host:6060/app/debug/pprof/", "http://host:6060/ /app/debug/pprof/")]
    [InlineData("host:6060/internal/pprof", "http://host:6060/ /internal/pprof/")]
    public void A_path_is_the_index_or_what_stands_before_it(string text, string expected) => Check(text, expected);

    [Theory]
    [InlineData("http://host:6060/debug/pprof/goroutine?debug=2", "http://host:6060/ /debug/pprof/ goroutine?debug=2")]
    [InlineData("host:6060/debug/pprof/my.own/profile", "http://host:6060/ /debug/pprof/ my.own/profile")]
    [InlineData("https://host/ops/heap?gc=1", "https://host/ /ops/debug/pprof/ /ops/ heap?gc=1")]
    public void The_address_of_a_profile_names_that_profile_alone(string text, string expected) => Check(text, expected);

    [Theory]
    [InlineData("unix:/run/app.sock", "unix:/run/app.sock http://localhost/ /debug/pprof/")]
    [InlineData("unix:///run/app.sock", "unix:/run/app.sock http://localhost/ /debug/pprof/")]
    [InlineData("unix:/run/app.sock:/debug/pprof/heap", "unix:/run/app.sock http://localhost/ /debug/pprof/ heap")]
    public void A_unix_socket_is_a_path_and_may_have_one_of_the_program_behind_it(string text, string expected) => Check(text, expected);

    [Theory]
    [InlineData("crash.log")]
    [InlineData("host")]
    [InlineData("host:port")]
    [InlineData("ftp://host:21")]
    [InlineData("unix:app.sock")]
    [InlineData("http://")]
    [InlineData("")]
    public void What_is_no_address_is_said_in_a_sentence(string text)
    {
        Assert.False(Target.TryParse(text, out _, out var error));
        Assert.StartsWith("expected ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Credentials_in_the_address_are_used_and_never_printed()
    {
        Assert.True(Target.TryParse("http://me:s%40cret@host:6060", out var target, out _));
        Assert.Equal("s@cret", target.Access.Basic?.Password);
        Assert.Equal("host:6060", target.Name);
        Assert.DoesNotContain("cret", target.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("internal/pprof/")]
    [InlineData("/internal/pprof")]
    public void A_path_given_beside_the_address_may_be_written_either_way(string path)
    {
        Assert.True(Target.TryParse("host:6060", out var target, out _));
        Assert.Equal("/internal/pprof/", Assert.Single((target with { Path = path }).Indexes).AbsolutePath);
    }

    private static void Check(string text, string expected)
    {
        Assert.True(Target.TryParse(text, out var target, out var error), error);
        string?[] parts = [target.Socket is null ? null : target.Name, target.Root.ToString(), .. target.Indexes.Select(index => index.AbsolutePath), target.Profile];
        Assert.Equal(expected, string.Join(' ', parts.Where(part => part is not null)));
    }
}
