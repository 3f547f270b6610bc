using System.Text;
using Unpark.GoSyntax;
using Unpark.Patches.Editing;
using Unpark.Source;

namespace Unpark.Tests.Patches;

/// <summary>Where an import that a patch needs is put: as gofmt would order it.</summary>
public sealed class ImportsTests
{
    [Fact]
    public void A_file_without_imports_gets_a_declaration() =>
        Check("package a\n\nvar x = 1\n", "package a\n\nimport \"context\"\n\nvar x = 1\n");

    [Fact]
    public void A_single_import_becomes_a_list() =>
        Check("package a\n\nimport \"net/http\"\n\nvar x http.Client\n", "package a\n\nimport (\n\t\"context\"\n\t\"net/http\"\n)\n\nvar x http.Client\n");

    [Fact]
    public void A_module_stands_in_a_group_of_its_own() =>
        Check("package a\n\nimport \"example.com/q\"\n", "package a\n\nimport (\n\t\"context\"\n\n\t\"example.com/q\"\n)\n");

    [Fact]
    public void It_stands_between_its_neighbours() =>
        Check("package a\n\nimport (\n\t\"bytes\"\n\t\"net/http\"\n\n\t\"example.com/q\"\n)\n", "package a\n\nimport (\n\t\"bytes\"\n\t\"context\"\n\t\"net/http\"\n\n\t\"example.com/q\"\n)\n");

    [Fact]
    public void It_is_the_last_of_the_standard_library() =>
        Check("package a\n\nimport (\n\t\"bufio\"\n\t\"bytes\"\n\n\t\"example.com/q\"\n)\n", "package a\n\nimport (\n\t\"bufio\"\n\t\"bytes\"\n\t\"context\"\n\n\t\"example.com/q\"\n)\n");

    [Fact]
    public void A_list_of_modules_alone_gets_a_group_above() =>
        Check("package a\n\nimport (\n\t\"example.com/q\"\n\t\"example.com/r\"\n)\n", "package a\n\nimport (\n\t\"context\"\n\n\t\"example.com/q\"\n\t\"example.com/r\"\n)\n");

    [Fact]
    public void What_is_there_is_not_added() => Check("package a\n\nimport \"context\"\n", "package a\n\nimport \"context\"\n");

    [Fact]
    public void Another_thing_of_the_name_prevents_it() => Check("package a\n\nimport \"example.com/context\"\n", null);

    [Fact]
    public void An_import_under_another_name_prevents_it() => Check("package a\n\nimport ctx \"context\"\n", null);

    private static void Check(string before, string? after)
    {
        var file = new SourceFile("/a.go", GoParser.Parse(Encoding.UTF8.GetBytes(before)));
        var draft = new Draft();
        Assert.Equal(after is not null, Imports.Add(draft, file, "context"));
        if (after is null) return;
        var text = before;
        foreach (var edit in (draft.Finish() ?? []).Reverse()) text = text[..edit.Start.Offset] + edit.NewText + text[edit.End.Offset..];
        Assert.Equal(after, text);
    }
}
