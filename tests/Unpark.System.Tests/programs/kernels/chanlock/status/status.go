// Package status: asking for the status holds the read lock and waits for the loop, which wants to write.
package status

import (
	"sync"

	"kernels/gate"
)

type request struct{ answer chan int }

type Server struct {
	mu       sync.RWMutex
	requests chan request
	events   chan int
	asked    chan struct{}
	sum      int
}

func (s *Server) loop() {
	for {
		select {
		case r := <-s.requests:
			r.answer <- s.sum
		case e := <-s.events:
			s.add(e)
		}
	}
}

func (s *Server) add(e int) {
	s.mu.Lock() // stuck lock|deadlock: channel & lock
	defer s.mu.Unlock()
	s.sum += e
}

func (s *Server) Status() int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	close(s.asked)
	gate.UntilWriterWaits(&s.mu)
	r := request{make(chan int)}
	s.requests <- r // cause: blocked-under-lock // stuck channel|deadlock: channel & lock
	return <-r.answer
}

func Run() {
	s := &Server{requests: make(chan request), events: make(chan int), asked: make(chan struct{})}
	go s.loop()
	go s.Status()
	<-s.asked
	s.events <- 1
}
