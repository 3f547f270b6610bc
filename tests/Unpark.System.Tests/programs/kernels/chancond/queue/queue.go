// Package queue: the consumer sleeps until it is signalled; the producer signals only after its send, which nobody takes.
package queue

import "sync"

type Queue struct {
	mu    sync.Mutex
	ready *sync.Cond
	items chan int
	open  bool
}

func New() *Queue {
	q := &Queue{items: make(chan int), open: true}
	q.ready = sync.NewCond(&q.mu)
	return q
}

func (q *Queue) Put(item int) {
	q.items <- item // stuck channel|deadlock: channel & cond
	q.mu.Lock()
	q.ready.Signal()
	q.mu.Unlock()
}

func (q *Queue) Take() int {
	q.mu.Lock()
	q.ready.Wait() // cause: missed-signal // stuck lock|deadlock|channel: channel & cond
	q.mu.Unlock()
	return <-q.items
}

func Run() {
	q := New()
	go q.Take()
	go q.Put(1)
}
