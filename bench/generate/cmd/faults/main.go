// Command faults puts one fault at a time into real packages and keeps what their hanging tests print.
//
// Of each package a copy is made. Every place where an operator fits gets a guard, all guards are built into one test binary, and each is
// switched on alone: where the tests hang that pass without it, the fault is put into the plain source, which is built and run again, and what
// that prints when its time is over is kept beside the faulty file. The same seed chooses the same faults.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
	"time"
)

var (
	output  = flag.String("o", "", "folder for the copies and the evidence")
	goTool  = flag.String("go", "go", "go command")
	goPath  = flag.String("gopath", "/usr/share/gocode", "where the packages lie that are not Go's own")
	seed    = flag.Uint64("seed", 1, "of the choice")
	most    = flag.Int("most", 3, "faults of one operator in one package")
	only    = flag.String("only", "", "one package")
	mostAll = flag.Int("most-all", 6, "faults in one package")
	limit   = flag.Duration("limit", 40*time.Second, "for the search in one package, its builds apart")
	timeout = flag.Duration("timeout", 5*time.Second, "after which a test hangs")
)

func main() {
	log.SetFlags(log.Ltime)
	flag.Parse()
	if *output == "" {
		log.Fatal("faults: -o FOLDER is missing")
	}
	places, err := newPlaces(*output)
	if err != nil {
		log.Fatal(err)
	}
	for _, name := range packages {
		if *only != "" && *only != name {
			continue
		}
		if err := measure(places, name); err != nil {
			log.Printf("%s: left out: %v", name, err)
		}
	}
}

func measure(places *places, name string) error {
	summary := filepath.Join(*output, "cases", strings.ReplaceAll(name, "/", "+"), "summary.json")
	if _, err := os.Stat(summary); err == nil {
		return nil
	}
	folder, err := places.copyOf(name)
	if err != nil {
		return err
	}
	pkg, err := parsePackage(name, folder)
	if err != nil {
		return err
	}
	faults := pkg.faults()
	screen, err := newScreen(places, pkg, faults)
	if err != nil {
		return err
	}
	result := screen.run(filepath.Dir(summary))
	log.Printf("%s: %+v", name, result)
	return writeJSON(summary, result)
}

func writeJSON(path string, value any) error {
	text, err := json.MarshalIndent(value, "", "\t")
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, append(text, '\n'), 0o644)
}
