using System.Reflection;

namespace Unpark.Tests.Browser;

/// <summary>axe-core, the accessibility checker, out of the package that carries it.</summary>
internal static class Axe
{
    private static readonly Lazy<string> Script = new(() =>
    {
        using var stream = Assembly.Load("Deque.AxeCore.Commons").GetManifestResourceStream("Deque.AxeCore.Commons.Resources.axe.min.js")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    /// <returns>One line for each place that breaks WCAG 2.2 AA or good practice: rule, what it asks, where.</returns>
    public static Task<IReadOnlyList<string>> ViolationsAsync(BrowserPage page) =>
        RunAsync(page, "{ type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }");

    /// <returns>Only what changes with the colours.</returns>
    public static Task<IReadOnlyList<string>> ContrastViolationsAsync(BrowserPage page) => RunAsync(page, "{ type: 'rule', values: ['color-contrast'] }");

    private static async Task<IReadOnlyList<string>> RunAsync(BrowserPage page, string rules)
    {
        await page.EvaluateAsync(Script.Value + "; undefined");
        var found = await page.EvaluateAsync(
            $$"""
            axe.run(document, { runOnly: {{rules}}, resultTypes: ['violations'] })
              .then(results => results.violations.map(v => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map(n => `${n.html.slice(0, 200)} (${n.failureSummary.split('\n')[1]})`).join(' | ')}`))
            """);
        return [.. found.EnumerateArray().Select(violation => violation.GetString()!)];
    }
}
