using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.GoSyntax.Types;
using Unpark.Knowledge.Frames;
using Unpark.Model;
using File = Unpark.GoSyntax.File;

namespace Unpark.Source;

/// <summary>Whether a source file is the one a program was built from, as far as one of its frames can tell.</summary>
/// <remarks>Source explains evidence only where it fits: a line that has moved since the build would blame another.</remarks>
public static class SourceFit
{
    /// <returns>Null when the file fits; otherwise why it does not: "line 52 is in NewStore, not in Get".</returns>
    public static string? Refusal(File file, Frame frame, SourceOperation operation)
    {
        var name = GoFunctionName.Parse(frame.Function);
        if (frame.Line < 1) return "the evidence names no line";
        if (frame.Line > file.Source.LineCount) return $"it has {file.Source.LineCount} lines, the evidence names line {frame.Line}";
        if (name.PackagePath == "main" && file.Name.Name != "main") return $"it is of package {file.Name.Name}, not main";
        if (file.DeclsOn(frame.Line).FirstOrDefault() is not { } around) return $"line {frame.Line} is in no function";
        if (!IsNamed(around, file, frame, name)) return $"line {frame.Line} is in {NameOf(around)}, not in {name.Outer}";
        return operation == SourceOperation.Any || around.Descend().Any(node => Is(node, operation) && node.IsOn(file, frame.Line))
            ? null
            : $"line {frame.Line} holds no {Word(operation)}";
    }

    private static bool IsNamed(Decl around, File file, Frame frame, GoFunctionName name) => around switch
    {
        FuncDecl func when func.Name.Name == name.Name && (name.IsClosure || ReceiverOf(func) == TypeName(name.Receiver)) => true,
        // Inlining mixes the names of the function around a closure and of the one it was inlined into.
        _ => name.IsClosure && around.Descend().Any(node => node is FuncLit && node.IsOn(file, frame.Line)),
    };

    // "(*Queue[...])" -> "Queue"
    private static string? TypeName(string? receiver) => receiver?.TrimStart('(', '*').Split('[', ')')[0];

    private static string? ReceiverOf(FuncDecl func) => func.Recv is { List: [var field, ..] } ? NameOfType(field.Type) : null;

    private static string? NameOfType(Expr type) => type.Unparen() switch
    {
        Ident ident => ident.Name,
        StarExpr star => NameOfType(star.X),
        IndexExpr index => NameOfType(index.X),
        IndexListExpr index => NameOfType(index.X),
        _ => null,
    };

    private static string NameOf(Decl decl) => decl is FuncDecl func ? (ReceiverOf(func) is { } type ? $"{type}." : "") + func.Name.Name : "no function";

    // The line of a select is that of its first word, and a case of it sends or receives on a line of its own.
    private static bool Is(Node node, SourceOperation operation) => operation switch
    {
        SourceOperation.Send => node is SendStmt,
        SourceOperation.Receive => node is UnaryExpr { Op: Token.Arrow } or RangeStmt,
        SourceOperation.Select => node is SelectStmt,
        _ => node is CallExpr,
    };

    private static string Word(SourceOperation operation) => operation switch
    {
        SourceOperation.Send => "send",
        SourceOperation.Receive => "receive",
        SourceOperation.Select => "select",
        _ => "call",
    };
}
