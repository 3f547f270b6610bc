// A reader takes its read lock a second time while a writer waits in between: the writer goes first, so neither moves.
package main

import (
	"sync"
	"time"

	"samples/internal/serve"
)

type cache struct {
	mu      sync.RWMutex
	entries map[string]string
}

func leaking() {
	c := &cache{}
	go c.describe()
	go c.replace()
}

func fixed() {
	c := &cache{}
	go c.describeLockedOnce()
	go c.replace()
}

func (c *cache) describe() string {
	c.mu.RLock()
	defer c.mu.RUnlock()
	format()
	return c.lookup("name")
}

func (c *cache) lookup(key string) string {
	c.mu.RLock() // want leak // want leak proven go1.27
	defer c.mu.RUnlock()
	return c.entries[key]
}

func (c *cache) describeLockedOnce() string {
	c.mu.RLock()
	defer c.mu.RUnlock()
	format()
	return c.entries["name"]
}

func (c *cache) replace() {
	time.Sleep(time.Millisecond)
	c.mu.Lock() // want leak // want leak proven go1.27
	defer c.mu.Unlock()
	c.entries = map[string]string{}
}

func format() { time.Sleep(10 * time.Millisecond) }

func main() { serve.Run(leaking, fixed) }
