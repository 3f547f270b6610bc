package main

import (
	"errors"
	"sync"
)

func init() {
	cases["reentrant-methods"] = func() { go (&cart{}).average() }
	cases["reentrant-function"] = reentrantFunction
	cases["reentrant-callback"] = func() { go (&cart{}).each(func(c *cart) { c.total() }) }
	cases["reentrant-once"] = func() { go config() }
	cases["upgrade"] = func() { go (&cache{}).put("a", "b") }
	cases["order-functions"] = orderFunctions
	cases["order-methods"] = orderMethods
	cases["order-closures"] = orderClosures
	cases["order-of-three"] = orderOfThree
	cases["read-twice-methods"] = readTwiceMethods
	cases["read-twice-closures"] = readTwiceClosures
	cases["left-locked"] = leftLocked
}

type cart struct {
	name  string
	mu    sync.Mutex
	items []int
}

func (c *cart) average() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.total() / (len(c.items) + 1)
}

func (c *cart) total() int {
	c.mu.Lock() // want UP3002 lock
	defer c.mu.Unlock()
	return len(c.items)
}

func (c *cart) each(do func(*cart)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	do(c)
}

func reentrantFunction() {
	var mu sync.Mutex
	go func() {
		mu.Lock()
		mu.Lock() // want UP3006 lock
		mu.Unlock()
	}()
}

var once sync.Once

func config() {
	once.Do(func() { // want UP3002 lock
		config()
	})
}

type cache struct {
	entries map[string]string
	mu      sync.RWMutex
}

func (c *cache) put(key, value string) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	if c.entries[key] != value {
		c.set(key, value)
	}
}

func (c *cache) set(key, value string) {
	c.mu.Lock() // want UP3002 lock
	defer c.mu.Unlock()
	c.entries = map[string]string{key: value}
}

type account struct {
	number  int
	mu      sync.Mutex
	balance int
}

func transfer(from, to *account) {
	from.mu.Lock()
	defer from.mu.Unlock()
	soon()
	to.mu.Lock() // want UP3003 lock
	defer to.mu.Unlock()
	from.balance--
	to.balance++
}

func orderFunctions() {
	a, b := &account{number: 1}, &account{number: 2}
	go transfer(a, b)
	go transfer(b, a)
}

type house struct {
	mu    sync.Mutex
	rooms []*room
}

type room struct {
	mu    sync.Mutex
	house *house
	light bool
}

func (h *house) darken() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, r := range h.rooms {
		soon()
		r.off()
	}
}

func (r *room) off() {
	r.mu.Lock() // want UP3003 lock
	defer r.mu.Unlock()
	r.light = false
}

func (r *room) leave() {
	r.mu.Lock()
	defer r.mu.Unlock()
	soon()
	r.house.forget(r)
}

func (h *house) forget(r *room) {
	h.mu.Lock() // want UP3003 lock
	defer h.mu.Unlock()
	h.rooms = nil
}

func orderMethods() {
	h := &house{}
	h.rooms = []*room{{house: h}}
	go h.darken()
	go h.rooms[0].leave()
}

func orderClosures() {
	var jobs, results sync.Mutex
	go func() {
		jobs.Lock()
		defer jobs.Unlock()
		soon()
		results.Lock() // want UP3003 lock
		defer results.Unlock()
	}()
	go func() {
		results.Lock()
		defer results.Unlock()
		soon()
		jobs.Lock() // want UP3003 lock
		defer jobs.Unlock()
	}()
}

func orderOfThree() {
	forks := []*account{{number: 1}, {number: 2}, {number: 3}}
	for i := range forks {
		go transfer(forks[i], forks[(i+1)%len(forks)])
	}
}

type registry struct {
	names map[string]int
	mu    sync.RWMutex
}

func (r *registry) describe() int {
	r.mu.RLock()
	defer r.mu.RUnlock()
	soon()
	soon()
	return r.lookup("a")
}

func (r *registry) lookup(name string) int {
	r.mu.RLock() // want UP3004 lock
	defer r.mu.RUnlock()
	return r.names[name]
}

func (r *registry) replace() {
	r.mu.Lock() // want UP3004 lock
	defer r.mu.Unlock()
	r.names = nil
}

func readTwiceMethods() {
	r := &registry{}
	go r.describe()
	soon()
	go r.replace()
}

func readTwiceClosures() {
	var mu sync.RWMutex
	go func() {
		mu.RLock()
		defer mu.RUnlock()
		soon()
		soon()
		mu.RLock() // want UP3004 lock
		defer mu.RUnlock()
	}()
	soon()
	go func() {
		mu.Lock() // want UP3004 lock
		mu.Unlock()
	}()
}

var errOverdrawn = errors.New("overdrawn")

func (a *account) withdraw(amount int) error {
	a.mu.Lock() // want UP3006 lock
	if a.balance < amount {
		return errOverdrawn
	}
	a.balance -= amount
	a.mu.Unlock()
	return nil
}

func leftLocked() {
	a := &account{}
	for i := 0; i < 4; i++ {
		go a.withdraw(10)
	}
}
