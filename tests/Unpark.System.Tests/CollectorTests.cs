using Unpark.Collectors;

namespace Unpark.Tests;

public class CollectorTests
{
    [Fact]
    public async Task Evidence_comes_in_the_order_it_was_given()
    {
        var (first, second) = (TestData.Path("go1.27.4/goroutine.pb.gz"), TestData.Path("go1.19.8/goroutine.pb.gz"));
        var collection = await new Collector().CollectAsync([first, second]);
        Assert.Equal([first, second], collection.Readings.Select(reading => reading.Source));
    }

    [Fact]
    public async Task What_exists_as_a_file_is_one_even_if_it_looks_like_an_address()
    {
        using var folder = new TestFolder();
        var path = folder.Write("host:6060", TestData.Bytes("go1.27.4/goroutine.pb.gz"));
        Assert.Equal(path, Assert.Single((await new Collector().CollectAsync([path])).Readings).Source);
    }

    [Fact]
    public async Task One_piece_that_cannot_be_had_does_not_keep_the_others_away()
    {
        var collection = await new Collector().CollectAsync(["no-such-file", TestData.Path("go1.27.4/goroutine.pb.gz")]);
        Assert.Single(collection.Readings);
        Assert.Equal("no-such-file: there is no such file or folder", Assert.Single(collection.Diagnostics).ToString());
    }

    [Theory]
    [InlineData("ftp://me:s3cret@host:21", "host:21: expected http://, https:// or unix:, found ftp://")]
    [InlineData("unix:app.sock", "unix:app.sock: expected the absolute path of a socket, as unix:/run/app.sock")]
    public async Task An_address_that_is_none_is_explained_without_its_credentials(string evidence, string message) =>
        Assert.Equal(message, Assert.Single((await new Collector().CollectAsync([evidence])).Diagnostics).ToString());
}
