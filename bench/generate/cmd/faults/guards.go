package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

const guardsFile = "faults_guards.go"

// The guards' switches, in a form that every package may import: only syscall and sync/atomic.
const switches = `package %s

import (
	"sync/atomic"
	"syscall"
)

var (
	faultNow     = faultNumber()
	faultReached [%d]atomic.Bool
)

func faultNumber() int {
	text, _ := syscall.Getenv("FAULT_ON")
	number := 0
	for _, digit := range text {
		number = 10*number + int(digit-'0')
	}
	return number
}

func faultOn(id int) bool {
	if faultNow == 0 && !faultReached[id].Swap(true) {
		if name, ok := syscall.Getenv("FAULT_REACHED"); ok {
			if file, err := syscall.Open(name, syscall.O_WRONLY|syscall.O_APPEND|syscall.O_CREAT, 0o644); err == nil {
				syscall.Write(file, []byte{byte('0' + id/10000%%10), byte('0' + id/1000%%10), byte('0' + id/100%%10), byte('0' + id/10%%10), byte('0' + id%%10), '\n'})
				syscall.Close(file)
			}
		}
	}
	return id == faultNow
}

func faultChan[T any](id int, c <-chan T) <-chan T {
	if faultOn(id) {
		return nil
	}
	return c
}

func faultRoom[N ~int | ~int32 | ~int64 | ~uint | ~uint32 | ~uint64](id int, n N) N {
	if faultOn(id) {
		return 0
	}
	return n
}
`

// buildGuarded builds the tests with all guards; guards that do not compile are left out, and their faults with them.
func buildGuarded(places *places, pkg *source, faults []*fault, binary string) ([]*fault, error) {
	defer restore(pkg)
	for range 6 {
		if err := writeGuarded(pkg, faults); err != nil {
			return nil, err
		}
		out, err := places.goCommand(pkg.folder, "test", "-c", "-vet=off", "-gcflags=-e", "-o", binary, ".").CombinedOutput()
		if err == nil {
			return faults, nil
		}
		kept := withoutErrors(pkg, faults, string(out))
		if len(kept) == len(faults) {
			return nil, fmt.Errorf("does not build: %s", firstLines(string(out)))
		}
		faults = kept
	}
	return nil, fmt.Errorf("does not build with guards")
}

func writeGuarded(pkg *source, faults []*fault) error {
	last := 0
	for _, f := range pkg.files {
		var edits []edit
		for _, one := range faults {
			last = max(last, one.id)
			if one.file != f {
				continue
			}
			for _, guard := range one.guard {
				guard.text = strings.ReplaceAll(guard.text, "#", strconv.Itoa(one.id))
				edits = append(edits, guard)
			}
		}
		if err := os.WriteFile(filepath.Join(pkg.folder, f.name), apply(f.text, edits), 0o644); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(pkg.folder, guardsFile), fmt.Appendf(nil, switches, pkg.files[0].syntax.Name.Name, last+1), 0o644)
}

func restore(pkg *source) {
	os.Remove(filepath.Join(pkg.folder, guardsFile))
	for _, f := range pkg.files {
		os.WriteFile(filepath.Join(pkg.folder, f.name), f.text, 0o644)
	}
}

var compileError = regexp.MustCompile(`(?m)([\w.-]+\.go):(\d+):\d+: `)

func withoutErrors(pkg *source, faults []*fault, errors string) []*fault {
	wrong := map[spot]bool{}
	for _, match := range compileError.FindAllStringSubmatch(errors, -1) {
		line, _ := strconv.Atoi(match[2])
		wrong[spot{match[1], line}] = true
	}
	var kept []*fault
	for _, one := range faults {
		isWrong := false
		for _, guard := range one.guard {
			isWrong = isWrong || wrong[spot{one.File, one.lineOf(guard)}]
		}
		if !isWrong {
			kept = append(kept, one)
		}
	}
	return kept
}

func firstLines(text string) string {
	lines := strings.SplitN(strings.TrimSpace(text), "\n", 6)
	return strings.Join(lines[:min(5, len(lines))], " / ")
}
