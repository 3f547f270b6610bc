using System.Reflection;

namespace Unpark.Cli.Demo;

/// <summary>What the order service gave when it was recorded: in the checkout, and kept in the program itself for where there is none.</summary>
internal static class RecordedOrders
{
    /// <summary>A folder with the evidence of "leaking" or "fixed".</summary>
    /// <param name="scratch">Where it is unpacked if it must be.</param>
    public static string FolderOf(string twin, Checkout? checkout, ScratchFolder scratch)
    {
        if (checkout is not null) return Path.GetRelativePath(".", Path.Combine(checkout.Samples, "orders", "recorded", "go1.27.4", twin));

        var folder = Directory.CreateDirectory(Path.Combine(scratch.Path, twin)).FullName;
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith($"recorded/{twin}/", StringComparison.Ordinal)))
        {
            using var from = assembly.GetManifestResourceStream(name)!;
            using var to = File.Create(Path.Combine(folder, Path.GetFileName(name)));
            from.CopyTo(to);
        }
        return folder;
    }
}
