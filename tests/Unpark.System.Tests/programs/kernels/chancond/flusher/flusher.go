// Package flusher: closing waits for the flusher's goodbye, but nobody wakes the flusher.
package flusher

import "sync"

type Flusher struct {
	mu      sync.Mutex
	dirty   *sync.Cond
	pending int
	closed  bool
	done    chan struct{}
}

func New() *Flusher {
	f := &Flusher{done: make(chan struct{})}
	f.dirty = sync.NewCond(&f.mu)
	go f.loop()
	return f
}

func (f *Flusher) loop() {
	defer close(f.done)
	f.mu.Lock()
	defer f.mu.Unlock()
	for !f.closed {
		for f.pending == 0 && !f.closed {
			f.dirty.Wait() // stuck lock|deadlock|channel: channel & cond
		}
		f.pending = 0
	}
}

func (f *Flusher) Add() {
	f.mu.Lock()
	f.pending++
	f.mu.Unlock()
	f.dirty.Signal()
}

func (f *Flusher) idle() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.pending == 0
}

func (f *Flusher) Close() {
	f.mu.Lock()
	f.closed = true // cause: missed-signal
	f.mu.Unlock()
	<-f.done // stuck channel|deadlock: channel & cond
}

func Run() {
	f := New()
	f.Add()
	for !f.idle() {
	}
	f.Close()
}
