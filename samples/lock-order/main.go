// Two transfers take the same two locks in opposite order, and each waits for the other's.
package main

import (
	"sync"
	"time"

	"samples/internal/serve"
)

type account struct {
	mu      sync.Mutex
	number  int
	balance int
}

func leaking() {
	a, b := &account{number: 1}, &account{number: 2}
	go transfer(a, b)
	go transfer(b, a)
}

func fixed() {
	a, b := &account{number: 1}, &account{number: 2}
	go transferInOrder(a, b)
	go transferInOrder(b, a)
}

func transfer(from, to *account) {
	from.mu.Lock()
	defer from.mu.Unlock()
	audit()
	to.mu.Lock() // want leak // want leak proven go1.27
	defer to.mu.Unlock()
	from.balance--
	to.balance++
}

func transferInOrder(from, to *account) {
	first, second := from, to
	if first.number > second.number {
		first, second = second, first
	}
	first.mu.Lock()
	defer first.mu.Unlock()
	audit()
	second.mu.Lock()
	defer second.mu.Unlock()
	from.balance--
	to.balance++
}

func audit() { time.Sleep(5 * time.Millisecond) }

func main() { serve.Run(leaking, fixed) }
