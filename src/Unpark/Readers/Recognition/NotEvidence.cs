namespace Unpark.Readers.Recognition;

/// <summary>What to tell somebody who handed in something else.</summary>
internal static class NotEvidence
{
    private const string Expected = "expected a profile, a goroutine dump or a log";
    private const string TakeProfile = "take one from the running program: http://<address>/debug/pprof/goroutine";

    /// <returns>The name of the format, and the sentence: expected, found, what next.</returns>
    public static (string Name, string Message) Explain(EvidenceFormat format) => format switch
    {
        EvidenceFormat.Empty => ("empty", $"{Expected}, found nothing (0 bytes); did the command that should write it fail?"),
        EvidenceFormat.IndexPage => ("pprof index page", $"{Expected}, found the index page of net/http/pprof; give Unpark the address itself, or save the link 'goroutine' of that page"),
        EvidenceFormat.HtmlPage => ("HTML page", $"{Expected}, found an HTML page, perhaps a login or an error page; open the address in a browser, and pass what it asks for (--header, --user, --path)"),
        EvidenceFormat.UnknownProfile => ("error page of net/http/pprof", $"{Expected}, found the answer 'Unknown profile'; the program has no profile of that name: 'goroutineleak' needs Go 1.27, or 1.26 built with GOEXPERIMENT=goroutineleakprofile"),
        EvidenceFormat.Zstandard => Compressed("zstd", "zstd -d"),
        EvidenceFormat.Zip => Compressed("zip", "unzip"),
        EvidenceFormat.Bzip2 => Compressed("bzip2", "bunzip2"),
        EvidenceFormat.Xz => Compressed("xz", "unxz"),
        EvidenceFormat.Lz4 => Compressed("lz4", "lz4 -d"),
        EvidenceFormat.Tar => ("tar archive", $"{Expected}, found a tar archive; unpack it first (tar -xf) and give Unpark the folder"),
        EvidenceFormat.ElfCore => ("ELF core file", $"{Expected}, found a core file (ELF); have its goroutines printed with delve: dlv core <program> <core>, then 'goroutines -t'"),
        EvidenceFormat.ElfFile => ("ELF program", $"{Expected}, found a program or library (ELF); start it and {TakeProfile}"),
        EvidenceFormat.Image => ("image", $"{Expected}, found an image; {TakeProfile}"),
        EvidenceFormat.Pdf => ("PDF document", $"{Expected}, found a PDF document; {TakeProfile}"),
        EvidenceFormat.Zeros => ("zeros", $"{Expected}, found only zero bytes; the file was reserved but never written, or its disk is damaged"),
        _ => ("unknown binary", $"{Expected}, found binary data of no format known here; {TakeProfile}"),
    };

    private static (string, string) Compressed(string name, string command) =>
        ($"{name} data", $"{Expected}, found data compressed with {name}; decompress it first ({command})");
}
