// Package gate: opened before anybody waits at it.
package gate

import "sync"

type Gate struct {
	mu   sync.Mutex
	cond *sync.Cond
}

func (g *Gate) Open() {
	g.mu.Lock()
	g.cond.Broadcast()
	g.mu.Unlock()
}

func (g *Gate) Pass() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.cond.Wait() // cause: missed-signal // stuck lock: condition variable
}

func Run() {
	g := &Gate{}
	g.cond = sync.NewCond(&g.mu)
	g.Open()
	go g.Pass()
}
