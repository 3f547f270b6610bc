package main

import "sync"

type stock struct {
	items, prices sync.Mutex
	count         int
}

func (s *stock) sell() {
	s.items.Lock()
	defer s.items.Unlock()
	s.count--
	s.prices.Lock() // stuck: sync.Mutex.Lock, lock-order
	defer s.prices.Unlock()
	s.count--
}

func (s *stock) reprice() {
	s.prices.Lock()
	defer s.prices.Unlock()
	s.items.Lock() // stuck: sync.Mutex.Lock, lock-order
	defer s.items.Unlock()
	s.count++
}

var left, right sync.Mutex

func inOneOrder() {
	left.Lock()
	right.Lock() // stuck: sync.Mutex.Lock, lock-order
	right.Unlock()
	left.Unlock()
}

func inTheOther() {
	right.Lock()
	left.Lock() // stuck: sync.Mutex.Lock, lock-order
	left.Unlock()
	right.Unlock()
}
