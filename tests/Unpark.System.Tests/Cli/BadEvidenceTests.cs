using System.Text;
using Unpark.Cli;

namespace Unpark.Tests.Cli;

/// <summary>Input that is no evidence: one sentence each, and exit code 3 only when nothing could be read.</summary>
public sealed class BadEvidenceTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact] public void A_missing_file_is_said() => CheckFailure("gone.txt", "there is no such file or folder", Path.Combine(_folder.Path, "gone.txt"));
    [Fact] public void An_empty_file_is_said() => CheckFailure("empty", "empty", _folder.Write("empty", []));
    [Fact] public void A_picture_is_recognised() => CheckFailure("photo.pb.gz", "found an image", _folder.Write("photo.pb.gz", [0xff, 0xd8, 0xff, 0xe0, 0, 0x10, (byte)'J', (byte)'F', (byte)'I', (byte)'F', 0]));
    [Fact] public void A_login_page_is_recognised() => CheckFailure("page", "HTML", _folder.Write("page", "<!DOCTYPE html><html><body><form action=login>"u8));
    [Fact] public void A_text_without_goroutines_is_said() => CheckFailure("notes.txt", "found none in 1 lines of text", _folder.Write("notes.txt", "nothing of interest\n"u8));
    [Fact] public void A_folder_without_evidence_is_said() => CheckFailure(_folder.Path, "none of them evidence", Path.GetDirectoryName(_folder.Write("only/notes.txt", "nothing\n"u8))!);
    [Fact] public void A_name_with_a_colon_gets_the_hint_of_an_address() => CheckFailure("localhost:pprof", "host:6060", "localhost:pprof");
    [Fact] public void A_port_where_nothing_listens_is_said() => CheckFailure("127.0.0.1:1", "connection refused", "127.0.0.1:1");

    [Fact]
    public void Of_several_files_the_readable_ones_are_diagnosed_and_the_others_are_named()
    {
        var run = CliRun.Of(TestData.Path("go1.27.4/goroutine.pb.gz"), Path.Combine(_folder.Path, "gone.txt"));
        Assert.Equal(ExitCode.Findings, run.Code);
        Assert.Contains("gone.txt: there is no such file", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_of_several_unreadable_files_has_its_line()
    {
        var run = CliRun.Of("gone1", "gone2");
        Assert.Equal((ExitCode.NoEvidence, "unpark: gone1: there is no such file or folder\nunpark: gone2: there is no such file or folder\n"), (run.Code, run.Error));
    }

    [Fact]
    public void Three_pieces_of_evidence_are_found_among_a_hundred_files()
    {
        for (var i = 0; i < 97; i++) _folder.Write($"dump/{i}.log", Encoding.UTF8.GetBytes($"line {i}\n"));
        for (var i = 0; i < 3; i++) _folder.Write($"dump/{i}.bin", TestData.Bytes("go1.27.4/goroutine.pb.gz"));
        var run = CliRun.Of(Path.Combine(_folder.Path, "dump"), "--format", "json");
        Assert.Equal(3, run.Output.Split("\"kind\": \"goroutine profile\"").Length - 1);
        Assert.Contains("97 of 100 files skipped", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interrupted_run_ends_with_130()
    {
        using var interrupted = new CancellationTokenSource();
        interrupted.Cancel();
        var run = CliRun.Of(new CliRun.Settings { Cancellation = interrupted.Token }, TestData.Path("go1.27.4/goroutine-debug2.txt"));
        Assert.Equal((ExitCode.Interrupted, ""), (run.Code, run.Output));
    }

    public void Dispose() => _folder.Dispose();

    private static void CheckFailure(string named, string said, string evidence)
    {
        var run = CliRun.Of(evidence);
        Assert.Equal((ExitCode.NoEvidence, ""), (run.Code, run.Output));
        Assert.StartsWith("unpark: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
    }
}
