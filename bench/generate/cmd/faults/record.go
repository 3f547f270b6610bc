package main

import (
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
)

func (p *places) goCommand(folder string, arguments ...string) *exec.Cmd {
	command := exec.Command(*goTool, arguments...)
	command.Dir = folder
	command.Env = p.environment()
	return command
}

// recordAll puts each fault into the plain source and builds that; while the next is built the tests of the one before run out of time.
func (s *screen) recordAll(faults []*fault, folder string) int {
	defer restore(s.pkg)
	var group sync.WaitGroup
	var hanging atomic.Int32
	for _, f := range faults {
		restore(s.pkg)
		binary := s.binary + "." + strconv.Itoa(f.id)
		text, ok := s.buildFaulty(f, binary)
		if !ok {
			continue
		}
		group.Go(func() {
			defer os.Remove(binary)
			if s.record(f, binary, text, filepath.Join(folder, strconv.Itoa(f.id))) {
				hanging.Add(1)
			}
		})
	}
	group.Wait()
	return int(hanging.Load())
}

// record keeps the faulty file and what its tests print when their time is over.
func (s *screen) record(f *fault, binary string, text []byte, folder string) bool {
	out, _ := s.testsWith(binary, f)
	if !isHang(out) {
		log.Printf("%s: %s at %s:%d does not hang when built alone", s.pkg.name, f.Operator, f.File, f.Line)
		return false
	}
	f.Spots = f.moved()
	if err := writeJSON(filepath.Join(folder, "fault.json"), f); err != nil {
		log.Fatal(err)
	}
	for name, text := range map[string][]byte{"evidence.txt": out, "faulty.go.txt": text} {
		if err := os.WriteFile(filepath.Join(folder, name), text, 0o644); err != nil {
			log.Fatal(err)
		}
	}
	return true
}

// buildFaulty tries the plain deletion first, and then one that leaves a use of the variable.
func (s *screen) buildFaulty(f *fault, binary string) ([]byte, bool) {
	for _, withUse := range []bool{false, true} {
		if withUse && f.root == "" {
			break
		}
		text := f.source(withUse)
		if err := os.WriteFile(filepath.Join(s.pkg.folder, f.File), text, 0o644); err != nil {
			log.Fatal(err)
		}
		if s.places.goCommand(s.pkg.folder, "test", "-c", "-vet=off", "-o", binary, ".").Run() == nil {
			return text, true
		}
	}
	log.Printf("%s: %s at %s:%d does not build alone", s.pkg.name, f.Operator, f.File, f.Line)
	return nil, false
}
