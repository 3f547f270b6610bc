// goparse LIST reads the Go files named in LIST into memory, parses them all
// once to warm up and once to be measured, and prints the milliseconds of the
// second time, the bytes it allocated and the declarations found. Objects are not resolved and trees are dropped at once: the least
// that go/parser can do.
package main

import (
	"bufio"
	"fmt"
	"go/parser"
	"go/token"
	"log"
	"os"
	"runtime"
	"time"
)

func main() {
	sources := read(os.Args[1])
	parse(sources)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	decls := parse(sources)
	took := time.Since(start)
	runtime.ReadMemStats(&after)
	fmt.Printf("%.3f %d %d\n", took.Seconds()*1000, after.TotalAlloc-before.TotalAlloc, decls)
}

func read(list string) (sources [][]byte) {
	f, err := os.Open(list)
	if err != nil {
		log.Fatal(err)
	}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		source, err := os.ReadFile(lines.Text())
		if err != nil {
			log.Fatal(err)
		}
		sources = append(sources, source)
	}
	return sources
}

func parse(sources [][]byte) (decls int) {
	for _, source := range sources {
		file, err := parser.ParseFile(token.NewFileSet(), "", source, parser.ParseComments|parser.SkipObjectResolution)
		if err == nil {
			decls += len(file.Decls)
		}
	}
	return decls
}
