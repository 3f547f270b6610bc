package main

import (
	"context"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	slowest   = time.Second             // of a test that is used
	together  = 1500 * time.Millisecond // of the tests of one fault
	atOnce    = 6                       // faults tried side by side: most only wait
	testsEach = 6                       // for one fault
	mostTests = 200                     // of one package, chosen by the seed
)

// screen finds out which faults make tests hang.
type screen struct {
	places  *places
	pkg     *source
	binary  string
	faults  []*fault
	reached map[int][]string // by fault: the tests that come there, quickest first
	took    map[string]time.Duration
}

// result counts what became of the faults of a package.
type result struct {
	Package                                    string
	Places, Reached, Tried, Hanging, Unnoticed int
	Tests                                      int
}

func newScreen(places *places, pkg *source, faults []*fault) (*screen, error) {
	s := &screen{places: places, pkg: pkg, binary: filepath.Join(places.root, "bin", strings.ReplaceAll(pkg.name, "/", "+")+".guarded"), reached: map[int][]string{}, took: map[string]time.Duration{}}
	var err error
	if s.faults, err = buildGuarded(places, pkg, faults, s.binary); err != nil {
		return nil, err
	}
	return s, nil
}

func (s *screen) run(folder string) result {
	random := rand.New(rand.NewPCG(*seed, hashOf(s.pkg.name)))
	end := time.Now().Add(*limit)
	count := result{Package: s.pkg.name, Places: len(s.faults), Tests: s.findReached(random, time.Now().Add(*limit/2))}
	chosen := slices.DeleteFunc(slices.Clone(s.faults), func(f *fault) bool { return len(s.reached[f.id]) == 0 })
	count.Reached = len(chosen)
	random.Shuffle(len(chosen), func(i, j int) { chosen[i], chosen[j] = chosen[j], chosen[i] })
	kept := newKept()
	var group sync.WaitGroup
	queue := make(chan *fault)
	for range atOnce {
		group.Go(func() {
			for one := range queue {
				hangs := kept.wants(one) && time.Now().Before(end) && s.hangs(one)
				kept.tried(one, hangs)
			}
		})
	}
	for _, one := range chosen {
		queue <- one
	}
	close(queue)
	group.Wait()
	count.Hanging = s.recordAll(kept.hanging(chosen), folder)
	count.Tried, count.Unnoticed = kept.counts()
	return count
}

// findReached runs each test alone: those that pass quickly are used, and tell which guards they come to.
func (s *screen) findReached(random *rand.Rand, end time.Time) int {
	out, err := s.command(context.Background(), "-test.list", "^(Test|Example)").Output()
	if err != nil {
		return 0
	}
	tests := slices.DeleteFunc(strings.Fields(string(out)), func(name string) bool { return !strings.HasPrefix(name, "Test") && !strings.HasPrefix(name, "Example") })
	random.Shuffle(len(tests), func(i, j int) { tests[i], tests[j] = tests[j], tests[i] })
	tests = tests[:min(len(tests), mostTests)]
	file := filepath.Join(s.places.root, "reached")
	used := 0
	for _, test := range tests {
		if time.Now().After(end) {
			break
		}
		os.Remove(file)
		start := time.Now()
		ctx, cancel := context.WithTimeout(context.Background(), slowest)
		command := s.command(ctx, "-test.run", "^"+test+"$", "-test.short")
		command.Env = append(command.Env, "FAULT_REACHED="+file)
		err := command.Run()
		cancel()
		if err != nil {
			continue
		}
		used++
		s.took[test] = time.Since(start)
		text, _ := os.ReadFile(file)
		for _, line := range strings.Fields(string(text)) {
			if id, err := strconv.Atoi(line); err == nil && !slices.Contains(s.reached[id], test) {
				s.reached[id] = append(s.reached[id], test)
			}
		}
	}
	for _, names := range s.reached {
		slices.SortStableFunc(names, func(a, b string) int { return int(s.took[a] - s.took[b]) })
	}
	return used
}

func (s *screen) command(ctx context.Context, arguments ...string) *exec.Cmd {
	command := exec.CommandContext(ctx, s.binary, arguments...)
	command.Dir = s.pkg.folder
	command.Env = s.places.environment()
	command.WaitDelay = time.Second
	return command
}

// testsOf are the quickest that come to the place, as many as end long before the time limit.
func (s *screen) testsOf(f *fault) []string {
	names := s.reached[f.id]
	total := time.Duration(0)
	for i, name := range names {
		if total += s.took[name]; i == testsEach || (i > 0 && total > together) {
			return names[:i]
		}
	}
	return names
}

// hangs says whether the tests run out of time with the fault and pass without it.
func (s *screen) hangs(f *fault) bool {
	out, _ := s.testsWith(s.binary, f, "FAULT_ON="+strconv.Itoa(f.id))
	if !isHang(out) {
		return false
	}
	_, err := s.testsWith(s.binary, f)
	return err == nil
}

func (s *screen) testsWith(binary string, f *fault, variables ...string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), *timeout+20*time.Second)
	defer cancel()
	command := exec.CommandContext(ctx, binary, "-test.run", "^("+strings.Join(s.testsOf(f), "|")+")$", "-test.short", "-test.timeout", timeout.String())
	command.Dir, command.Env, command.WaitDelay = s.pkg.folder, s.places.environment(variables...), time.Second
	return command.CombinedOutput()
}

func isHang(out []byte) bool { return strings.Contains(string(out), "panic: test timed out") }

func hashOf(name string) uint64 {
	hash := fnv.New64a()
	hash.Write([]byte(name))
	return hash.Sum64()
}
