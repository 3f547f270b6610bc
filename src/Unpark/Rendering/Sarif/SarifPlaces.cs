using System.Text.Json;
using Unpark.Analysis;
using Unpark.Model;

namespace Unpark.Rendering.Sarif;

/// <summary>Locations: files of the checkout relative to its root, all others as they were printed.</summary>
internal sealed class SarifPlaces(SourceTree sources)
{
    /// <summary>Name of the checkout's root, as GitHub and CodeQL write it.</summary>
    public const string Root = "%SRCROOT%";

    public bool IsInCheckout(Frame frame) => sources.PathOf(frame) is not null;

    /// <summary>The members of a location, inside an object that is open.</summary>
    public void WriteBody(Utf8JsonWriter json, Frame frame)
    {
        if (frame.File.Length > 0) WritePhysical(json, frame);
        if (frame.Function.Length > 0) WriteLogical(json, frame);
    }

    /// <summary>A location that names evidence: the only place a finding without any line has.</summary>
    public static void WriteEvidence(Utf8JsonWriter json, string source)
    {
        json.WriteStartObject("physicalLocation"u8);
        json.WriteStartObject("artifactLocation"u8);
        json.WriteString("uri"u8, UriOf(source));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>The artifactLocation of a file of this machine.</summary>
    public void WriteArtifact(Utf8JsonWriter json, string file) => WriteArtifact(json, new Frame("", file, 0));

    private void WriteArtifact(Utf8JsonWriter json, Frame frame)
    {
        json.WriteStartObject("artifactLocation"u8);
        var path = sources.PathOf(frame);
        json.WriteString("uri"u8, UriOf(path ?? frame.File));
        if (path is not null) json.WriteString("uriBaseId"u8, Root);
        json.WriteEndObject();
    }

    private void WritePhysical(Utf8JsonWriter json, Frame frame)
    {
        json.WriteStartObject("physicalLocation"u8);
        WriteArtifact(json, frame);
        if (frame.Line > 0) WriteRegion(json, frame.Line);
        json.WriteEndObject();
    }

    // The whole line: evidence knows no columns.
    private static void WriteRegion(Utf8JsonWriter json, int line)
    {
        json.WriteStartObject("region"u8);
        json.WriteNumber("startLine"u8, line);
        json.WriteNumber("startColumn"u8, 1);
        json.WriteNumber("endLine"u8, line);
        json.WriteEndObject();
    }

    private static void WriteLogical(Utf8JsonWriter json, Frame frame)
    {
        json.WriteStartArray("logicalLocations"u8);
        json.WriteStartObject();
        json.WriteString("fullyQualifiedName"u8, frame.Function);
        json.WriteString("kind"u8, "function"u8);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    // "/src/a b.go" is file:///src/a%20b.go, "C:/a.go" file:///C:/a.go, "queue/a.go" itself, "http://host" itself.
    private static string UriOf(string file)
    {
        if (file.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(file, UriKind.Absolute, out var address)) return address.AbsoluteUri;
        var path = file.Replace('\\', '/');
        var drive = path.Length > 2 && path[1] == ':' && path[2] == '/' ? path[..2] : "";
        var escaped = drive + string.Join('/', path[drive.Length..].Split('/').Select(Uri.EscapeDataString));
        return drive.Length > 0 ? "file:///" + escaped : path.StartsWith('/') ? "file://" + escaped : escaped;
    }
}
