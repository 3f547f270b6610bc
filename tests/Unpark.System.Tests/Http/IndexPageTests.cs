using Unpark.Collectors.Http;

namespace Unpark.Tests.Http;

public class IndexPageTests
{
    [Theory]
    [InlineData("go1.19.8", 77, false)]
    [InlineData("go1.27.4", 78, true)]
    public void The_page_gives_the_count_and_tells_which_profiles_there_are(string version, long goroutines, bool leakProfile)
    {
        var page = IndexPage.TryRead(TestData.Bytes($"{version}/index.html"));
        Assert.Equal(goroutines, page?.Goroutines);
        Assert.Equal(leakProfile, page?.Has("goroutineleak"));
    }

    [Fact]
    public void The_page_of_every_go_version_is_understood() =>
        Assert.All(TestData.GoVersions, version => Assert.True(IndexPage.TryRead(TestData.Bytes($"{version}/index.html"))?.Goroutines > 0));

    [Fact]
    public void Another_page_is_no_index() =>
        Assert.Null(IndexPage.TryRead("<!DOCTYPE html><table><tr><td>3</td><td><a href='/login'>in</a></td></tr></table>"u8));
}
