// Package registry tells its listeners the names it holds.
package registry

import (
	"sort"
	"sync"
)

type listener interface{ changed(names []string) }

type Registry struct {
	mu        sync.RWMutex
	names     map[string]bool
	listeners []listener
}

func (r *Registry) Register(name string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.names[name] = true
	r.announce() // cause: double-lock
}

func (r *Registry) announce() {
	for _, l := range r.listeners {
		l.changed(r.Names())
	}
}

func (r *Registry) Names() []string {
	r.mu.RLock() // stuck lock|deadlock: double locking
	defer r.mu.RUnlock()
	all := make([]string, 0, len(r.names))
	for name := range r.names {
		all = append(all, name)
	}
	sort.Strings(all)
	return all
}

type printer struct{ last []string }

func (p *printer) changed(names []string) { p.last = names }

func Run() {
	r := &Registry{names: map[string]bool{}}
	r.listeners = append(r.listeners, &printer{})
	r.Register("worker")
}
