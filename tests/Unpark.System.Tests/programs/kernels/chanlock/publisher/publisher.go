// Package publisher: the queue is full, its only reader waits for the lock that the writer holds; two more callers stand behind it.
package publisher

import (
	"sync"

	"kernels/gate"
)

type Publisher struct {
	mu    sync.Mutex
	queue chan int
	quit  chan struct{}
	last  int
}

func (p *Publisher) Publish(item int) bool {
	p.mu.Lock() // stuck lock|deadlock: channel & lock
	defer p.mu.Unlock()
	select { // cause: blocked-under-lock // stuck channel|deadlock: channel & lock
	case p.queue <- item:
		p.last = item
		return true
	case <-p.quit:
		return false
	}
}

func (p *Publisher) drain() {
	for {
		p.take()
	}
}

func (p *Publisher) take() {
	p.mu.Lock() // stuck lock|deadlock: channel & lock
	defer p.mu.Unlock()
	select {
	case <-p.queue:
	default:
	}
}

func Run() {
	p := &Publisher{queue: make(chan int, 2), quit: make(chan struct{})}
	p.Publish(1)
	p.Publish(2)
	go p.Publish(3)
	gate.UntilLocked(&p.mu)
	go p.drain()
	for i := 4; i < 6; i++ {
		go p.Publish(i)
	}
}
