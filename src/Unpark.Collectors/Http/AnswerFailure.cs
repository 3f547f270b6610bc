using System.Buffers;
using System.Net;
using System.Text;
using Unpark.Knowledge.Profiles;

namespace Unpark.Collectors.Http;

/// <summary>An answer came that is no evidence: the sentence that says what it is and what to try.</summary>
internal static class AnswerFailure
{
    private const string Login = "A log-in seems to stand before it: give what it wants with --bearer or --header, or ask the program's own port";

    // serverHandler, net/http/server.go: what a Go server answers in plain text on its TLS port.
    private static ReadOnlySpan<byte> PlainToTls => "HTTP request to an HTTPS server"u8;

    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n");

    /// <summary>Null: the answer may be evidence.</summary>
    /// <param name="expected">"a goroutine profile", "the index page of net/http/pprof"</param>
    public static string? Of(Answer answer, string expected)
    {
        var path = answer.Address.AbsolutePath;
        return answer.Status switch
        {
            HttpStatusCode.OK when answer.IsHtml => $"expected {expected} at {path}, found {WebPage(answer)}",
            HttpStatusCode.OK => null,
            _ when answer.Body.AsSpan().IndexOf(PlainToTls) >= 0 => "speaks TLS: write https:// before the address",
            HttpStatusCode.NotFound when answer.HasPprofMark => NoSuchProfile(path),
            HttpStatusCode.NotFound =>
                $"has no {path} (404). The program may not import net/http/pprof, or serve it at another path or port: try --path",
            HttpStatusCode.Unauthorized => $"wants credentials for {path} (401): user:password@ in the address, --bearer or --header",
            HttpStatusCode.Forbidden => $"refuses {path} to this caller (403): the credentials lack the right, or it answers only to certain addresses",
            HttpStatusCode.ProxyAuthenticationRequired => "the proxy wants credentials (407): user:password@ in the address of --proxy",
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest when answer.RedirectedTo is { } to =>
                $"sends the request for {path} on to {to.GetLeftPart(UriPartial.Path)}, which was not followed. {Login}",
            _ => $"answered {(int)answer.Status} to {path}{Quoted(answer.Body)}",
        };
    }

    public static string NoSuchProfile(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return PprofEndpoints.VersionsWith(name) is { } versions
            ? $"has no {name} profile: it needs {versions}"
            : $"serves net/http/pprof, but knows no profile \"{name}\" (404)";
    }

    private static string WebPage(Answer answer)
    {
        var page = Title(answer.Body) is { Length: > 0 } title ? $"a web page (\"{title}\")" : "a web page";
        return answer.RedirectedTo is { } to
            ? $"{page} after a redirect to {to.AbsolutePath}. {Login}"
            : $"{page}. {Login}; if it serves net/http/pprof at another path, try --path";
    }

    private static string? Title(ReadOnlySpan<byte> body)
    {
        var start = body.IndexOf("<title>"u8);
        if (start < 0) return null;
        body = body[(start + 7)..];
        return body.IndexOf("</title>"u8) is var end and >= 0 ? Short(body[..end]) : null;
    }

    private static string Quoted(byte[] body) => Short(body) is { Length: > 0 } text ? $": \"{text}\"" : "";

    private static string Short(ReadOnlySpan<byte> bytes)
    {
        var text = WebUtility.HtmlDecode(Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 200)])).Trim();
        var line = text.AsSpan().IndexOfAny(LineEnds) is var end and >= 0 ? text[..end] : text;
        return string.Concat(line.Where(c => !char.IsControl(c)));
    }
}
