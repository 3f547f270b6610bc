// Command fleet is a fleet of Go programs as a monitor sees it: on every address of 127/8 it serves /debug/pprof/goroutine, from profiles
// that the Go runtime wrote of this very program at its start, with other counts each time. One process and little work, so that what is
// measured is the monitor.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"sync/atomic"
	"time"

	_ "bench.example/inputs/internal/app"
	"bench.example/inputs/internal/step"
)

var (
	port     = flag.Int("port", 16060, "port on every address")
	sites    = flag.Int("sites", 200, "places where goroutines wait, 256 at most")
	captures = flag.Int("captures", 48, "profiles that are taken at the start; each look gets one of them, by chance")
	targets  = flag.Int("targets", 5000, "programs that -list names")
	perJob   = flag.Int("instances", 50, "programs that are one service")
	list     = flag.String("list", "", "file that is to name the targets, as file_sd has them")
	seed     = flag.Uint64("seed", 1, "seed")
)

var waiting atomic.Int64

func main() {
	flag.Parse()
	debug.SetGCPercent(400)
	profiles := take()
	if *list != "" {
		if err := os.WriteFile(*list, names(), 0o644); err != nil {
			log.Fatal(err)
		}
	}
	log.Printf("%d profiles of %d goroutines, %d bytes the last", len(profiles), runtime.NumGoroutine(), len(profiles[len(profiles)-1]))
	var looks atomic.Uint64
	http.HandleFunc("/debug/pprof/goroutine", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.RawQuery != "" {
			http.Error(w, "only the plain profile is served here", http.StatusNotFound)
			return
		}
		w.Header().Set("Content-Type", "application/octet-stream")
		w.Write(profiles[step.Mix(looks.Add(1)^*seed)%uint64(len(profiles))])
	})
	// Loopback answers on all of 127/8.
	log.Fatal(http.ListenAndServe(fmt.Sprintf("0.0.0.0:%d", *port), nil))
}

// take profiles this program again and again while goroutines are added at a third of its sites.
func take() [][]byte {
	var profiles [][]byte
	var started int64
	start := func(site int) {
		h := step.Mix(*seed<<32 ^ uint64(site))
		go step.Walk(step.New(h, 2+int(h>>40%6), func() {
			waiting.Add(1)
			step.Waits[site%len(step.Waits)]()
		}))
		started++
	}
	for site := range *sites {
		for range 1 + int(step.Mix(uint64(site))%9) {
			start(site)
		}
	}
	for i := range *captures {
		for site := i % 3; site < *sites; site += 3 {
			for range 1 + int(step.Mix(uint64(site*1000+i))%5) {
				start(site)
			}
		}
		for waiting.Load() < started {
			time.Sleep(time.Millisecond)
		}
		var b bytes.Buffer
		if err := pprof.Lookup("goroutine").WriteTo(&b, 0); err != nil {
			log.Fatal(err)
		}
		profiles = append(profiles, b.Bytes())
	}
	return profiles
}

// names lists the targets as 127.1.x.y, in services of -instances each.
func names() []byte {
	var b bytes.Buffer
	for first := 0; first < *targets; first += *perJob {
		fmt.Fprintf(&b, "- labels: {service: service-%d}\n  targets:\n", first / *perJob)
		for i := first; i < min(first+*perJob, *targets); i++ {
			fmt.Fprintf(&b, "  - %s:%d\n", net.IPv4(127, byte(1+i>>16), byte(i>>8), byte(i)), *port)
		}
	}
	return b.Bytes()
}
