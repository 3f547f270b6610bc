using Unpark.Configuration;

namespace Unpark.Monitor.Settings.Reading;

/// <summary>Reads the section <c>web</c>.</summary>
internal sealed class WebReader(Entries entries, SettingsFolder folder)
{
    public WebSettings Read(YamlMap map)
    {
        entries.CheckKeys(map, "listen", "external_url", "hosts", "tokens", "tls");
        var settings = WebSettings.Default with
        {
            ExternalUrl = entries.Address(map, "external_url"),
            Hosts = [.. entries.Texts(map, "hosts").Select(host => host.Text)],
            Tokens = entries.List(map, "tokens", ReadToken),
        };
        if (entries.Text(map, "listen") is { } listen)
        {
            if (ListenAddress.TryParse(listen, out var address)) settings = settings with { Listen = address };
            else entries.Wrong(Entries.Node(map, "listen")!, $"listen is \"{listen}\", expected {ListenAddress.Expected}");
        }
        return entries.Map(map, "tls") is { } tls ? ReadTls(tls, settings) : settings;
    }

    private WebToken? ReadToken(YamlMap map)
    {
        entries.CheckKeys(map, "name", "hash", "role");
        entries.Require(map, "name", "hash");
        if (entries.Text(map, "name") is not { } name || entries.Text(map, "hash") is not { } text) return null;
        var mayWrite = entries.OneOf(map, "role", "read", "write") == "write";
        if (TokenHash.TryParse(text, out var hash)) return new(name, hash, mayWrite);
        // It may be the token itself: it is not repeated.
        entries.Wrong(Entries.Node(map, "hash")!, "hash: expected what 'unpark serve --new-token' prints, as sha256:...:...");
        return null;
    }

    private WebSettings ReadTls(YamlMap map, WebSettings settings)
    {
        entries.CheckKeys(map, "cert_file", "key_file");
        entries.Require(map, "cert_file");
        return settings with { CertificateFile = FileOf(map, "cert_file"), KeyFile = FileOf(map, "key_file") };
    }

    private string? FileOf(YamlMap map, string key)
    {
        if (entries.Text(map, key) is not { } file) return null;
        var path = folder.PathOf(file);
        if (!File.Exists(path)) entries.Wrong(Entries.Node(map, key)!, $"{key}: there is no file {path}");
        return path;
    }
}
