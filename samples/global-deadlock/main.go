// Everything in the program waits for something else in it: the runtime ends it with "all goroutines are asleep".
//
// No pprof here: a listening socket is a way to be woken, and the runtime would stay silent.
package main

import (
	"flag"
	"sync"
)

func leaking() {
	requests, replies := make(chan int), make(chan int)
	var server sync.WaitGroup
	server.Add(1)
	go func() {
		defer server.Done()
		replies <- 2 * <-requests // want leak // want UP7001 proven go1.19
	}()
	server.Wait() // want leak // want UP7001 proven go1.19
	requests <- 21
	<-replies
}

func fixed() {
	requests, replies := make(chan int), make(chan int)
	var server sync.WaitGroup
	server.Add(1)
	go func() {
		defer server.Done()
		replies <- 2 * <-requests
	}()
	requests <- 21
	<-replies
	server.Wait() // last: the server needs its request first
}

func main() {
	mended := flag.Bool("fixed", false, "run the mended twin")
	flag.Parse()
	if *mended {
		fixed()
	} else {
		leaking()
	}
}
