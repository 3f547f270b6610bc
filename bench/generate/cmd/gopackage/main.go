// Command gopackage writes a large package: a program of which every file has
// ordinary code and a goroutine that gets stuck, and which prints its own
// goroutines. The same flags write the same bytes.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
)

var (
	lines  = flag.Int("lines", 50000, "lines, at least, all files together")
	files  = flag.Int("files", 100, "files")
	folder = flag.String("o", "package", "folder to write")
)

// Types and functions of a file; # is its number, @ that of the block in it.
const ordinary = `
type record#_@ struct {
	mu      sync.Mutex
	names   map[string]int
	parts   []string
	updates chan string
	total   int
}

func newRecord#_@(names ...string) *record#_@ {
	r := &record#_@{names: map[string]int{}, updates: make(chan string, len(names))}
	for i, name := range names {
		r.names[name] = i
		r.parts = append(r.parts, strings.TrimSpace(name))
	}
	return r
}

func (r *record#_@) add(name string, count int) error {
	if name == "" {
		return fmt.Errorf("record %d: a name is missing", @)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	switch old, ok := r.names[name]; {
	case !ok:
		r.names[name] = count
	case old < count:
		r.names[name] = old + count
		r.total += count
	default:
		r.total--
	}
	select {
	case r.updates <- name:
	default:
	}
	return nil
}

func (r *record#_@) sum(limit int) (sum int, long []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for name, count := range r.names {
		if count > limit && len(name) > 3 {
			long = append(long, strings.ToUpper(name))
			continue
		}
		sum += count
	}
	for i := 0; i < len(r.parts); i++ {
		if strings.HasPrefix(r.parts[i], "x") || strings.Contains(r.parts[i], "-") {
			sum -= i * limit
		}
	}
	return sum, long
}

func collect#_@(ctx context.Context, records []*record#_@) (map[string]int, error) {
	totals, results := map[string]int{}, make(chan int, len(records))
	for _, r := range records {
		go func(r *record#_@) {
			sum, _ := r.sum(@)
			results <- sum
		}(r)
	}
	for i := range records {
		select {
		case sum := <-results:
			totals[fmt.Sprint(i)] = sum
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	return totals, nil
}
`

const stuck = `
func fetch#(ctx context.Context) (int, error) {
	results := make(chan int)
	go func() {
		time.Sleep(time.Millisecond)
		results <- #
	}()
	select {
	case result := <-results:
		return result, nil
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}
`

const head = `package main

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"
)
`

const program = `package main

import (
	"context"
	"os"
	"runtime/pprof"
	"time"
)

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, fetch := range fetches {
		fetch(ctx)
	}
	time.Sleep(100 * time.Millisecond)
	pprof.Lookup("goroutine").WriteTo(os.Stdout, 2)
}

var fetches = []func(context.Context) (int, error){
`

func main() {
	flag.Parse()
	if err := os.MkdirAll(*folder, 0o755); err != nil {
		log.Fatal(err)
	}
	names := strings.Builder{}
	for file := range *files {
		write(fmt.Sprintf("file%d.go", file), one(file))
		fmt.Fprintf(&names, "\tfetch%d,\n", file)
	}
	write("main.go", program+names.String()+"}\n")
	write("go.mod", "module example.com/large\n\ngo 1.21\n")
}

func one(file int) string {
	text := head + strings.ReplaceAll(stuck, "#", fmt.Sprint(file))
	for block := 0; strings.Count(text, "\n") < *lines / *files; block++ {
		text += strings.NewReplacer("#", fmt.Sprint(file), "@", fmt.Sprint(block)).Replace(ordinary)
	}
	return text
}

func write(name, text string) {
	if err := os.WriteFile(filepath.Join(*folder, name), []byte(text), 0o644); err != nil {
		log.Fatal(err)
	}
}
