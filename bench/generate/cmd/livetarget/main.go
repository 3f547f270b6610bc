// Command livetarget is a program with many waiting goroutines that serves
// net/http/pprof, and tells at /stopped how many nanoseconds the runtime has
// stopped the world since it started, in sum.
package main

import (
	"flag"
	"fmt"
	"log"
	"math"
	"net"
	"net/http"
	_ "net/http/pprof"
	"runtime/metrics"
	"time"

	_ "bench.example/inputs/internal/app"
	"bench.example/inputs/internal/block"
	"bench.example/inputs/internal/step"
)

var (
	addr   = flag.String("addr", "127.0.0.1:0", "address to serve on")
	count  = flag.Int("n", 100000, "goroutines")
	stacks = flag.Int("stacks", 1500, "distinct call paths")
	mean   = flag.Float64("mean-depth", 4, "mean number of calls above the wait")
)

func main() {
	flag.Parse()
	if err := block.Open(); err != nil {
		log.Fatal(err)
	}
	for i := range *count {
		h := step.Mix(uint64(i % *stacks))
		depth := min(60, 1+int(-math.Log(1-float64(h>>11)/(1<<53))**mean))
		go step.Walk(step.New(h, depth, block.Pick(step.Mix(h)).Run))
	}
	for limit := time.Now().Add(time.Minute); block.Waiting.Load() < int64(*count) && time.Now().Before(limit); {
		time.Sleep(10 * time.Millisecond)
	}
	http.HandleFunc("/stopped", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, stopped().Nanoseconds()) })
	l, err := net.Listen("tcp", *addr)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("listening on http://%s\n", l.Addr())
	log.Fatal(http.Serve(l, nil))
}

// stopped sums the stops of the world as the runtime's histograms have them,
// each at the upper edge of its bucket.
func stopped() (sum time.Duration) {
	samples := []metrics.Sample{{Name: "/sched/pauses/total/gc:seconds"}, {Name: "/sched/pauses/total/other:seconds"}}
	metrics.Read(samples)
	for _, s := range samples {
		h := s.Value.Float64Histogram()
		for i, n := range h.Counts {
			if edge := h.Buckets[i+1]; n > 0 && !math.IsInf(edge, 1) {
				sum += time.Duration(float64(n) * edge * 1e9)
			}
		}
	}
	return sum
}
