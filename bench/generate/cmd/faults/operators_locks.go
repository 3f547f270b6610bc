package main

import (
	"go/ast"
	"slices"
	"strings"
)

func deletedUnlock(p place, node ast.Node) []*fault {
	c, ok := p.callIn(node)
	if !ok {
		return nil
	}
	lock := c.of("Unlock", "RUnlock")
	if lock == nil {
		return nil
	}
	f := p.delete("delete "+word(c)+"Unlock", c.statement, lock, p.unlockCauses(c, lock)...)
	p.addWaysOut(f, c)
	f.add(p.locksOf(lock))
	return []*fault{f}
}

// A lock that is kept is also one that its holder takes twice, where it takes it again itself, or waits under, where it waits.
func (p place) unlockCauses(c call, lock ast.Expr) []string {
	causes := []string{"missing-unlock"}
	text := p.text(lock)
	loop := slices.ContainsFunc(p.around, isLoop)
	if p.fn.within(c.statement.End(), p.fn.body.End(), func(n ast.Node) bool { return p.isLockOf(n, text) }) || (loop && !c.deferred) {
		causes = append(causes, "double-lock")
	}
	from := c.statement.End()
	if p.fn.within(from, p.fn.body.End(), isWait) {
		causes = append(causes, "blocked-under-lock")
	}
	return causes
}

// A deferred unlock becomes one before the last way out alone.
func skippedUnlock(p place, node ast.Node) []*fault {
	c, ok := p.callIn(node)
	if !ok || !c.deferred || len(p.around) != 1 {
		return nil
	}
	lock := c.of("Unlock", "RUnlock")
	last := p.fn.body.List[len(p.fn.body.List)-1]
	if lock == nil || last == c.statement || !p.fn.within(c.statement.End(), last.Pos(), func(n ast.Node) bool { _, is := n.(*ast.ReturnStmt); return is }) {
		return nil
	}
	f := p.delete("unlock before the last return only", c.statement, lock, p.unlockCauses(c, lock)...)
	unlock := p.text(c.call)
	at := p.source().offset(p.fn.body.Rbrace)
	before := "\n"
	if _, returns := last.(*ast.ReturnStmt); returns {
		at = p.source().offset(last.Pos())
	}
	f.change = append(f.change, edit{at, at, unlock + before})
	f.guard = append(f.guard, edit{at, at, "if faultOn(#) { " + unlock + " }; "})
	p.addReturns(f, c.statement)
	f.add(p.locksOf(lock))
	return []*fault{f}
}

// A method that is called under a lock takes it, too.
func lockedTwice(p place, node ast.Node) []*fault {
	c, ok := node.(*ast.CallExpr)
	if !ok {
		return nil
	}
	lock := p.heldAt(c)
	called := p.source().methodCalled(c)
	if lock == nil || called == nil {
		return nil
	}
	field := strings.TrimPrefix(p.text(lock), rootOf(lock).Name)
	taken := receiverOf(called.node.(*ast.FuncDecl)) + field
	at := p.source().offset(called.body.Lbrace) + 1
	f := &fault{Operator: "lock twice", Package: p.source().name, File: called.file.name, Function: called.name, Line: p.source().line(called.body.Lbrace), Causes: []string{"double-lock"}, file: called.file}
	f.change = []edit{{at, at, "\n\t" + taken + ".Lock()\n\tdefer " + taken + ".Unlock()"}}
	f.guard = []edit{{at, at, "if faultOn(#) { " + taken + ".Lock(); defer " + taken + ".Unlock() }; "}}
	f.add([]spot{{called.file.name, f.Line}})
	for _, caller := range p.source().callersOf(called.name) {
		f.add(caller.linesOf(func(n ast.Node) bool {
			return isMethodCall(n, "", called.name) || isMethodCall(n, nameOf(lock), "Lock")
		}))
	}
	return []*fault{f}
}
