package main

import (
	"go/ast"
	"slices"
)

// place is a node in a function, with what is around it, outermost first.
type place struct {
	fn     *function
	around []ast.Node
}

func (p place) source() *source { return p.fn.source }

func (p place) text(node ast.Node) string { return p.fn.file.of(p.source(), node) }

func (p place) fault(operator string, node ast.Node, causes ...string) *fault {
	f := &fault{Operator: operator, Package: p.source().name, File: p.fn.file.name, Function: p.fn.name, Line: p.source().line(node.Pos()), Causes: causes, file: p.fn.file}
	f.add([]spot{p.source().spot(node.Pos())})
	return f
}

func (p place) delete(operator string, statement ast.Stmt, of ast.Expr, causes ...string) *fault {
	f := p.fault(operator, statement, causes...)
	start, end := p.source().offset(statement.Pos()), p.source().offset(statement.End())
	f.guard = []edit{{start, start, "if !faultOn(#) { "}, {end, end, " }"}}
	f.change = []edit{deletion(p.source(), p.fn.file, statement)}
	f.root = p.text(of)
	return f
}

func (f *fault) add(spots []spot) { f.Spots = append(f.Spots, spots...) }

func (p place) addWaysOut(f *fault, c call) {
	if c.deferred {
		p.addReturns(f, c.statement)
	} else {
		f.add(p.fn.waysOut(c.statement, p.around))
	}
}

func (p place) addReturns(f *fault, statement ast.Stmt) { f.add(p.fn.returnsBehind(statement.End())) }

// The go statement that starts a function literal stands on its line; that of a declared one is looked up by name.
func (p place) addStart(f *fault) {
	if _, isLiteral := p.fn.node.(*ast.FuncLit); isLiteral {
		f.add([]spot{p.source().spot(p.fn.node.Pos())})
		return
	}
	f.add(p.source().where(func(n ast.Node) bool {
		started, ok := n.(*ast.GoStmt)
		return ok && nameOf(started.Call.Fun) == p.fn.name
	}))
}

func (p place) parent() ast.Node { return p.around[len(p.around)-1] }

// isInList leaves out what stands behind a label or in the head of an if or for.
func (p place) isInList(statement ast.Stmt) bool {
	return len(p.around) > 0 && slices.Contains(listOf(p.parent()), statement)
}

// mayReturn says whether a bare return is allowed in the function.
func (p place) mayReturn() bool {
	results := p.fn.kind.Results
	return results == nil || len(results.List) > 0 && len(results.List[0].Names) > 0
}

func (p place) isLockOf(node ast.Node, lock string) bool {
	c, ok := node.(*ast.CallExpr)
	if !ok {
		return false
	}
	selector, ok := c.Fun.(*ast.SelectorExpr)
	return ok && (selector.Sel.Name == "Lock" || selector.Sel.Name == "RLock") && p.text(selector.X) == lock
}

func (p place) locksOf(lock ast.Expr) []spot {
	text := p.text(lock)
	return p.fn.linesOf(func(n ast.Node) bool { return p.isLockOf(n, text) })
}

// heldAt is what the function itself has locked when it makes a call, by a Lock that is a statement of its body: nil when nothing.
func (p place) heldAt(c *ast.CallExpr) ast.Expr {
	var held ast.Expr
	for _, statement := range p.fn.body.List {
		if statement.Pos() > c.Pos() {
			break
		}
		if one, ok := callOf(statement); ok && !one.deferred {
			if lock := one.of("Lock"); lock != nil && rootOf(lock) != nil {
				held = lock
			} else if one.of("Unlock") != nil {
				held = nil
			}
		}
	}
	called, ok := c.Fun.(*ast.SelectorExpr)
	if held == nil || !ok || p.fn.within(held.End(), c.Pos(), func(n ast.Node) bool { return isUnlockStatement(n) }) {
		return nil
	}
	if root, isName := called.X.(*ast.Ident); !isName || root.Name != rootOf(held).Name {
		return nil
	}
	return held
}

func isUnlockStatement(n ast.Node) bool {
	one, ok := callOf(n)
	return ok && !one.deferred && one.of("Unlock") != nil
}

func assigns(node ast.Node, name string) bool {
	assignment, ok := node.(*ast.AssignStmt)
	return ok && slices.ContainsFunc(assignment.Lhs, func(left ast.Expr) bool { return nameOf(left) == name })
}

// isMethodCall tells x.method() by the last name of x; any x when that is empty.
func isMethodCall(node ast.Node, of, method string) bool {
	c, ok := node.(*ast.CallExpr)
	if !ok {
		return false
	}
	selector, ok := c.Fun.(*ast.SelectorExpr)
	return ok && selector.Sel.Name == method && (of == "" || nameOf(selector.X) == of)
}

// methodCalled is the only method of that name; nil where there are none or several.
func (s *source) methodCalled(c *ast.CallExpr) *function {
	selector, ok := c.Fun.(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	var found []*function
	for _, f := range s.files {
		for _, fn := range s.functions(f) {
			if declared, ok := fn.node.(*ast.FuncDecl); ok && fn.name == selector.Sel.Name && receiverOf(declared) != "" {
				found = append(found, fn)
			}
		}
	}
	if len(found) != 1 {
		return nil
	}
	return found[0]
}

func (s *source) callersOf(name string) []*function {
	var callers []*function
	for _, f := range s.files {
		for _, fn := range s.functions(f) {
			if fn.within(fn.body.Pos(), fn.body.End(), func(n ast.Node) bool { return isMethodCall(n, "", name) }) {
				callers = append(callers, fn)
			}
		}
	}
	return callers
}

func receiverOf(declared *ast.FuncDecl) string {
	if declared.Recv == nil || len(declared.Recv.List[0].Names) == 0 || declared.Recv.List[0].Names[0].Name == "_" {
		return ""
	}
	return declared.Recv.List[0].Names[0].Name
}
