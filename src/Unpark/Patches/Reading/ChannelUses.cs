using System.Collections.Immutable;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.GoSyntax.Types;
using Unpark.Source;

namespace Unpark.Patches.Reading;

/// <summary>A channel that one function makes and keeps in a variable, with everything that is done to it there.</summary>
internal sealed record ChannelUses
{
    public required LocalVariable Variable { get; init; }

    /// <summary>The <c>make(chan T, size)</c>.</summary>
    public required CallExpr Make { get; init; }

    /// <summary>The statement with it.</summary>
    public required Stmt Made { get; init; }

    public ImmutableArray<SendStmt> Sends { get; init; } = [];

    /// <summary><c>&lt;-ch</c> and the <c>range</c>s.</summary>
    public ImmutableArray<Node> Receives { get; init; } = [];

    public ImmutableArray<CallExpr> Closes { get; init; } = [];

    /// <summary>Arguments of calls behind <c>go</c>.</summary>
    public ImmutableArray<Ident> GivenToGo { get; init; } = [];

    /// <summary>All other uses: who knows what is done there.</summary>
    public ImmutableArray<Ident> Others { get; init; } = [];

    public bool IsUnbuffered => Make.Args.Length == 1;

    /// <summary>Everything that is done to it is seen.</summary>
    public bool StaysHere => Others.IsEmpty && GivenToGo.IsEmpty;

    /// <returns>Null when the name is no channel that this function makes.</returns>
    public static ChannelUses? Find(SourceFile file, FuncDecl function, string name)
    {
        if (LocalVariable.Find(function, name) is not { } variable || variable.Value is not CallExpr make || !IsMake(make)) return null;
        var map = SyntaxMap.Of(file);
        if (map.StatementOf(variable.Declaration) is not { } made) return null;
        return new()
        {
            Variable = variable,
            Make = make,
            Made = made,
            Sends = [.. Of(Kind.Send).Select(use => (SendStmt)map.ParentOf(use)!)],
            Receives = [.. Of(Kind.Receive).Select(use => map.ParentOf(use)!)],
            Closes = [.. Of(Kind.Close).Select(use => (CallExpr)map.ParentOf(use)!)],
            GivenToGo = [.. Of(Kind.Go)],
            Others = [.. Of(Kind.Other)],
        };

        IEnumerable<Ident> Of(Kind kind) => variable.Uses.Where(use => KindOf(use, map) == kind);
    }

    public static bool IsMake(Expr value) => value.Unparen() is CallExpr { Fun: Ident { Name: "make" }, Args: [ChanType, ..] };

    private enum Kind
    {
        Other,
        Send,
        Receive,
        Close,
        Go,
    }

    private static Kind KindOf(Ident use, SyntaxMap map) => map.ParentOf(use) switch
    {
        SendStmt send when send.Chan == use => Kind.Send,
        UnaryExpr { Op: Token.Arrow } => Kind.Receive,
        RangeStmt range when range.X == use => Kind.Receive,
        CallExpr { Fun: Ident { Name: "close" } } => Kind.Close,
        CallExpr call when call.Fun != use && map.ParentOf(call) is GoStmt => Kind.Go,
        _ => Kind.Other,
    };
}
