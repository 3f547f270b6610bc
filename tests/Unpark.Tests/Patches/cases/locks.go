package main

import (
	"errors"
	"sync"
)

var errOverdrawn = errors.New("overdrawn")

type account struct {
	mu      sync.Mutex
	balance int
}

func (a *account) withdraw(amount int) error {
	a.mu.Lock() // stuck: sync.Mutex.Lock
	if a.balance < amount {
		return errOverdrawn
	}
	a.balance -= amount
	a.mu.Unlock()
	return nil
}

type till struct {
	sync.Mutex
	cents int
}

func (t *till) take(cents int) bool {
	t.Lock() // stuck: sync.Mutex.Lock
	if t.cents < cents {
		return false
	}
	t.cents -= cents
	t.Unlock()
	report(cents)
	return true
}

func report(int) {}

type cart struct {
	mu    sync.RWMutex
	items []int
}

func (c *cart) average() int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.total() / len(c.items) // calls: total
}

func (c *cart) total() int {
	c.mu.RLock() // stuck: sync.RWMutex.RLock
	defer c.mu.RUnlock()
	sum := 0
	for _, item := range c.items {
		sum += item
	}
	return sum
}

type index struct {
	sync.RWMutex
	spans []int
}

func (x *index) Len() int {
	x.RLock() // stuck: sync.RWMutex.RLock
	defer x.RUnlock()
	return len(x.spans)
}

func (x *index) Split() int {
	x.RLock()
	defer x.RUnlock()
	if x.Len() > 1 { // calls: Len
		return x.Len() / 2
	}
	return 0
}

func countedBefore(jobs []int) {
	var wg sync.WaitGroup
	wg.Add(len(jobs))
	for range jobs {
		go func() {
			defer wg.Done()
		}()
		wg.Wait() // stuck: sync.WaitGroup.Wait
	}
}

func twice() {
	var mu sync.Mutex
	mu.Lock()
	report(1)
	mu.Lock() // stuck: sync.Mutex.Lock
	report(2)
	mu.Unlock()
}

func pages(urls []string) {
	var wg sync.WaitGroup
	for range urls {
		wg.Add(1)
		go func() {
			if len(urls) > 3 {
				return
			}
			report(len(urls))
			wg.Done()
		}()
	}
	wg.Wait() // stuck: sync.WaitGroup.Wait
}

func tooEarly() {
	var wg sync.WaitGroup
	answers := make(chan int)
	wg.Add(1)
	go func() {
		defer wg.Done()
		answers <- 1
	}()
	wg.Wait() // stuck: sync.WaitGroup.Wait
	report(<-answers)
}
