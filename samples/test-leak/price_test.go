package price

import (
	"flag"
	"fmt"
	"os"
	"runtime/pprof"
	"testing"
	"time"
)

var fixed = flag.Bool("fixed", false, "test the mended twin")
var dump = flag.String("dump", "", "write the goroutines that remain after the tests to this `file`")

func TestTheFirstPriceWins(t *testing.T) {
	of := OfLeaking
	if *fixed {
		of = Of
	}
	near := func() int { return 10 }
	far := func() int { time.Sleep(5 * time.Millisecond); return 7 }
	if price, err := of(near, far); price != 10 || err != nil {
		t.Errorf("got %d, %v", price, err)
	}
}

func TestMain(m *testing.M) {
	flag.Parse()
	code := m.Run()
	if *dump != "" {
		time.Sleep(50 * time.Millisecond) // the slow shop answers meanwhile
		if err := writeDump(*dump); err != nil {
			fmt.Fprintln(os.Stderr, err)
			code = 1
		}
	}
	os.Exit(code)
}

func writeDump(name string) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	defer file.Close()
	return pprof.Lookup("goroutine").WriteTo(file, 2)
}
