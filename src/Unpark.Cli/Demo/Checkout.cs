namespace Unpark.Cli.Demo;

/// <summary>The project's own folder, when the program runs from one.</summary>
internal sealed record Checkout(string Root)
{
    public string Samples => Path.Combine(Root, "samples");

    /// <summary>Where <c>eng/tools</c> unpacks what the machine lacks.</summary>
    public string Tools => Path.Combine(Root, "artifacts", "tools");

    /// <summary>Fetches them: <c>bash eng/tools go</c>.</summary>
    public string ToolsScript => Path.Combine(Root, "eng", "tools");

    /// <returns>Null: the program is not below one, as after an installation.</returns>
    public static Checkout? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "samples", "orders", "main.go"))) return new(folder.FullName);
        }
        return null;
    }
}
