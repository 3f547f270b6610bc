package main

import (
	"go/ast"
	"go/token"
	"slices"
)

// madeFor is the name of the variable or field that a channel is made for.
func (p place) madeFor(made *ast.CallExpr) string {
	if len(p.around) == 0 {
		return ""
	}
	switch n := p.parent().(type) {
	case *ast.KeyValueExpr:
		return nameOf(n.Key)
	case *ast.AssignStmt:
		if at := slices.Index(n.Rhs, ast.Expr(made)); at >= 0 && at < len(n.Lhs) {
			return nameOf(n.Lhs[at])
		}
	case *ast.ValueSpec:
		return n.Names[0].Name
	}
	return ""
}

// channelLines are where a channel of that name is declared, made, sent to, received from and ranged over.
func (s *source) channelLines(name string) []spot {
	return s.where(func(node ast.Node) bool {
		switch n := node.(type) {
		case *ast.SendStmt:
			return nameOf(n.Chan) == name
		case *ast.UnaryExpr:
			return n.Op == token.ARROW && nameOf(n.X) == name
		case *ast.RangeStmt:
			return nameOf(n.X) == name
		case *ast.Field:
			return slices.ContainsFunc(n.Names, func(one *ast.Ident) bool { return one.Name == name })
		case *ast.KeyValueExpr:
			return nameOf(n.Key) == name && isMake(n.Value)
		case *ast.AssignStmt:
			return assigns(n, name) && slices.ContainsFunc(n.Rhs, isMake)
		}
		return false
	})
}

func isMake(expr ast.Expr) bool {
	made, ok := expr.(*ast.CallExpr)
	return ok && nameOf(made.Fun) == "make"
}

func (s *source) returnsOfReceivers(name string) []spot {
	var spots []spot
	for _, f := range s.files {
		for _, fn := range s.functions(f) {
			receives := func(n ast.Node) bool {
				receive, ok := n.(*ast.UnaryExpr)
				return ok && receive.Op == token.ARROW && nameOf(receive.X) == name
			}
			if fn.within(fn.body.Pos(), fn.body.End(), receives) {
				spots = append(spots, fn.linesOf(isLeave)...)
			}
		}
	}
	return spots
}
