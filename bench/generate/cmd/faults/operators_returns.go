package main

import (
	"go/ast"
	"strings"
)

// A return, behind a condition that is true, stands before what others wait for.
func leftEarly(p place, node ast.Node) []*fault {
	statement, ok := node.(ast.Stmt)
	if !ok || !p.mayReturn() || !p.isInList(statement) {
		return nil
	}
	causes, others := p.lostBy(statement)
	if causes == nil {
		return nil
	}
	f := p.fault("return before "+causes[0], statement, causes[1:]...)
	at := p.source().offset(statement.Pos())
	end := len(p.fn.file.text)
	f.guard = []edit{{at, at, "if faultOn(#) { return }; "}}
	f.change = []edit{{at, at, "if leaveEarly {\nreturn\n}\n"}, {end, end, "\nvar leaveEarly = true\n"}}
	f.add(others)
	return []*fault{f}
}

// lostBy tells what is lost when control leaves before a statement: the word for it and the causes; nil when nobody waits for it.
func (p place) lostBy(statement ast.Stmt) ([]string, []spot) {
	if send, ok := statement.(*ast.SendStmt); ok {
		return []string{"send", "early-return", "no-sender"}, p.source().channelLines(nameOf(send.Chan))
	}
	c, ok := callOf(statement)
	switch {
	case !ok || c.deferred:
		return nil, nil
	case c.of("Unlock", "RUnlock") != nil:
		return append([]string{"Unlock"}, p.unlockCauses(c, c.of("Unlock", "RUnlock"))...), p.locksOf(c.of("Unlock", "RUnlock"))
	case c.of("Done") != nil:
		return []string{"Done", "missed-done"}, nil
	case c.of("Signal", "Broadcast") != nil:
		return []string{"Signal", "missed-signal", "early-return"}, nil
	case nameOf(c.call.Fun) == "close" && len(c.call.Args) == 1:
		return []string{"close", "early-return", "unclosed-range", "no-sender"}, nil
	case len(c.call.Args) == 0 && strings.Contains(strings.ToLower(nameOf(c.call.Fun)), "cancel"):
		return []string{"cancel", "forgotten-cancel", "early-return"}, nil
	}
	return nil, nil
}
