using Unpark.Model;

namespace Unpark.Rendering.Html;

/// <summary>Functions and places: what tells them apart is dark, the path before it light.</summary>
internal static class FrameHtml
{
    public static void WritePlace(HtmlPage page, Frame frame)
    {
        if (frame.File.Length == 0)
        {
            WriteFunction(page, frame.Function);
            return;
        }
        var name = frame.File.LastIndexOfAny(['/', '\\']) + 1;
        page.Write($"<code class=\"place\"><span class=\"path\">{frame.File[..name]}</span>{frame.File[name..]}:{frame.Line}</code>");
    }

    public static void WriteFunction(HtmlPage page, string function)
    {
        var name = NameIndex(function);
        page.Write($"<code class=\"function\"><span class=\"path\">{function[..name]}</span>{function[name..]}</code>");
    }

    /// <summary>Without the path of its package: "order.(*Service).Create".</summary>
    public static string NameOf(string function) => function[NameIndex(function)..];

    /// <summary>At most so many frames, the entry among them: where a goroutine was started says what it is for.</summary>
    public static void WriteStack(HtmlPage page, CallStack stack, int most)
    {
        var frames = stack.Frames;
        page.Write($"<ol class=\"stack\">\n");
        for (var i = 0; i < frames.Length; i++)
        {
            if (stack.Elided != 0 && i == stack.ElidedAt) page.Write($"<li class=\"gap\">{(stack.Elided < 0 ? "" : $"{stack.Elided} ")}frames left out by the runtime</li>\n");
            if (i == most - 1 && frames.Length > most)
            {
                page.Write($"<li class=\"gap\">{frames.Length - most} frames not shown</li>\n");
                i = frames.Length - 1;
            }
            page.Write($"<li>");
            WriteFunction(page, frames[i].Function);
            if (frames[i].File.Length > 0) WritePlace(page, frames[i]);
            page.Write($"</li>\n");
        }
        page.Write($"</ol>\n");
    }

    // "github.com/acme/shop/order.(*Service).Create": from "order" on. Type arguments and receivers may hold slashes of their own.
    private static int NameIndex(string function)
    {
        var end = function.AsSpan().IndexOfAny('(', '[');
        return (end < 0 ? function.AsSpan() : function.AsSpan(0, end)).LastIndexOf('/') + 1;
    }
}
