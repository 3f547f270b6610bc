package main

import (
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
)

// source is a parsed package without its tests.
type source struct {
	name, folder string
	set          *token.FileSet
	files        []*file
}

type file struct {
	name   string
	text   []byte
	syntax *ast.File
}

func parsePackage(name, folder string) (*source, error) {
	info, err := build.ImportDir(folder, 0)
	if err != nil {
		return nil, err
	}
	pkg := &source{name: name, folder: folder, set: token.NewFileSet()}
	for _, base := range info.GoFiles {
		text, err := os.ReadFile(filepath.Join(folder, base))
		if err != nil {
			return nil, err
		}
		syntax, err := parser.ParseFile(pkg.set, base, text, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		pkg.files = append(pkg.files, &file{base, text, syntax})
	}
	return pkg, nil
}

func (s *source) line(pos token.Pos) int { return s.set.PositionFor(pos, false).Line }

func (s *source) offset(pos token.Pos) int { return s.set.PositionFor(pos, false).Offset }

func (s *source) spot(pos token.Pos) spot {
	place := s.set.PositionFor(pos, false)
	return spot{place.Filename, place.Line}
}

func (f *file) of(s *source, node ast.Node) string {
	return string(f.text[s.offset(node.Pos()):s.offset(node.End())])
}

// spot is a line that may be blamed.
type spot struct {
	File string
	Line int
}

// where returns the lines of the nodes in the whole package that are wanted.
func (s *source) where(wanted func(ast.Node) bool) []spot {
	var spots []spot
	for _, f := range s.files {
		ast.Inspect(f.syntax, func(node ast.Node) bool {
			if node != nil && wanted(node) {
				spots = append(spots, s.spot(node.Pos()))
			}
			return true
		})
	}
	return slices.Compact(spots)
}

// nameOf is the last name of a variable, field or call: "done" for c.done, "Done" for ctx.Done().
func nameOf(expr ast.Expr) string {
	switch e := expr.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.IndexExpr:
		return nameOf(e.X)
	case *ast.CallExpr:
		return nameOf(e.Fun)
	case *ast.ParenExpr:
		return nameOf(e.X)
	case *ast.StarExpr:
		return nameOf(e.X)
	}
	return ""
}

// rootOf is the variable that an expression begins with; nil for others.
func rootOf(expr ast.Expr) *ast.Ident {
	switch e := expr.(type) {
	case *ast.Ident:
		return e
	case *ast.SelectorExpr:
		return rootOf(e.X)
	case *ast.IndexExpr:
		return rootOf(e.X)
	}
	return nil
}
