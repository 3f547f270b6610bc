using System.Collections.Immutable;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.GoSyntax.Types;
using Unpark.Source.Names;

namespace Unpark.Source.Facts;

internal sealed partial class FactsReader
{
    private void VisitAll(ImmutableArray<Stmt> statements)
    {
        foreach (var statement in statements) Visit(statement);
    }

    private void VisitBlock(ImmutableArray<Stmt> statements)
    {
        var outer = _scope;
        _scope = new(outer);
        VisitAll(statements);
        _scope = outer;
    }

    private void Visit(Stmt? statement)
    {
        if (statement is null) return;
        var around = _around;
        _around = around with { Statement = statement };
        VisitInner(statement);
        _around = around;
    }

    private void VisitInner(Stmt statement)
    {
        // As with expressions: in the order of their frequency.
        switch (statement)
        {
            case AssignStmt assign: VisitAssign(assign); break;
            case ExprStmt expr: Visit(expr.X); break;
            case ReturnStmt @return: VisitReturn(@return); break;
            case IfStmt @if: VisitIf(@if); break;
            case BlockStmt block: VisitBlock(block.List); break;
            case SendStmt send: VisitSend(send); break;
            case DeclStmt { Decl: var decl }: VisitDecl(decl); break;
            case GoStmt go: VisitCall(go.Call, CallWay.Go); break;
            case DeferStmt defer: VisitDefer(defer); break;
            case ForStmt @for: VisitFor(@for); break;
            case RangeStmt range: VisitRange(range); break;
            case SelectStmt select: VisitSelect(select); break;
            case SwitchStmt @switch: VisitSwitch(@switch.Init, @switch.Tag, null, @switch.Body); break;
            case TypeSwitchStmt @switch: VisitSwitch(@switch.Init, null, @switch.Assign, @switch.Body); break;
            case LabeledStmt labeled: Visit(labeled.Stmt); break;
            case IncDecStmt step: Visit(step.X); break;
        }
    }

    private void VisitSend(SendStmt send)
    {
        Visit(send.Chan);
        Visit(send.Value);
        var target = PlaceOf(send.Chan);
        Add(OperationKind.Send, send, target);
        if (target.Variable is { } channel) _flow.Add(channel.Element, PlaceOf(send.Value));
    }

    private void VisitAssign(AssignStmt assign)
    {
        foreach (var value in assign.Rhs) Visit(value);
        if (assign.Tok == Token.Define) DeclareNew(assign);
        else foreach (var target in assign.Lhs) Visit(target);
        if (assign.Tok is Token.Define or Token.Assign) FlowInto(assign.Lhs, assign.Rhs);
    }

    private void DeclareNew(AssignStmt assign)
    {
        for (var i = 0; i < assign.Lhs.Length; i++)
        {
            if (assign.Lhs[i] is not Ident name) continue;
            if (_scope.HasOwn(name.Name))
            {
                Visit(name);
                continue;
            }
            var (value, index) = assign.Rhs.Length == 1 && assign.Lhs.Length > 1 ? (assign.Rhs[0], i) : (i < assign.Rhs.Length ? assign.Rhs[i] : null, 0);
            _scope.Declare(Bind(name, VariableKind.Local, _function, null, value, index));
        }
    }

    private void VisitDecl(GenDecl decl)
    {
        foreach (var spec in decl.Specs)
        {
            if (spec is TypeSpec type) Names.Add(type, _file);
            if (spec is not ValueSpec values || decl.Tok != Token.Var) continue;
            foreach (var value in values.Values) Visit(value);
            DeclareAll(values, VariableKind.Local);
            FlowInto(ImmutableArray<Expr>.CastUp(values.Names), values.Values);
        }
    }

    private void VisitDefer(DeferStmt defer)
    {
        var around = _around;
        _around = around with { IsDeferred = true };
        VisitCall(defer.Call, CallWay.Defer);
        _around = around;
    }

    private void VisitReturn(ReturnStmt @return)
    {
        foreach (var result in @return.Results) Visit(result);
        if (_function is not { } function) return;
        for (var i = 0; i < function.Results.Count; i++)
        {
            if (i < @return.Results.Length) _flow.Add(function.Results[i], PlaceOf(@return.Results[i]));
        }
    }

    private void VisitIf(IfStmt @if)
    {
        var outer = _scope;
        _scope = new(outer);
        Visit(@if.Init);
        Visit(@if.Cond);
        VisitBlock(@if.Body.List);
        Visit(@if.Else);
        _scope = outer;
    }

    private void VisitFor(ForStmt @for)
    {
        var outer = _scope;
        _scope = new(outer);
        Visit(@for.Init);
        Visit(@for.Cond);
        VisitLoop(@for, @for.Body);
        Visit(@for.Post);
        _scope = outer;
    }

    private void VisitRange(RangeStmt range)
    {
        var outer = _scope;
        Visit(range.X);
        var over = PlaceOf(range.X);
        if (Names.Underlying(Types.Of(range.X)) is ChanType || IsChannel(over)) Add(OperationKind.Range, range, over, loop: range);
        _scope = new(outer);
        DeclareRanged(range, range.Key, 0, over);
        DeclareRanged(range, range.Value, 1, over);
        VisitLoop(range, range.Body);
        _scope = outer;
    }

    private static bool IsChannel(Place over) =>
        over.Origin is { Kind: not (OriginKind.Function or OriginKind.Sync) } || over.Variable?.Origins.Exists(origin => origin.Kind is OriginKind.Channel or OriginKind.Ticker or OriginKind.Timer or OriginKind.Done) == true;

    private void DeclareRanged(RangeStmt range, Expr? name, int part, Place over)
    {
        if (name is null) return;
        if (range.Tok != Token.Define || name is not Ident ident)
        {
            Visit(name);
            return;
        }
        var isElement = part == 1 || Names.Underlying(Types.Of(range.X)) is ChanType;
        var variable = Bind(ident, VariableKind.Local, _function, null, range.X, 0, isElement ? 1 : 0);
        _scope.Declare(variable);
        if (over.Variable is { } collection) _flow.Add(variable, new(isElement ? collection.Element : collection.Key));
    }

    private void VisitLoop(Stmt loop, BlockStmt body)
    {
        var around = _around;
        _around = around with { Loop = loop, Select = null, Clause = null };
        VisitBlock(body.List);
        _around = around;
    }

    private void VisitSelect(SelectStmt select)
    {
        foreach (var clause in select.Body.List.OfType<CommClause>())
        {
            var (outer, around) = (_scope, _around);
            _scope = new(outer);
            _around = around with { Select = select, Clause = clause };
            Visit(clause.Comm);
            _around = around;
            VisitAll(clause.Body);
            _scope = outer;
        }
    }

    private void VisitSwitch(Stmt? init, Expr? tag, Stmt? assign, BlockStmt body)
    {
        var outer = _scope;
        _scope = new(outer);
        Visit(init);
        Visit(tag);
        Visit(assign);
        foreach (var clause in body.List.OfType<CaseClause>())
        {
            foreach (var value in clause.List) Visit(value);
            VisitBlock(clause.Body);
        }
        _scope = outer;
    }
}
