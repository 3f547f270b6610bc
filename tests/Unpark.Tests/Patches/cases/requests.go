package main

import (
	"context"
	"errors"
	"net/http"
	"time"
)

type request struct {
	key   string
	reply chan string
}

func ask(ctx context.Context, requests chan<- request, key string) (string, error) {
	reply := make(chan string)
	requests <- request{key: key, reply: reply}
	select {
	case value := <-reply:
		return value, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func answer(requests <-chan request) {
	for r := range requests {
		if r.key == "" {
			r.reply <- "none" // stuck: chan send
			continue
		}
		r.reply <- r.key // stuck: chan send
	}
}

func fetchAll(urls []string) (string, error) {
	pages := make(chan string)
	for _, url := range urls {
		go fetch(url, pages) // starts: fetch
	}
	select {
	case page := <-pages:
		return page, nil
	case <-time.After(time.Second):
		return "", errors.New("late")
	}
}

func fetch(url string, pages chan<- string) {
	if url == "" {
		pages <- "" // stuck: chan send
		return
	}
	pages <- url // stuck: chan send
}

func numbers(ctx context.Context) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := 0; ; i++ {
			out <- i // stuck: chan send
		}
	}()
	return out
}

func squares(ctx context.Context, in []int) <-chan int {
	out := make(chan int)
	go func() {
		for _, n := range in {
			out <- n * n // stuck: chan send
		}
		close(out)
	}()
	return out
}

func firstNegative(in []int) error {
	out := make(chan int)
	go func() {
		defer close(out)
		for _, n := range in {
			out <- n // stuck: chan send
		}
	}()
	for n := range out {
		if n < 0 {
			return errors.New("negative")
		}
	}
	return nil
}

func firstOfMany(parent context.Context, more func() int) int {
	ctx, cancel := context.WithCancel(parent)
	defer cancel()
	out := make(chan int)
	go func() {
		for {
			out <- more() // stuck: chan send
		}
	}()
	_ = ctx
	return <-out
}

func handler(w http.ResponseWriter, r *http.Request) {
	for range 3 {
		queue <- r.URL.Path // stuck: chan send
	}
}

func waitFor(ctx context.Context, done <-chan struct{}) (int, error) {
	<-done // stuck: chan receive
	return 1, nil
}

var queue = make(chan string)

func neverMade(in []int) int {
	var sum chan int
	go func() {
		total := 0
		for _, n := range in {
			total += n
		}
		sum <- total // stuck: chan send (nil chan)
	}()
	return <-sum
}

// Nobody can say how many values there will be.
func endless(more func() bool) {
	values := make(chan int)
	go func() {
		for more() {
			values <- 1 // stuck: chan send
		}
	}()
	<-values
}

// The loop bound changes.
func grows(n int) {
	values := make(chan int)
	n = n * 2
	for i := 0; i < n; i++ {
		go func() {
			values <- 1 // stuck: chan send
		}()
	}
	<-values
}

// The sender goes on after the receive: with room for the value it would go on too early.
func handshake() {
	ready := make(chan bool)
	var log []string
	go func() {
		ready <- true // stuck: chan send
		log = append(log, "received")
	}()
	if len(log) > 0 {
		return
	}
	<-ready
}
