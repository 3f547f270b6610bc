// Package routes matches requests; a route may ask the table again.
package routes

import (
	"sync"

	"kernels/gate"
)

type route interface {
	match(t *Table, path string) string
}

type Table struct {
	mu     sync.RWMutex
	routes map[string]route
}

func (t *Table) Lookup(path string) string {
	t.mu.RLock() // stuck lock|deadlock: RWR
	defer t.mu.RUnlock()
	if r := t.routes[path]; r != nil {
		return r.match(t, path) // cause: read-lock-twice
	}
	return ""
}

func (t *Table) Add(path string, r route) {
	t.mu.Lock() // stuck lock|deadlock: RWR
	t.routes[path] = r
	t.mu.Unlock()
}

type page struct{ name string }

func (p page) match(*Table, string) string { return p.name }

type alias struct {
	to      string
	entered chan struct{}
}

func (a alias) match(t *Table, path string) string {
	close(a.entered)
	gate.UntilWriterWaits(&t.mu)
	return t.Lookup(a.to)
}

func Run() {
	entered := make(chan struct{})
	t := &Table{routes: map[string]route{"/": page{"home"}, "/home": alias{"/", entered}}}
	done := make(chan string)
	go func() { done <- t.Lookup("/home") }()
	go func() {
		<-entered
		t.Add("/new", page{"new"})
	}()
	<-done // stuck channel|lock|deadlock
}
