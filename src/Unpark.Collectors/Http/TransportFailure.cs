using System.Net.Sockets;
using System.Security.Authentication;

namespace Unpark.Collectors.Http;

/// <summary>No answer came: the sentence that says why and what to try.</summary>
internal static class TransportFailure
{
    public static TargetException Of(Target target, TransportHandler handler, HttpRequestException e) =>
        new(target.Name, Sentence(target, handler, e), e);

    public static TargetException OfDripping(Target target) =>
        new(target.Name, $"sends its answer so slowly that after {target.LongestAnswer.TotalSeconds} s it is not whole");

    public static TargetException OfSilence(Target target, Uri address, TimeSpan patience, Exception e) =>
        new(target.Name, $"took the request for {address.AbsolutePath} and said nothing for {Words.Of(patience)}. It may be overloaded or stopped, or the port belongs to something else; --timeout waits longer", e) { MayStillWork = true };

    public static TargetException OfSlowConnection(Target target, Exception e) =>
        new(target.Name, $"no connection within {Words.Of(target.ConnectTimeout)}: the host is down, or a firewall drops what is sent there", e);

    public static TargetException OfBrokenAnswer(Target target, Exception e) =>
        new(target.Name, $"broke the connection off in the middle of its answer ({Words.FirstLine(e.Message)}). The program may have ended, or its WriteTimeout is shorter than the profile takes", e);

    private static string Sentence(Target target, TransportHandler handler, HttpRequestException e) => e.HttpRequestError switch
    {
        HttpRequestError.SecureConnectionError => Secure(handler, e),
        HttpRequestError.NameResolutionError => $"the name {target.Root.Host} is not known to this machine's resolver",
        HttpRequestError.ConnectionError => Connect(target, e.InnerException as SocketException),
        HttpRequestError.ProxyTunnelError => $"the proxy would not connect to it: {Words.FirstLine(e.Message)}",
        _ when target.Root.Scheme == Uri.UriSchemeHttp =>
            "did not answer in HTTP. If it speaks TLS, write https://; if the port belongs to another protocol, look for the one that serves net/http/pprof",
        _ when handler.SawCertificate => Refused(e),
        _ => $"did not answer in HTTP ({Words.FirstLine((e.InnerException ?? e).Message)})",
    };

    private static string Connect(Target target, SocketException? e) => e?.SocketErrorCode switch
    {
        SocketError.ConnectionRefused when target.Socket is not null => "nobody accepts connections on this socket: the program has ended, or has not started to listen",
        SocketError.ConnectionRefused => "connection refused: nothing listens on this port. Is the program running, and is this the port of its net/http/pprof?",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => $"the name {target.Root.Host} is not known to this machine's resolver",
        SocketError.AccessDenied => "this user may not connect to it (permission denied)",
        SocketError.TimedOut => OfSlowConnection(target, e).Sentence,
        _ when target.Socket is not null && !File.Exists(target.Socket) => "there is no such socket",
        null => "no connection could be made",
        _ => $"no connection could be made ({Words.FirstLine(e.Message)})",
    };

    private static string Secure(TransportHandler handler, HttpRequestException e) => handler switch
    {
        { CertificateProblem: { } problem } => $"{problem}. Name its authority with --ca FILE, or accept any certificate with --insecure",
        { SawCertificate: true } => Refused(e),
        _ when e.InnerException is AuthenticationException or IOException =>
            "did not answer in TLS. If it speaks plain HTTP, write http:// instead of https://",
        _ => $"no TLS connection could be made ({Words.FirstLine((e.InnerException ?? e).Message)})",
    };

    private static string Refused(HttpRequestException e) =>
        $"ended the TLS connection without an answer ({Words.FirstLine((e.InnerException ?? e).Message)}). It may want a client certificate: --cert FILE --key FILE";
}
