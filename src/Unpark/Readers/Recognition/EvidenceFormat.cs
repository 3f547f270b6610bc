namespace Unpark.Readers.Recognition;

/// <summary>What a piece of evidence turned out to be; the second half cannot be read, but is told by its name.</summary>
internal enum EvidenceFormat
{
    ProtobufProfile,
    TextProfile,
    ExecutionTrace,

    /// <summary>Dumps, crashes, race reports, logs around them: all text that is not a <c>debug=1</c> profile.</summary>
    Text,

    /// <summary>The same as written by <c>&gt;</c> in older PowerShell.</summary>
    Utf16Text,

    Empty,
    IndexPage,
    HtmlPage,
    UnknownProfile,
    Zstandard,
    Zip,
    Bzip2,
    Xz,
    Lz4,
    Tar,
    ElfCore,
    ElfFile,
    Image,
    Pdf,
    Zeros,
    OtherBinary,
}
