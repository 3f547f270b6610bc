using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Parsing;
using Unpark.GoSyntax.Positions;
using Unpark.GoSyntax.Tokens;

namespace Unpark.GoSyntax;

/// <summary>Reads Go source of every version up to 1.27.</summary>
public static class GoParser
{
    /// <summary>Never throws on content: what is not Go is said in <see cref="File.Errors"/>, and the rest is in the tree.</summary>
    /// <param name="source">A whole file, in UTF-8. The tree looks into it: leave it as it is.</param>
    /// <param name="names">Shared among the files of a program, so that their names are the same strings.</param>
    /// <param name="fileNumber">What its names say of where they stand: <see cref="Ident.FileNumber"/>. From 1 to <see cref="Ident.MostFiles"/>; 0 where nobody asks.</param>
    public static File Parse(ReadOnlyMemory<byte> source, NameTable? names = null, ParseLimits? limits = null, int fileNumber = 0)
    {
        limits ??= ParseLimits.Default;
        names ??= new();
        var errors = new ErrorList(limits.MaxErrors);
        if (source.Length > limits.MaxBytes) return TooLarge(source.Length, limits, errors);
        using var tokens = Lexer.Scan(source.Span, names, errors);
        return new Parser(new(source), tokens, names, errors, limits, fileNumber).ParseFile();
    }

    private static File TooLarge(int length, ParseLimits limits, ErrorList errors)
    {
        errors.Add(new(0), $"{length} bytes exceed the limit of {limits.MaxBytes} (ParseLimits.MaxBytes); nothing is read");
        return new(new(default)) { Name = new Ident(Pos.None, "_"), Errors = errors.InOrder() };
    }
}
