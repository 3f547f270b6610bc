using Unpark.Collectors.Files;

namespace Unpark.Tests.Files;

public class EvidenceFilesTests
{
    [Fact]
    public void A_missing_file_is_said_to_be_missing() =>
        CheckFails("no-such-file.pb.gz", "there is no such file or folder");

    [Fact]
    public void A_missing_file_that_looks_like_an_address_says_what_an_address_needs() =>
        CheckFails("host:http", "there is no such file; as an address it would need a port (host:6060)");

    // Root may read everything, so no real file refuses everywhere the tests run.
    [Fact]
    public void A_file_of_somebody_else_says_permission_denied() =>
        Assert.Equal("may not be read by this user (permission denied)", FileFailure.Of("secret.txt", new UnauthorizedAccessException()));

    [Fact]
    public void An_empty_folder_says_so()
    {
        using var folder = new TestFolder();
        CheckFails(folder.Path, "the folder holds no file with anything in it");
    }

    [Fact]
    public void A_folder_without_evidence_says_how_many_files_it_looked_at()
    {
        using var folder = new TestFolder();
        folder.Write("a.jpg", [0xff, 0xd8, 0xff, 0xe0, 0, 0x10, (byte)'J', (byte)'F', (byte)'I', (byte)'F', 0]);
        folder.Write("deep/below/b.html", "<!DOCTYPE html><title>no</title>"u8);
        CheckFails(folder.Path, "2 files, none of them evidence of a Go program");
    }

    [Fact]
    public void A_file_is_one_reading_named_as_it_was_given()
    {
        var collection = EvidenceFiles.Read(TestData.Path("go1.27.4/goroutine.pb.gz"));
        Assert.Equal(TestData.Path("go1.27.4/goroutine.pb.gz"), Assert.Single(collection.Readings).Source);
        Assert.NotEmpty(collection.Readings[0].Snapshots);
    }

    [Fact]
    public void Standard_input_is_read_to_its_end()
    {
        using var input = TestData.Open("go1.27.4/goroutine.pb.gz");
        var collection = EvidenceFiles.Read("-", standardInput: input);
        Assert.Equal("standard input", Assert.Single(collection.Readings).Source);
    }

    [Fact]
    public async Task A_named_pipe_is_read_like_a_file()
    {
        using var folder = new TestFolder();
        var pipe = Path.Combine(folder.Path, "pipe");
        Command.Run("mkfifo", [pipe]);
        var writing = Task.Run(() => File.WriteAllBytes(pipe, TestData.Bytes("go1.27.4/goroutine.pb.gz"))); // opening waits for the reader
        var collection = EvidenceFiles.Read(pipe);
        await writing;
        Assert.NotEmpty(Assert.Single(collection.Readings).Snapshots);
    }

    [Fact]
    public void A_folder_gives_the_evidence_in_it_and_says_how_many_files_are_none()
    {
        using var folder = new TestFolder();
        folder.Write("picture.jpg", [0xff, 0xd8, 0xff, 0xe0, 0, 0x10, (byte)'J', (byte)'F', (byte)'I', (byte)'F', 0]);
        folder.Write("page.pb.gz", "<!DOCTYPE html><title>no</title>"u8);
        folder.Write("deep/down/picture.png", TestData.Bytes("go1.27.4/goroutine.pb.gz"));
        var collection = EvidenceFiles.Read(folder.Path);
        Assert.Equal([Path.Combine(folder.Path, "deep/down/picture.png")], collection.Readings.Select(reading => reading.Source));
        var diagnostic = Assert.Single(collection.Diagnostics);
        Assert.False(diagnostic.Fatal);
        Assert.Equal("2 of 3 files skipped: no evidence of a Go program", diagnostic.Message);
    }

    [Fact]
    public void A_pipe_in_a_folder_is_not_waited_for()
    {
        using var folder = new TestFolder();
        Command.Run("mkfifo", [Path.Combine(folder.Path, "pipe")]);
        folder.Write("goroutine.pb.gz", TestData.Bytes("go1.27.4/goroutine.pb.gz"));
        Assert.Single(EvidenceFiles.Read(folder.Path).Readings);
    }

    [Fact]
    public void Profiles_in_a_folder_come_in_the_order_in_which_they_were_taken()
    {
        using var folder = new TestFolder();
        folder.Write("a", TestData.Bytes("go1.27.4/goroutine.pb.gz"));
        folder.Write("b", TestData.Bytes("go1.19.8/goroutine.pb.gz"));
        var readings = EvidenceFiles.Read(folder.Path).Readings;
        Assert.Equal(2, readings.Length);
        Assert.True(readings[0].Snapshots[0].TakenAt < readings[1].Snapshots[0].TakenAt);
    }

    [Fact]
    public void Dumps_without_a_time_come_by_the_time_of_the_file_and_then_by_the_numbers_in_the_name()
    {
        using var folder = new TestFolder();
        var text = TestData.Bytes("go1.27.4/goroutine-debug2.txt");
        foreach (var (name, minute) in new[] { ("dump-10.txt", 5), ("dump-2.txt", 5), ("z-first.txt", 1) })
            File.SetLastWriteTimeUtc(folder.Write(name, text), new DateTime(2026, 1, 1, 12, minute, 30, DateTimeKind.Utc));
        Assert.Equal(["z-first.txt", "dump-2.txt", "dump-10.txt"], EvidenceFiles.Read(folder.Path).Readings.Select(reading => Path.GetFileName(reading.Source)));
    }

    private static void CheckFails(string path, string sentence)
    {
        var collection = EvidenceFiles.Read(path);
        var diagnostic = Assert.Single(collection.Diagnostics);
        Assert.True(diagnostic.Fatal);
        Assert.Equal(path, diagnostic.Source);
        Assert.Contains(sentence, diagnostic.Message, StringComparison.Ordinal);
        Assert.Empty(collection.Readings);
    }
}
