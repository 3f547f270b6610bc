// Package peers walks over its peers with a caller's function.
package peers

import "sync"

type Peer struct {
	ID    string
	Stale bool
}

type Set struct {
	mu    sync.Mutex
	peers map[string]*Peer
}

// Each holds the lock while it calls visit.
func (s *Set) Each(visit func(*Peer)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, peer := range s.peers {
		visit(peer) // cause: double-lock
	}
}

func (s *Set) Remove(id string) {
	s.mu.Lock() // stuck lock|deadlock: double locking
	delete(s.peers, id)
	s.mu.Unlock()
}

type janitor struct{ set *Set }

func (j *janitor) sweep() {
	j.set.Each(func(p *Peer) {
		if p.Stale {
			j.set.Remove(p.ID)
		}
	})
}

func Run() {
	j := &janitor{set: &Set{peers: map[string]*Peer{"x": {ID: "x", Stale: true}}}}
	go j.sweep()
}
