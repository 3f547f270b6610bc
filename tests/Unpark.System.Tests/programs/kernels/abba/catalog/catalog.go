// Package catalog: searching reads the catalog and then writes the statistics; a reset does it the other way round.
package catalog

import "sync"

type Stats struct {
	mu   sync.Mutex
	hits map[string]int
}

type Catalog struct {
	mu    sync.RWMutex
	items map[string]string
	stats *Stats
}

func (c *Catalog) Search(name string, reading, locked chan struct{}) string {
	c.mu.RLock()
	defer c.mu.RUnlock()
	close(reading)
	<-locked
	c.stats.mu.Lock() // cause: lock-order // stuck lock|deadlock: AB-BA
	defer c.stats.mu.Unlock()
	c.stats.hits[name]++
	return c.items[name]
}

func (s *Stats) Reset(c *Catalog, reading, locked chan struct{}) {
	<-reading
	s.mu.Lock()
	defer s.mu.Unlock()
	close(locked)
	c.mu.Lock() // cause: lock-order // stuck lock|deadlock: AB-BA
	c.items = map[string]string{}
	c.mu.Unlock()
	s.hits = map[string]int{}
}

func Run() {
	stats := &Stats{hits: map[string]int{}}
	c := &Catalog{items: map[string]string{}, stats: stats}
	reading, locked := make(chan struct{}), make(chan struct{})
	go stats.Reset(c, reading, locked)
	go c.Search("shoes", reading, locked)
}
