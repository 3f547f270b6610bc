using System.Text;
using Unpark.Model;
using Unpark.Model.Profiles;
using Unpark.Readers;
using Unpark.Readers.GoTest;

namespace Unpark.Tests.Readers.GoTest;

public sealed class TestBinaryReaderTests
{
    [Theory]
    [InlineData("go1.19.8", 2)]
    [InlineData("go1.27.4", 2)]
    public void What_a_test_binary_wrote_is_read(string version, int left)
    {
        var binary = Read(TestData.Bytes($"unpark-test/{version}-ownlabels.txt"));
        Assert.Equal((version, "example.com/suite/ownlabels", "/home/user/suite/ownlabels", 0), (binary.GoVersion, binary.ImportPath, binary.Directory, binary.ExitCode));
        Assert.Equal(["TestDirect", "TestNested"], binary.Tests.Values.Order());
        Assert.Equal("1", string.Join(' ', binary.Before));
        Assert.Equal(left, binary.Traceback!.Groups.Count(group => group.Labels.IsEmpty && group.CreatedBy is not null));
        Assert.Equal(left, binary.Profile!.Groups.Count(group => group.Labels is [{ Key: "worker" }]));
    }

    [Fact]
    public void Goroutines_of_TestMain_and_init_were_there_before() =>
        Assert.Equal(3, Read(TestData.Bytes("unpark-test/go1.27.4-ownmain.txt")).Before.Length);

    [Fact]
    public void Proofs_come_from_Go_1_26_on()
    {
        Assert.Empty(Read(TestData.Bytes("unpark-test/go1.19.8-parallel.txt")).Proofs);
        Assert.Equal([3, 3], Read(TestData.Bytes("unpark-test/go1.27.4-parallel.txt")).Proofs.Select(proof => proof.Total));
    }

    [Theory]
    [InlineData("go1.19.8")]
    [InlineData("go1.27.4")]
    public void Time_that_is_up_is_told_with_the_tests_that_ran(string version)
    {
        var binary = Read(TestData.Bytes($"unpark-test/{version}-hung.txt"));
        Assert.Null(binary.ExitCode);
        Assert.Equal((CrashKind.TestTimeout, "test timed out after 2s"), (binary.Hung!.Kind, binary.Hung.Message));
        Assert.Equal(["TestSlow (2s)", "TestStuck (2s)"], binary.Hung.RunningTests.ToArray());
        Assert.Equal(["TestSlow", "TestStuck"], binary.Running.ToArray());
        Assert.Equal(["TestQuick"], binary.Results.Select(result => result.Name));
        Assert.NotNull(binary.Traceback);
    }

    [Fact]
    public void Results_are_read_with_what_tests_logged()
    {
        var binary = Read("unpark 4 go1.27.4 pid=1 path=\"\" dir=\"\"\nended 29\nfail 0.250000 TestA/a_b\n  a b\nended 19\nskip 0.000000 TestB\nexit 1\n1\n"u8.ToArray());
        Assert.Equal([new("TestA/a_b", TestOutcome.Failed, TimeSpan.FromMilliseconds(250), "  a b"), new("TestB", TestOutcome.Skipped, TimeSpan.Zero, "")], binary.Results.ToArray());
        Assert.Equal(1, binary.ExitCode);
    }

    [Theory]
    [InlineData("began 3\nx T\nbegan 2\n9 \nbegan 1\n9\nended 4\nfail\nended 14\nfail NaN TestA\nended 15\nfail 1e99 TestA\nhung 0\n\n")]
    public void What_is_no_journal_is_passed_over(string sections)
    {
        var binary = Read(Encoding.UTF8.GetBytes("unpark 4 go1.27 pid=1 path=\"\" dir=\"\"\n" + sections));
        Assert.Equal((0, 0, 0), (binary.Results.Length, binary.Running.Length, binary.Tests.Count));
    }

    [Theory]
    [InlineData("unpark 4 go1.27.4 pid=1 path=\"a\\\"b\" dir=\"c:\\\\d\"\n", "a\"b", "c:\\d")]
    [InlineData("unpark 4 go1.27.4 pid=1 path=\"\" dir=\"\"", "", "")]
    public void Quoted_paths_are_read_as_Go_writes_them(string text, string path, string folder)
    {
        var binary = Read(Encoding.UTF8.GetBytes(text));
        Assert.Equal((path, folder), (binary.ImportPath, binary.Directory));
    }

    [Theory]
    [InlineData("")]
    [InlineData("goroutine 1 [running]:\n")]
    [InlineData("unpark 2 go1.27.4 pid=1 path=\"\" dir=\"\"\n")]
    [InlineData("unpark 3 go1.27.4 pid=1 path=\"\" dir=\"\" exit=0\n")]
    public void Other_text_is_left_out_and_said(string text)
    {
        var (binary, diagnostics) = TestBinaryReader.Read(Encoding.UTF8.GetBytes(text), "x", ReaderLimits.Default);
        Assert.Null(binary);
        Assert.True(Assert.Single(diagnostics).Fatal);
    }

    [Theory]
    [InlineData("before 99999999999999999999\n1\n", "byte 37")]
    [InlineData("before -1\n1\n", "byte 37")]
    [InlineData("before 5\n1\n", "byte 37")]
    [InlineData("before\n1\n", "byte 37")]
    [InlineData("before 1\n1\nbegan 3\n9 T\nwhat is this", "byte 60")]
    public void A_section_that_is_not_whole_is_left_out_and_said(string sections, string position)
    {
        var (binary, diagnostics) = TestBinaryReader.Read(Encoding.UTF8.GetBytes("unpark 4 go1.27 pid=1 path=\"\" dir=\"\"\n" + sections), "x", ReaderLimits.Default);
        Assert.NotNull(binary);
        Assert.Equal(position, Assert.Single(diagnostics).Position);
    }

    [Fact]
    public void A_file_cut_anywhere_is_no_exception()
    {
        var whole = TestData.Bytes("unpark-test/go1.27.4-parallel.txt");
        for (var length = 0; length < whole.Length; length += 7) TestBinaryReader.Read(whole.AsMemory(0, length), "cut", ReaderLimits.Default);
    }

    private static TestBinary Read(byte[] bytes)
    {
        var (binary, diagnostics) = TestBinaryReader.Read(bytes, "binary.txt", ReaderLimits.Default);
        Assert.Empty(diagnostics);
        return binary!;
    }
}
