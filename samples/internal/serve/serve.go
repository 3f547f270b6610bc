// Package serve runs a sample: it serves net/http/pprof, plays the scenario again and again and ends by itself.
package serve

import (
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
	"time"
)

// Run plays leaking, or its mended twin with -fixed, until -for is over. Neither may block: what waits does so in
// goroutines of its own.
func Run(leaking, fixed func()) {
	addr := flag.String("addr", "127.0.0.1:0", "address to serve net/http/pprof on")
	mended := flag.Bool("fixed", false, "play the mended twin")
	every := flag.Duration("every", 50*time.Millisecond, "time from one play to the next")
	length := flag.Duration("for", time.Minute, "end after this time")
	flag.Parse()

	listener, err := net.Listen("tcp", *addr)
	if err != nil {
		log.Fatal(err)
	}
	go http.Serve(listener, nil)
	fmt.Printf("listening on http://%s\n", listener.Addr())

	play := leaking
	if *mended {
		play = fixed
	}
	end := time.After(*length)
	for tick := time.NewTicker(*every); ; {
		select {
		case <-tick.C:
			play()
		case <-end:
			return
		}
	}
}
