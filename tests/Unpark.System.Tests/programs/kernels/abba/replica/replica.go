// Package replica: the store locks itself and then a replica; a replica locks itself and then the store.
package replica

import "sync"

type Store struct {
	mu       sync.Mutex
	replicas []*Replica
	sent     int
	busy     sync.WaitGroup
}

type Replica struct {
	mu    sync.Mutex
	store *Store
	ticks int
}

func (s *Store) heartbeat() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range s.replicas {
		s.meet()
		r.queue()
	}
}

func (r *Replica) queue() {
	r.mu.Lock() // cause: lock-order // stuck lock|deadlock: AB-BA
	defer r.mu.Unlock()
	r.ticks++
}

func (r *Replica) tick() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.ticks++
	r.store.meet()
	r.store.report()
}

// Both are in the middle of their work.
func (s *Store) meet() {
	s.busy.Done()
	s.busy.Wait()
}

func (s *Store) report() {
	s.mu.Lock() // cause: lock-order // stuck lock|deadlock: AB-BA
	s.sent++
	s.mu.Unlock()
}

func Run() {
	s := &Store{}
	r := &Replica{store: s}
	s.replicas = []*Replica{r}
	s.busy.Add(2)
	var both sync.WaitGroup
	both.Add(2)
	go func() {
		defer both.Done()
		s.heartbeat()
	}()
	go func() {
		defer both.Done()
		r.tick()
	}()
	both.Wait() // stuck waitgroup|lock|deadlock
}
