using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Tokens;
using Unpark.Source;

namespace Unpark.Patches.Editing;

/// <summary>Imports that a patch needs, added where gofmt has them: in order, in the group of the standard library.</summary>
internal static class Imports
{
    /// <param name="path">Of a package of the standard library: "context".</param>
    /// <returns>False where the file has another thing of the package's name, or imports in a form that is not to be added to.</returns>
    public static bool Add(Draft draft, SourceFile file, string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (file.Syntax.Imports.FirstOrDefault(import => PathOf(import) == path) is { } known) return known.Name is null;
        if (file.Syntax.Imports.Any(import => NameOf(import) == name) || file.Syntax.Decls.Any(decl => Declares(decl, name))) return false;
        switch (file.Syntax.Decls.OfType<GenDecl>().FirstOrDefault(decl => decl.Tok == Token.Import))
        {
            case null:
                draft.Insert(file, file.Syntax.Name.End, $"\n\nimport \"{path}\"");
                return true;
            case { Lparen.IsValid: false, Specs: [ImportSpec only] } decl:
                draft.Replace(file, decl, $"import (\n{Lines(only, path, file)})");
                return true;
            case { Specs: [ImportSpec, ..] } decl:
                return AddTo(draft, file, [.. decl.Specs.OfType<ImportSpec>()], path);
            default:
                return false;
        }
    }

    private static string Lines(ImportSpec only, string path, SourceFile file)
    {
        var (mine, theirs) = ($"\t\"{path}\"\n", $"\t{file.TextOf(only)}\n");
        if (!IsStandard(PathOf(only))) return $"{mine}\n{theirs}";
        return string.CompareOrdinal(path, PathOf(only)) < 0 ? mine + theirs : theirs + mine;
    }

    // In the first run of lines, which holds the standard library nearly everywhere.
    private static bool AddTo(Draft draft, SourceFile file, List<ImportSpec> specs, string path)
    {
        if (!IsStandard(PathOf(specs[0])))
        {
            draft.Insert(file, specs[0].Pos, $"\"{path}\"\n\n\t");
            return true;
        }
        var run = specs.TakeWhile((spec, index) => index == 0 || file.LineOf(spec) == file.LineOf(specs[index - 1]) + 1).ToList();
        if (run.Find(spec => string.CompareOrdinal(PathOf(spec), path) > 0) is { } next) draft.Insert(file, next.Pos, $"\"{path}\"\n\t");
        else draft.Insert(file, run[^1].End, $"\n\t\"{path}\"");
        return run.TrueForAll(spec => spec.Doc is null && spec.Comment is null);
    }

    private static string PathOf(ImportSpec import) => import.Path.Value.Trim('"', '`');

    private static string NameOf(ImportSpec import) => import.Name?.Name ?? PathOf(import)[(PathOf(import).LastIndexOf('/') + 1)..];

    // "net/http", not "example.com/queue".
    private static bool IsStandard(string path) => !path.Split('/')[0].Contains('.', StringComparison.Ordinal);

    private static bool Declares(Decl decl, string name) => decl switch
    {
        FuncDecl function => function.Recv is null && function.Name.Name == name,
        GenDecl general => general.Specs.Any(spec => spec is TypeSpec type && type.Name.Name == name || spec is ValueSpec value && value.Names.Any(declared => declared.Name == name)),
        _ => false,
    };
}
