package main

import (
	"go/ast"
	"go/token"
	"slices"
)

// function is a declared function or a literal, with what leads to a statement in it.
type function struct {
	source *source
	file   *file
	name   string
	kind   *ast.FuncType
	body   *ast.BlockStmt
	node   ast.Node
}

// functions of a file, literals too: those are named after the function they stand in.
func (s *source) functions(f *file) []*function {
	var all []*function
	for _, declaration := range f.syntax.Decls {
		name := "init"
		if declared, ok := declaration.(*ast.FuncDecl); ok {
			name = declared.Name.Name
		}
		ast.Inspect(declaration, func(node ast.Node) bool {
			switch n := node.(type) {
			case *ast.FuncDecl:
				if n.Body != nil {
					all = append(all, &function{s, f, name, n.Type, n.Body, n})
				}
			case *ast.FuncLit:
				all = append(all, &function{s, f, name, n.Type, n.Body, n})
			}
			return true
		})
	}
	return all
}

// each calls visit for every node of the function itself, not of literals in it, with what is around it, outermost first.
func (fn *function) each(visit func(node ast.Node, around []ast.Node)) {
	var around []ast.Node
	ast.Inspect(fn.body, func(node ast.Node) bool {
		if node == nil {
			around = around[:len(around)-1]
			return true
		}
		visit(node, around)
		if _, isLiteral := node.(*ast.FuncLit); isLiteral {
			return false
		}
		around = append(around, node)
		return true
	})
}

// within says whether the function has such a node between two places.
func (fn *function) within(from, to token.Pos, wanted func(ast.Node) bool) bool {
	found := false
	fn.each(func(node ast.Node, _ []ast.Node) {
		found = found || (node.Pos() >= from && node.Pos() < to && wanted(node))
	})
	return found
}

// linesOf returns the lines of such nodes in the function.
func (fn *function) linesOf(wanted func(ast.Node) bool) []spot {
	var spots []spot
	fn.each(func(node ast.Node, _ []ast.Node) {
		if wanted(node) {
			spots = append(spots, fn.source.spot(node.Pos()))
		}
	})
	return spots
}

// waysOut are the lines by which control may go from behind a statement to the end of the function: the returns, breaks and continues that come
// next, the ends of loops it stands in, and the brace that ends the function.
func (fn *function) waysOut(statement ast.Stmt, around []ast.Node) []spot {
	var spots []spot
	inner := ast.Node(statement)
	for _, outer := range slices.Backward(around) {
		for _, next := range behind(outer, inner) {
			spots = append(spots, fn.leavesIn(next)...)
			if leaves(next) {
				return spots
			}
		}
		if block, isBlock := outer.(*ast.BlockStmt); isBlock && isLoopBody(block, around) {
			spots = append(spots, fn.source.spot(block.Rbrace))
		}
		inner = outer
	}
	return append(spots, fn.source.spot(fn.body.Rbrace))
}

// all lines by which the function is left behind a place.
func (fn *function) returnsBehind(pos token.Pos) []spot {
	spots := fn.linesOf(func(node ast.Node) bool { return node.Pos() > pos && isLeave(node) })
	return append(spots, fn.source.spot(fn.body.Rbrace))
}

func (fn *function) leavesIn(statement ast.Stmt) []spot {
	var spots []spot
	ast.Inspect(statement, func(node ast.Node) bool {
		if isLeave(node) {
			spots = append(spots, fn.source.spot(node.Pos()))
		}
		_, isLiteral := node.(*ast.FuncLit)
		return !isLiteral
	})
	return spots
}

func behind(outer, inner ast.Node) []ast.Stmt {
	list := listOf(outer)
	at := slices.IndexFunc(list, func(one ast.Stmt) bool { return one == inner })
	if at < 0 {
		return nil
	}
	return list[at+1:]
}

func listOf(node ast.Node) []ast.Stmt {
	switch n := node.(type) {
	case *ast.BlockStmt:
		return n.List
	case *ast.CaseClause:
		return n.Body
	case *ast.CommClause:
		return n.Body
	}
	return nil
}

func isLeave(node ast.Node) bool {
	switch node.(type) {
	case *ast.ReturnStmt, *ast.BranchStmt:
		return true
	}
	return false
}

func leaves(statement ast.Stmt) bool { return isLeave(statement) }

func isLoopBody(block *ast.BlockStmt, around []ast.Node) bool {
	at := slices.Index(around, ast.Node(block))
	return at > 0 && isLoop(around[at-1])
}

func isLoop(node ast.Node) bool {
	switch node.(type) {
	case *ast.ForStmt, *ast.RangeStmt:
		return true
	}
	return false
}

func isWait(node ast.Node) bool {
	switch n := node.(type) {
	case *ast.SendStmt, *ast.SelectStmt:
		return true
	case *ast.UnaryExpr:
		return n.Op == token.ARROW
	case *ast.CallExpr:
		return nameOf(n.Fun) == "Wait"
	}
	return false
}
