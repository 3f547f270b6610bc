package main

import (
	"context"
	"sync"
)

// Each of these looks like a case with a patch, and is none.

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

// Somebody else has the channel, too.
func escapes(register func(chan int)) {
	values := make(chan int)
	register(values)
	go func() {
		values <- 1 // stuck: chan send
	}()
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

// Two functions own the name.
func shadowed(values chan int) {
	go func() {
		values := make(chan int)
		values <- 1 // stuck: chan send
	}()
	<-values
}

// A worker that lives on: ending it with its starter would end it at once.
func start(changes chan string) {
	ctx, _ := context.WithCancel(context.Background())
	go loop(ctx, changes) // starts: loop
}

func loop(ctx context.Context, changes <-chan string) {
	select { // stuck: select
	case <-changes:
	case <-ctx.Done():
	}
}

type account struct {
	mu      sync.Mutex
	balance int
}

// What it returns is read under the lock.
func (a *account) peek() int {
	a.mu.Lock() // stuck: sync.Mutex.Lock
	if a.balance < 0 {
		return a.balance
	}
	a.balance++
	a.mu.Unlock()
	notify()
	return 0
}

// Held on purpose: no way out gives it back.
func (a *account) begin() {
	a.mu.Lock()
}

// Done is not the last thing: deferred it would come later.
func early() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		if wg.Done(); true {
			notify()
		}
		wg.Done()
		notify()
	}()
	wg.Wait() // stuck: sync.WaitGroup.Wait
}

// Several statements on one line are left to their author.
func oneLine(err error) {
	result := make(chan error)
	go func() {
		if err != nil { result <- err }
		result <- nil // stuck: chan send
	}()
	<-result
}

func notify() {}
