// Orders is a small order service that leaks: twenty goroutines for each order of 120 lines.
//
// It serves POST /orders and net/http/pprof, and sends itself an order every -every until -for is over.
// With -fixed it runs the mended twin.
package main

import (
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
	"time"
)

func main() {
	addr := flag.String("addr", "127.0.0.1:0", "address to serve on")
	fixed := flag.Bool("fixed", false, "run the mended twin")
	every := flag.Duration("every", 100*time.Millisecond, "time from one order to the next")
	length := flag.Duration("for", time.Minute, "end after this time")
	flag.Parse()

	cacheOrder := cacheLeaking
	if *fixed {
		cacheOrder = cache
	}
	http.HandleFunc("/orders", func(w http.ResponseWriter, r *http.Request) {
		cacheOrder(newOrder())
		w.WriteHeader(http.StatusAccepted)
	})

	listener, err := net.Listen("tcp", *addr)
	if err != nil {
		log.Fatal(err)
	}
	server := &http.Server{ReadHeaderTimeout: 5 * time.Second, IdleTimeout: time.Minute}
	go server.Serve(listener)
	fmt.Printf("listening on http://%s\n", listener.Addr())
	buy("http://"+listener.Addr().String()+"/orders", *every, *length)
}

// buy is the load: one order after the other.
func buy(url string, every, length time.Duration) {
	for end := time.Now().Add(length); time.Now().Before(end); time.Sleep(every) {
		response, err := http.Post(url, "application/json", nil)
		if err != nil {
			log.Print(err)
			continue
		}
		response.Body.Close()
	}
}
