using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.GoSyntax.Types;
using Unpark.Patches.Reading;

namespace Unpark.Patches.Waits;

/// <summary>A statement that waits for what nobody can ever do.</summary>
/// <param name="Why">"quit is known to serve alone, which never sends on it or closes it"</param>
internal sealed record HopelessWait(Stmt Statement, string Why)
{
    public static HopelessWait? On(PatchPlace place) => place.OnLine<Stmt>().Select(statement => Find(statement, place)).FirstOrDefault(wait => wait is not null);

    private static HopelessWait? Find(Stmt statement, PatchPlace place)
    {
        if (place.Map.DeclarationOf(statement) is not { } function) return null;
        var why = statement switch
        {
            SelectStmt { Body.List.IsEmpty: true } => "a select without cases waits for nothing",
            SelectStmt select => OfCases(select, function, place),
            SendStmt or ExprStmt { X: UnaryExpr } => OfChannel(statement, function, place),
            ExprStmt { X: CallExpr { Args.IsEmpty: true, Fun: SelectorExpr { Sel.Name: "Wait", X: Ident name } } } => OfSync(name.Name, function, place),
            _ => null,
        };
        return why is null ? null : new(statement, why);
    }

    private static string? OfCases(SelectStmt select, FuncDecl function, PatchPlace place)
    {
        var reasons = select.Body.List.OfType<CommClause>().Select(clause => clause.Comm is null ? null : OfChannel(clause.Comm, function, place)).ToList();
        return reasons.TrueForAll(reason => reason is not null) ? string.Join("; ", reasons.Distinct()) : null;
    }

    private static string? OfChannel(Stmt operation, FuncDecl function, PatchPlace place) => operation switch
    {
        SendStmt send when !send.Value.Descend().Any(node => node is CallExpr or FuncLit or UnaryExpr { Op: Token.Arrow }) => OfChannel(send.Chan, isSend: true, function, place),
        ExprStmt { X: UnaryExpr { Op: Token.Arrow } receive } => OfChannel(receive.X, isSend: false, function, place),
        _ => null,
    };

    private static string? OfChannel(Expr channel, bool isSend, FuncDecl function, PatchPlace place)
    {
        if (channel is CallExpr { Fun: Ident { Name: "make" }, Args: [ChanType] }) return "the channel is made in the very statement, so nobody else has it";
        if (channel is not Ident name) return null;
        if (IsNeverMade(name.Name, function, place.Map)) return $"{name.Name} is never made, and a nil channel lets nobody through";
        if (ChannelUses.Find(place.File, function, name.Name) is not { StaysHere: true, Closes.IsEmpty: true, IsUnbuffered: true } made) return null;
        var isAlone = isSend ? made.Receives.IsEmpty : made.Sends.IsEmpty;
        return isAlone ? $"{name.Name} is known to {function.Name.Name} alone, which never {(isSend ? "receives from it" : "sends on it or closes it")}" : null;
    }

    // "var c chan int", and nothing but sends and receives after it.
    private static bool IsNeverMade(string name, FuncDecl function, SyntaxMap map) =>
        LocalVariable.Find(function, name) is { Declaration: ValueSpec { Values.IsEmpty: true, Type: ChanType } } variable
        && variable.Uses.All(use => map.ParentOf(use) is UnaryExpr { Op: Token.Arrow } || (map.ParentOf(use) is SendStmt send && send.Chan == use));

    private static string? OfSync(string name, FuncDecl function, PatchPlace place)
    {
        if (LocalVariable.Find(function, name) is not { } variable || variable.Declaration is Field) return null;
        var isCond = variable.Value is CallExpr { Fun: SelectorExpr { X: Ident { Name: "sync" }, Sel.Name: "NewCond" } };
        var isGroup = (variable.Type ?? (variable.Value as CompositeLit)?.Type) is SelectorExpr { X: Ident { Name: "sync" }, Sel.Name: "WaitGroup" };
        if (isCond && UsesOnly(variable, place.Map, "Wait", "L")) return $"{name} is known to {function.Name.Name} alone, which never signals it";
        // A goroutine that forgot its Done is another matter.
        if (isGroup && UsesOnly(variable, place.Map, "Wait", "Add") && !StartsAny(variable, place.Map)) return $"{name} is known to {function.Name.Name} alone, and counts goroutines that are never started";
        return null;
    }

    private static bool UsesOnly(LocalVariable variable, SyntaxMap map, params ReadOnlySpan<string> members)
    {
        foreach (var use in variable.Uses)
        {
            if (map.ParentOf(use) is not SelectorExpr member || !members.Contains(member.Sel.Name)) return false;
            if (member.Sel.Name == "Add" && map.ParentOf(member) is not CallExpr { Args: [BasicLit] }) return false;
        }
        return true;
    }

    private static bool StartsAny(LocalVariable group, SyntaxMap map) => SyntaxMap.BodyOf(map.FunctionOf(group.Declared)!)!.Descend().Any(node => node is GoStmt);
}
