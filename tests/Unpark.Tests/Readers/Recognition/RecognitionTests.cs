using System.Text;

namespace Unpark.Tests.Readers.Recognition;

public class RecognitionTests
{
    [Theory]
    [InlineData("28 b5 2f fd 04 00", "zstd")]
    [InlineData("50 4b 03 04 14 00", "zip")]
    [InlineData("42 5a 68 39 31 41", "bzip2")]
    [InlineData("fd 37 7a 58 5a 00", "xz")]
    public void Other_compression_is_named_with_the_command_that_undoes_it(string bytes, string name) =>
        Check(Hex(bytes), $"{name} data", "decompress it first");

    [Fact]
    public void An_empty_file_is_said_to_be_empty() => Check([], "empty", "found nothing (0 bytes)");

    [Fact]
    public void An_empty_file_inside_gzip_is_said_to_be_empty() => Check(Hex("1f 8b 08 00 00 00 00 00 00 03 03 00 00 00 00 00 00 00 00 00"), "empty, gzip", "found nothing (0 bytes)");

    [Fact]
    public void An_image_is_no_evidence() => Check(Hex("ff d8 ff e0 00 10 4a 46 49 46 00 01"), "image", "take one from the running program");

    [Fact]
    public void A_login_page_is_no_evidence() =>
        Check(Encoding.UTF8.GetBytes("\n <!DOCTYPE html>\n<html><title>Sign in</title></html>"), "HTML page", "a login or an error page");

    [Fact]
    public void The_answer_to_an_unknown_profile_name_says_which_versions_have_it() =>
        Check("Unknown profile\n"u8.ToArray(), "error page of net/http/pprof", "Go 1.27");

    [Theory]
    [MemberData(nameof(TestData.Files), "index.html", MemberType = typeof(TestData))]
    public void The_index_page_of_pprof_is_told_from_other_pages(string version, string file) =>
        Check(TestData.Bytes($"{version}/{file}"), "pprof index page", "save the link 'goroutine'");

    [Fact]
    public void A_core_file_is_told_from_a_program()
    {
        var elf = new byte[64];
        "\u007fELF"u8.CopyTo(elf);
        elf[16] = 4;
        Check(elf, "ELF core file", "core file (ELF)");
        elf[16] = 2;
        Check(elf, "ELF program", "program or library (ELF)");
    }

    [Fact]
    public void Zeros_are_no_evidence() => Check(new byte[100_000], "zeros", "only zero bytes");

    [Fact]
    public void Random_bytes_are_no_evidence()
    {
        var bytes = new byte[10_000];
        new Random(17).NextBytes(bytes);
        Check(bytes, "unknown binary", "no format known here");
    }

    private static void Check(byte[] bytes, string format, string message)
    {
        var reading = EvidenceReader.Read(new MemoryStream(bytes), "evidence");
        Assert.Equal(format, reading.Format);
        var diagnostic = Assert.Single(reading.Diagnostics);
        Assert.True(diagnostic.Fatal);
        Assert.Contains(message, diagnostic.Message, StringComparison.Ordinal);
    }

    private static byte[] Hex(string bytes) => Convert.FromHexString(bytes.Replace(" ", ""));
}
