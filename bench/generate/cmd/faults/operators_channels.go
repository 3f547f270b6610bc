package main

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
)

func deletedClose(p place, node ast.Node) []*fault {
	c, ok := p.callIn(node)
	if !ok || len(c.call.Args) != 1 {
		return nil
	}
	if name, is := c.call.Fun.(*ast.Ident); !is || name.Name != "close" {
		return nil
	}
	f := p.delete("delete "+word(c)+"close", c.statement, c.call.Args[0], "unclosed-range", "no-sender", "early-return")
	p.addWaysOut(f, c)
	f.add(p.source().channelLines(nameOf(c.call.Args[0])))
	return []*fault{f}
}

func deletedSend(p place, node ast.Node) []*fault {
	send, ok := node.(*ast.SendStmt)
	if !ok || !p.isInList(send) {
		return nil
	}
	f := p.delete("delete send", send, send.Chan, "no-sender", "early-return", "count-mismatch")
	f.add(p.fn.waysOut(send, p.around))
	f.add(p.source().channelLines(nameOf(send.Chan)))
	return []*fault{f}
}

func deletedReceive(p place, node ast.Node) []*fault {
	statement, ok := node.(*ast.ExprStmt)
	if !ok || !p.isInList(statement) {
		return nil
	}
	receive, ok := statement.X.(*ast.UnaryExpr)
	if !ok || receive.Op != token.ARROW {
		return nil
	}
	f := p.delete("delete receive", statement, receive.X, "no-receiver", "early-return", "n-cast", "count-mismatch")
	f.add(p.fn.waysOut(statement, p.around))
	f.add(p.source().channelLines(nameOf(receive.X)))
	return []*fault{f}
}

var stopWords = []string{"done", "quit", "stop", "clos", "exit", "cancel", "shutdown", "kill", "dying", "dead", "term"}

// The case of a select that ends it.
func deletedStopCase(p place, node ast.Node) []*fault {
	clause, ok := node.(*ast.CommClause)
	if !ok || clause.Comm == nil || len(p.around) < 2 {
		return nil
	}
	statement, ok := clause.Comm.(*ast.ExprStmt)
	if !ok {
		return nil
	}
	receive, ok := statement.X.(*ast.UnaryExpr)
	if !ok || !slices.ContainsFunc(stopWords, func(word string) bool { return strings.Contains(strings.ToLower(nameOf(receive.X)), word) }) {
		return nil
	}
	choice, ok := p.around[len(p.around)-2].(*ast.SelectStmt)
	if !ok || len(choice.Body.List) < 2 {
		return nil
	}
	f := p.fault("delete stop case", clause, "ticker-loop", "unclosed-range", "no-receiver", "no-sender", "early-return", "timeout-path")
	start, end := p.source().offset(receive.X.Pos()), p.source().offset(receive.X.End())
	f.guard = []edit{{start, start, "faultChan(#, "}, {end, end, ")"}}
	f.change = []edit{deletion(p.source(), p.fn.file, clause)}
	for _, node := range slices.Backward(p.around) {
		if isLoop(node) {
			f.add([]spot{p.source().spot(node.Pos())})
			break
		}
	}
	for line := p.source().line(choice.Pos()); line <= p.source().line(choice.End()); line++ {
		f.add([]spot{{p.fn.file.name, line}})
	}
	return []*fault{f}
}

func droppedBuffer(p place, node ast.Node) []*fault {
	made, ok := node.(*ast.CallExpr)
	if !ok || len(made.Args) != 2 || nameOf(made.Fun) != "make" {
		return nil
	}
	if _, isChan := made.Args[0].(*ast.ChanType); !isChan {
		return nil
	}
	f := p.fault("drop buffer", made, "early-return", "timeout-path", "n-cast", "double-send", "send-before-receive", "no-receiver", "wait-before-receive", "blocked-under-lock")
	start, end := p.source().offset(made.Args[1].Pos()), p.source().offset(made.Args[1].End())
	f.guard = []edit{{start, start, "faultRoom(#, "}, {end, end, ")"}}
	f.change = []edit{{p.source().offset(made.Args[0].End()), end, ""}}
	if name := p.madeFor(made); name != "" {
		f.add(p.source().channelLines(name))
		f.add(p.source().returnsOfReceivers(name))
	}
	return []*fault{f}
}
