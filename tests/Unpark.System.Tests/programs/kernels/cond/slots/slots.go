// Package slots: all slots come free at once, but only one of the waiters is told.
package slots

import (
	"sync"
	"time"
)

type Slots struct {
	mu      sync.Mutex
	freed   *sync.Cond
	free    int
	waiting int
}

func (s *Slots) Acquire() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.waiting++
	for s.free == 0 {
		s.freed.Wait() // stuck lock: condition variable
	}
	s.free--
}

func (s *Slots) queue() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.waiting
}

func (s *Slots) ReleaseAll(n int) {
	s.mu.Lock()
	s.free += n
	s.mu.Unlock()
	s.freed.Signal() // cause: missed-signal
}

func Run() {
	s := &Slots{}
	s.freed = sync.NewCond(&s.mu)
	for i := 0; i < 3; i++ {
		go s.Acquire()
	}
	for s.queue() < 3 {
		time.Sleep(time.Millisecond)
	}
	s.ReleaseAll(3)
}
