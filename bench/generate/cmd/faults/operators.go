package main

import (
	"go/ast"
	"slices"
)

// faults are all that can be put into the package. What is right to say of each was laid down before the first measurement.
func (s *source) faults() []*fault {
	var all []*fault
	for _, f := range s.files {
		for _, fn := range s.functions(f) {
			fn.each(func(node ast.Node, around []ast.Node) {
				p := place{fn: fn, around: around}
				for _, operator := range operators {
					all = append(all, operator(p, node)...)
				}
			})
		}
	}
	for i, one := range all {
		one.id = i + 1
	}
	return all
}

// operators look at every node of a function.
var operators = []func(p place, node ast.Node) []*fault{
	deletedUnlock, skippedUnlock, deletedClose, deletedDone, deletedSignal, deletedSend, deletedReceive, deletedStopCase, deletedCancel,
	deletedCloser, droppedBuffer, lockedTwice, leftEarly,
}

// call is a statement that is a call, deferred or not.
type call struct {
	statement ast.Stmt
	call      *ast.CallExpr
	deferred  bool
}

func callOf(node ast.Node) (call, bool) {
	switch n := node.(type) {
	case *ast.ExprStmt:
		if c, ok := n.X.(*ast.CallExpr); ok {
			return call{n, c, false}, true
		}
	case *ast.DeferStmt:
		return call{n, n.Call, true}, true
	}
	return call{}, false
}

func (p place) callIn(node ast.Node) (call, bool) {
	c, ok := callOf(node)
	return c, ok && p.isInList(c.statement)
}

// of is x in x.Method(): nil when it is another call.
func (c call) of(methods ...string) ast.Expr {
	if selector, ok := c.call.Fun.(*ast.SelectorExpr); ok && len(c.call.Args) == 0 && slices.Contains(methods, selector.Sel.Name) {
		return selector.X
	}
	return nil
}

func word(c call) string {
	if c.deferred {
		return "defer "
	}
	return ""
}
