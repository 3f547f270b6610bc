// Small deadlocks, one a kind, each with the places where goroutines get stuck marked: "// want UP3002 lock" is the rule and the class
// of the finding at that line.
//
//	deadlocks NAME              plays the case and writes a dump (debug=2) a moment later
package main

import (
	"flag"
	"fmt"
	"os"
	"runtime/pprof"
	"sort"
	"time"
)

var cases = map[string]func(){}

func main() {
	after := flag.Duration("after", 150*time.Millisecond, "time until the dump")
	flag.Parse()
	play, found := cases[flag.Arg(0)]
	if !found {
		names := []string{}
		for name := range cases {
			names = append(names, name)
		}
		sort.Strings(names)
		fmt.Fprintln(os.Stderr, "one of:", names)
		os.Exit(2)
	}
	play()
	time.Sleep(*after)
	pprof.Lookup("goroutine").WriteTo(os.Stdout, 2)
}

// soon lets other goroutines come to their first lock.
func soon() { time.Sleep(5 * time.Millisecond) }
