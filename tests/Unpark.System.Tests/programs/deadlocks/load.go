package main

import (
	"math/rand"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"time"
)

// Nothing is stuck here: everybody waits for locks, and everybody gets them.
func init() {
	cases["load-mutex"] = func() { each(32, (&cart{}).busy) }
	cases["load-rwmutex"] = loadRWMutex
	cases["load-channel-under-lock"] = loadChannelUnderLock
	cases["load-request-under-lock"] = loadRequestUnderLock
	cases["load-lock-handed-out"] = loadLockHandedOut
	cases["load-order"] = loadOrder
	cases["load-cond"] = loadCond
	cases["load-pool"] = loadPool
}

func each(count int, do func()) {
	for i := 0; i < count; i++ {
		go func() {
			for {
				do()
			}
		}()
	}
}

func spin() (sum int) {
	for i := 0; i < 2000+rand.Intn(2000); i++ {
		sum += i * i
	}
	return sum
}

func (c *cart) busy() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.items = []int{spin()}
	c.totalLocked()
}

func (c *cart) totalLocked() int { return spin() + len(c.items) }

func loadRWMutex() {
	r := &registry{names: map[string]int{}}
	each(24, func() { r.lookup("a"); spin() })
	each(4, func() { r.replace(); spin() })
}

func loadChannelUnderLock() {
	h := &hub{events: make(chan string)}
	each(8, func() { h.publish("a") })
	each(2, func() { <-h.events; spin() })
}

type asker struct {
	mu     sync.Mutex
	client *http.Client
	url    string
}

func (a *asker) ask() {
	a.mu.Lock()
	defer a.mu.Unlock()
	if response, err := a.client.Get(a.url); err == nil {
		response.Body.Close()
	}
}

func loadRequestUnderLock() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { time.Sleep(3 * time.Millisecond) }))
	a := &asker{client: server.Client(), url: server.URL}
	each(8, a.ask)
}

type store struct {
	mu   sync.Mutex
	rows int
}

// begin keeps the lock until commit, as a database's transaction does.
func (s *store) begin() { s.mu.Lock() }

func (s *store) commit() { s.mu.Unlock() }

func loadLockHandedOut() {
	s := &store{}
	client, server := net.Pipe()
	go func() {
		for {
			server.Write([]byte("a"))
		}
	}()
	each(8, func() {
		s.begin()
		client.Read(make([]byte, 1))
		spin()
		s.commit()
	})
}

func loadOrder() {
	accounts := []*account{{number: 1}, {number: 2}, {number: 3}, {number: 4}}
	each(16, func() {
		from, to := rand.Intn(4), rand.Intn(4)
		if from == to {
			return
		}
		if from > to {
			from, to = to, from
		}
		move(accounts[from], accounts[to])
	})
}

func move(first, second *account) {
	first.mu.Lock()
	defer first.mu.Unlock()
	spin()
	second.mu.Lock()
	defer second.mu.Unlock()
	spin()
}

func loadCond() {
	q := &queue{}
	q.ready = sync.NewCond(&q.mu)
	each(8, func() {
		q.mu.Lock()
		for len(q.items) == 0 {
			q.ready.Wait()
		}
		q.items = q.items[1:]
		q.mu.Unlock()
	})
	each(4, func() {
		q.mu.Lock()
		q.items = append(q.items, 1)
		q.mu.Unlock()
		q.ready.Signal()
		spin()
	})
}

func loadPool() {
	jobs := make(chan int)
	c := &crawler{}
	each(8, func() { <-jobs; c.count() })
	each(1, func() {
		var wave sync.WaitGroup
		for i := 0; i < 16; i++ {
			wave.Add(1)
			go func() { defer wave.Done(); c.count(); jobs <- 1 }()
		}
		wave.Wait()
	})
}
