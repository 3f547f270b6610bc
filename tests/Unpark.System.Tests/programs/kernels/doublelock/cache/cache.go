// Package cache hides its lock behind two small methods.
package cache

import "sync"

type Cache[V any] struct {
	mu     sync.Mutex
	values map[string]V
	load   func(c *Cache[V], key string) V
}

func (c *Cache[V]) lock()   { c.mu.Lock() } // stuck lock|deadlock: double locking
func (c *Cache[V]) unlock() { c.mu.Unlock() }

func (c *Cache[V]) Get(key string) V {
	c.lock()
	defer c.unlock()
	if value, ok := c.values[key]; ok {
		return value
	}
	value := c.load(c, key) // cause: double-lock
	c.values[key] = value
	return value
}

func Run() {
	users := &Cache[string]{values: map[string]string{}}
	users.load = func(c *Cache[string], key string) string {
		if key == "root" {
			return "root"
		}
		return c.Get("root") + "/" + key
	}
	go users.Get("guest")
}
