package main

import (
	"bytes"
	"cmp"
	"go/ast"
	"slices"
)

// fault is one change of one file, and what is right to say of it.
type fault struct {
	Operator string
	Package  string
	File     string
	Function string
	// Line where the changed statement stands.
	Line int
	// Causes, by the names of docs/causes.md, that tell this fault: usually one.
	Causes []string
	// Spots are the lines to blame, of the faulty source: where the statement stood, what it belonged to, the way out it should have been on.
	Spots []spot

	id     int
	file   *file
	change []edit
	guard  []edit
	// In case the deleted statement was the only use of a variable.
	root string
}

// edit replaces text of a file between two offsets.
type edit struct {
	start, end int
	text       string
}

func apply(text []byte, edits []edit) []byte {
	edits = slices.Clone(edits)
	// Of what is put into one place the ends of guards come first, so that the next statement's stays out of them.
	slices.SortStableFunc(edits, func(a, b edit) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(rank(a), rank(b)))
	})
	var result bytes.Buffer
	at := 0
	for _, one := range edits {
		result.Write(text[at:one.start])
		result.WriteString(one.text)
		at = one.end
	}
	result.Write(text[at:])
	return result.Bytes()
}

func rank(one edit) int {
	if one.text != "" && (one.text[0] == ')' || one.text[0] == ' ') {
		return 0
	}
	return 1
}

// source is the faulty file.
func (f *fault) source(withUse bool) []byte {
	change := f.change
	if withUse {
		change = slices.Clone(change)
		change[0].text = "_ = " + f.root + change[0].text
	}
	return apply(f.file.text, change)
}

// moved are the spots as they stand in the faulty file: the change may have put lines in.
func (f *fault) moved() []spot {
	var spots []spot
	for _, one := range f.Spots {
		if one.File == f.file.name {
			one.Line = f.lineAfter(one.Line)
		}
		spots = append(spots, one)
	}
	for _, one := range f.change {
		if first, lines := f.lineAt(one), bytes.Count([]byte(one.text), []byte("\n")); one.start == one.end && one.end < len(f.file.text) {
			for i := range lines {
				spots = append(spots, spot{f.file.name, first + i})
			}
		}
	}
	slices.SortFunc(spots, func(a, b spot) int { return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line)) })
	return slices.Compact(spots)
}

// lineAfter is where a line of the plain file stands in the faulty one.
func (f *fault) lineAfter(line int) int {
	moved := line
	for _, one := range f.change {
		if f.lineOf(one) <= line {
			moved += f.addedBy(one)
		}
	}
	return moved
}

// lineAt is where a change begins in the faulty file.
func (f *fault) lineAt(change edit) int {
	line := f.lineOf(change)
	for _, one := range f.change {
		if one.start < change.start {
			line += f.addedBy(one)
		}
	}
	return line
}

func (f *fault) lineOf(change edit) int {
	return 1 + bytes.Count(f.file.text[:change.start], []byte("\n"))
}

func (f *fault) addedBy(change edit) int {
	return bytes.Count([]byte(change.text), []byte("\n")) - bytes.Count(f.file.text[change.start:change.end], []byte("\n"))
}

func deletion(s *source, f *file, node ast.Node) edit {
	start, end := s.offset(node.Pos()), s.offset(node.End())
	return edit{start, end, string(bytes.Repeat([]byte("\n"), bytes.Count(f.text[start:end], []byte("\n"))))}
}
