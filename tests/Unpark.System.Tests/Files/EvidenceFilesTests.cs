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
