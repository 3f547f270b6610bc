package main

import (
	"go/ast"
	"strings"
)

func deletedDone(p place, node ast.Node) []*fault {
	c, ok := p.callIn(node)
	if !ok {
		return nil
	}
	group := c.of("Done")
	if group == nil {
		return nil
	}
	f := p.delete("delete "+word(c)+"Done", c.statement, group, "missed-done")
	p.addWaysOut(f, c)
	f.add(p.source().where(func(n ast.Node) bool { return isMethodCall(n, nameOf(group), "Add") }))
	p.addStart(f)
	return []*fault{f}
}

func deletedSignal(p place, node ast.Node) []*fault {
	c, ok := p.callIn(node)
	if !ok {
		return nil
	}
	cond := c.of("Signal", "Broadcast")
	if cond == nil {
		return nil
	}
	f := p.delete("delete "+word(c)+"Signal", c.statement, cond, "missed-signal")
	p.addWaysOut(f, c)
	// The change that nobody is told of stands before it.
	f.add(p.fn.linesOf(func(n ast.Node) bool { _, is := n.(ast.Stmt); return is && n.Pos() < c.statement.Pos() }))
	return []*fault{f}
}

func deletedCancel(p place, node ast.Node) []*fault {
	c, ok := p.callIn(node)
	if !ok || len(c.call.Args) != 0 || !strings.Contains(strings.ToLower(nameOf(c.call.Fun)), "cancel") {
		return nil
	}
	f := p.delete("delete "+word(c)+"cancel", c.statement, c.call.Fun, "forgotten-cancel")
	p.addWaysOut(f, c)
	f.add(p.source().where(func(n ast.Node) bool { return assigns(n, nameOf(c.call.Fun)) }))
	return []*fault{f}
}

func deletedCloser(p place, node ast.Node) []*fault {
	c, ok := p.callIn(node)
	if !ok {
		return nil
	}
	closed := c.of("Close", "Stop", "Shutdown", "CloseWrite", "CloseRead")
	if closed == nil {
		return nil
	}
	f := p.delete("delete "+word(c)+"Close or Stop", c.statement, closed, "never-stopped", "early-return", "abandoned-pipe", "body-not-closed", "rows-not-closed")
	p.addWaysOut(f, c)
	f.add(p.fn.linesOf(func(n ast.Node) bool { return assigns(n, nameOf(closed)) }))
	return []*fault{f}
}
