// Package config reads twice under its read lock while a reload waits in between.
package config

import (
	"sync"

	"kernels/gate"
)

type Config struct {
	mu     sync.RWMutex
	values map[string]string
}

func (c *Config) Value(key string) string {
	c.mu.RLock() // stuck lock|deadlock: RWR
	defer c.mu.RUnlock()
	return c.values[key]
}

func (c *Config) Address(reading chan<- struct{}) string {
	c.mu.RLock()
	defer c.mu.RUnlock()
	close(reading)
	gate.UntilWriterWaits(&c.mu)
	return c.Value("host") + ":" + c.Value("port") // cause: read-lock-twice
}

func (c *Config) Reload(values map[string]string) {
	c.mu.Lock() // stuck lock|deadlock: RWR
	defer c.mu.Unlock()
	c.values = values
}

func Run() {
	c := &Config{values: map[string]string{}}
	reading := make(chan struct{})
	go c.Address(reading)
	go func() {
		<-reading
		c.Reload(map[string]string{"host": "localhost"})
	}()
}
