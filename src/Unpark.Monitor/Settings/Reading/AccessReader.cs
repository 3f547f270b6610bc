using System.Net;
using Unpark.Collectors.Http;
using Unpark.Configuration;

namespace Unpark.Monitor.Settings.Reading;

/// <summary>Reads what it takes to be let in: the keys that Prometheus has for it in each place.</summary>
internal sealed class AccessReader(Entries entries, SettingsFolder folder)
{
    public static readonly string[] Keys = ["authorization", "basic_auth", "tls_config", "proxy_url", "http_headers"];

    public Access Read(YamlMap map)
    {
        var tls = entries.Map(map, "tls_config") ?? new YamlMap(map.Line, []);
        entries.CheckKeys(tls, "ca_file", "cert_file", "key_file", "insecure_skip_verify");
        return new()
        {
            BearerToken = TokenOf(map),
            Basic = BasicOf(map),
            Headers = entries.Map(map, "http_headers") is { } headers ? [.. headers.Entries.Select(header => KeyValuePair.Create(header.Key, entries.Text(headers, header.Key) ?? ""))] : [],
            AuthorityFile = FileOf(tls, "ca_file"),
            CertificateFile = FileOf(tls, "cert_file"),
            KeyFile = FileOf(tls, "key_file"),
            Insecure = entries.Flag(tls, "insecure_skip_verify"),
            Proxy = entries.Address(map, "proxy_url"),
        };
    }

    private string? TokenOf(YamlMap map)
    {
        if (entries.Map(map, "authorization") is not { } authorization) return null;
        entries.CheckKeys(authorization, "type", "credentials", "credentials_file");
        _ = entries.OneOf(authorization, "type", "Bearer");
        return SecretOf(authorization, "credentials", "credentials_file");
    }

    private NetworkCredential? BasicOf(YamlMap map)
    {
        if (entries.Map(map, "basic_auth") is not { } basic) return null;
        entries.CheckKeys(basic, "username", "password", "password_file");
        entries.Require(basic, "username");
        return new(entries.Text(basic, "username") ?? "", SecretOf(basic, "password", "password_file") ?? "");
    }

    // A secret is never repeated in a message.
    private string? SecretOf(YamlMap map, string key, string fileKey)
    {
        if (entries.Text(map, fileKey) is not { } file) return entries.Text(map, key);
        try
        {
            return folder.Secret(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            entries.Wrong(Entries.Node(map, fileKey)!, $"{fileKey} cannot be read: {e.Message.TrimEnd('.')}");
            return null;
        }
    }

    private string? FileOf(YamlMap map, string key)
    {
        if (entries.Text(map, key) is not { } file) return null;
        var path = folder.PathOf(file);
        if (!File.Exists(path)) entries.Wrong(Entries.Node(map, key)!, $"{key}: there is no file {path}");
        return path;
    }
}
