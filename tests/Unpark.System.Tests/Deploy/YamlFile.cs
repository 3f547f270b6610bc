using YamlDotNet.RepresentationModel;

namespace Unpark.Tests.Deploy;

internal static class YamlFile
{
    public static IEnumerable<YamlNode> Documents(string path)
    {
        var stream = new YamlStream();
        using var text = File.OpenText(path);
        stream.Load(text);
        return stream.Documents.Select(document => document.RootNode);
    }
}
