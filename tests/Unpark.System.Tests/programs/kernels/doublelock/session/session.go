// Package session keeps sessions; reading an expired one removes it.
package session

import "sync"

type session struct{ expired bool }

type Store struct {
	mu       sync.Mutex
	sessions map[string]*session
}

func (s *Store) Get(id string) *session {
	s.mu.Lock()
	defer s.mu.Unlock()
	found := s.sessions[id]
	if found != nil && found.expired {
		s.evict(id) // cause: double-lock
		return nil
	}
	return found
}

func (s *Store) evict(id string) {
	s.mu.Lock() // stuck lock|deadlock: double locking
	defer s.mu.Unlock()
	delete(s.sessions, id)
}

func Run() {
	store := &Store{sessions: map[string]*session{"a": {expired: true}}}
	go store.Get("a")
}
