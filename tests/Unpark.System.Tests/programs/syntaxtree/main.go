//go:build go1.27

// syntaxtree reads names of Go files from standard input and writes a line for
// each, in the same order: the first error of go/parser, or the hash of the
// tree that go/parser builds, written out field by field.
//
// syntaxtree FILE writes the tree itself.
package main

import (
	"bufio"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"hash/fnv"
	"os"
	"reflect"
	"runtime"
	"sort"
	"strconv"
	"sync"
)

func main() {
	if len(os.Args) > 1 {
		text, err := treeOf(os.Args[1])
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		os.Stdout.Write(text)
		return
	}
	var names []string
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		names = append(names, lines.Text())
	}
	answers := make([]string, len(names))
	next := make(chan int)
	var readers sync.WaitGroup
	for range runtime.NumCPU() {
		readers.Go(func() {
			for i := range next {
				answers[i] = answerOf(names[i])
			}
		})
	}
	for i := range names {
		next <- i
	}
	close(next)
	readers.Wait()
	out := bufio.NewWriter(os.Stdout)
	for _, answer := range answers {
		fmt.Fprintln(out, answer)
	}
	out.Flush()
}

func answerOf(name string) string {
	text, err := treeOf(name)
	if list, ok := err.(scanner.ErrorList); ok {
		return fmt.Sprintf("error %d: %q", list[0].Pos.Offset, list[0].Msg)
	}
	if err != nil {
		return "unreadable: " + err.Error()
	}
	hash := fnv.New64a()
	hash.Write(text)
	return strconv.FormatUint(hash.Sum64(), 16)
}

func treeOf(name string) ([]byte, error) {
	files := token.NewFileSet()
	mode := parser.ParseComments | parser.AllErrors | parser.SkipObjectResolution
	file, err := parser.ParseFile(files, name, nil, mode)
	if err != nil {
		return nil, err
	}
	d := dump{base: int(file.FileStart)}
	d.value(reflect.ValueOf(file))
	return d.text, nil
}

// A dump writes nodes as "Type@pos-end field:value field:value\n" and values as
// they stand in the source; offsets are from 0, and -1 is no position.
type dump struct {
	base int
	text []byte
}

func (d *dump) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if v.IsNil() {
			d.text = append(d.text, '-')
		} else if v.Kind() == reflect.Interface {
			d.value(v.Elem())
		} else {
			d.node(v)
		}
	case reflect.Slice:
		d.text = append(d.text, '[')
		for i := range v.Len() {
			d.value(v.Index(i))
		}
		d.text = append(d.text, ']')
	case reflect.String:
		d.text = append(d.text, v.String()...)
	case reflect.Bool:
		d.text = strconv.AppendBool(d.text, v.Bool())
	default:
		d.number(v)
	}
}

func (d *dump) number(v reflect.Value) {
	switch v.Type() {
	case posType:
		d.pos(token.Pos(v.Int()))
	case tokenType:
		d.text = append(d.text, token.Token(v.Int()).String()...)
	default:
		d.text = strconv.AppendInt(d.text, v.Int(), 10)
	}
}

func (d *dump) pos(pos token.Pos) {
	if pos.IsValid() {
		d.text = strconv.AppendInt(d.text, int64(int(pos)-d.base), 10)
	} else {
		d.text = append(d.text, "-1"...)
	}
}

func (d *dump) node(v reflect.Value) {
	s := v.Elem()
	d.text = append(d.text, s.Type().Name()...)
	switch node := v.Interface().(type) {
	case *ast.Comment, *ast.CommentGroup: // their ends are wrong where the source has carriage returns
	case ast.Node:
		d.text = append(d.text, '@')
		d.pos(node.Pos())
		d.text = append(d.text, '-')
		d.pos(node.End())
	}
	for _, f := range fieldsOf(s.Type()) {
		d.text = append(d.text, ' ')
		d.text = append(d.text, f.name...)
		d.text = append(d.text, ':')
		d.value(s.Field(f.index))
	}
	d.text = append(d.text, '\n')
}

type field struct {
	name  string
	index int
}

var (
	posType   = reflect.TypeFor[token.Pos]()
	tokenType = reflect.TypeFor[token.Token]()
	fields    sync.Map // of reflect.Type to []field

	// Deprecated, or set by programs that change trees.
	left = map[string]bool{"Obj": true, "Scope": true, "Unresolved": true, "FileStart": true, "FileEnd": true, "EndPos": true, "Incomplete": true}
)

// fieldsOf lists the fields of a node by name.
func fieldsOf(t reflect.Type) []field {
	if list, ok := fields.Load(t); ok {
		return list.([]field)
	}
	var list []field
	for i := range t.NumField() {
		if name := t.Field(i).Name; !left[name] {
			list = append(list, field{name, i})
		}
	}
	sort.Slice(list, func(i, j int) bool { return list[i].name < list[j].name })
	fields.Store(t, list)
	return list
}
