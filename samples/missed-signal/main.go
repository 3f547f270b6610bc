// A Cond wakes those who wait now. Who comes after the Signal without looking at the state waits for ever.
package main

import (
	"sync"

	"samples/internal/serve"
)

type mailbox struct {
	mu      sync.Mutex
	arrived *sync.Cond
	letters int
}

func newMailbox() *mailbox {
	m := &mailbox{}
	m.arrived = sync.NewCond(&m.mu)
	return m
}

func (m *mailbox) put() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.letters++
	m.arrived.Signal()
}

func leaking() {
	m := newMailbox()
	m.put()
	go func() {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.arrived.Wait() // want lock UP3021 // want leak proven go1.27
		m.letters--
	}()
}

func fixed() {
	m := newMailbox()
	m.put()
	go func() {
		m.mu.Lock()
		defer m.mu.Unlock()
		for m.letters == 0 {
			m.arrived.Wait()
		}
		m.letters--
	}()
}

func main() { serve.Run(leaking, fixed) }
