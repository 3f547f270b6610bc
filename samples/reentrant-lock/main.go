// A method takes a lock and calls another one that takes it too: Go's locks know no owner.
package main

import (
	"sync"

	"samples/internal/serve"
)

type cart struct {
	mu    sync.Mutex
	items []int
}

func leaking() { go (&cart{}).average() }

func fixed() { go (&cart{}).averageLockedOnce() }

func (c *cart) average() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.total() / (len(c.items) + 1)
}

func (c *cart) total() int {
	c.mu.Lock() // want leak // want leak proven go1.27
	defer c.mu.Unlock()
	return c.sum()
}

func (c *cart) averageLockedOnce() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.sum() / (len(c.items) + 1)
}

// sum wants c.mu held.
func (c *cart) sum() int {
	sum := 0
	for _, item := range c.items {
		sum += item
	}
	return sum
}

func main() { serve.Run(leaking, fixed) }
