package main

import "sync"

func init() {
	cases["send-under-lock"] = sendUnderLock
	cases["send-under-lock-closures"] = sendUnderLockClosures
	cases["select-under-lock"] = selectUnderLock
	cases["stop-under-lock"] = stopUnderLock
	cases["receiver-gone"] = receiverGone
	cases["wait-under-lock"] = waitUnderLock
	cases["wait-for-sender"] = waitForSender
	cases["cond-and-channel"] = condAndChannel
}

type hub struct {
	mu     sync.Mutex
	events chan string
	last   string
}

func (h *hub) publish(event string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.events <- event // want UP7004 channel
}

func (h *hub) listen() {
	for {
		soon()
		h.mu.Lock() // want UP7004 lock
		h.mu.Unlock()
		h.last = <-h.events
	}
}

func sendUnderLock() {
	h := &hub{events: make(chan string)}
	go h.listen()
	go h.publish("a")
}

func sendUnderLockClosures() {
	var mu sync.Mutex
	events := make(chan int)
	go func() {
		mu.Lock()
		defer mu.Unlock()
		events <- 1 // want UP7004 channel
	}()
	go func() {
		soon()
		mu.Lock() // want UP7004 lock
		defer mu.Unlock()
		<-events
	}()
}

func selectUnderLock() {
	h := &hub{events: make(chan string)}
	done := make(chan bool)
	go h.offer(done)
	go h.close(done)
}

func (h *hub) offer(done chan bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	select { // want UP7004 channel
	case h.events <- "a":
	case <-done:
	}
}

func (h *hub) close(done chan bool) {
	soon()
	h.mu.Lock() // want UP7004 lock
	defer h.mu.Unlock()
	close(done)
}

type service struct {
	mu      sync.Mutex
	stopped chan bool
	quit    chan bool
}

func (s *service) stop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	close(s.quit)
	<-s.stopped // want UP7004 channel
}

func (s *service) run() {
	<-s.quit
	soon()
	s.report()
	close(s.stopped)
}

func (s *service) report() {
	s.mu.Lock() // want UP7004 lock
	defer s.mu.Unlock()
}

func stopUnderLock() {
	s := &service{stopped: make(chan bool), quit: make(chan bool)}
	go s.run()
	go s.stop()
}

func (h *hub) flush() string {
	h.mu.Lock() // want UP7004 lock
	defer h.mu.Unlock()
	return h.last
}

func (h *hub) ask() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.last = h.answer()
}

func (h *hub) answer() string {
	return <-h.events // want UP7004 channel
}

func receiverGone() {
	h := &hub{events: make(chan string)}
	go h.ask()
	soon()
	go h.flush()
	go h.flush()
}

type crawler struct {
	mu    sync.Mutex
	pages int
}

func (c *crawler) crawl() {
	var pages sync.WaitGroup
	c.mu.Lock()
	defer c.mu.Unlock()
	for i := 0; i < 3; i++ {
		pages.Add(1)
		go func() {
			defer pages.Done()
			c.count()
		}()
	}
	pages.Wait() // want UP7004 waitgroup
}

func (c *crawler) count() {
	c.mu.Lock() // want UP7004 lock
	defer c.mu.Unlock()
	c.pages++
}

func waitUnderLock() { go (&crawler{}).crawl() }

func waitForSender() {
	go func() {
		results := make(chan int)
		var workers sync.WaitGroup
		for i := 0; i < 3; i++ {
			workers.Add(1)
			go func(i int) {
				defer workers.Done()
				results <- i // want UP7004 channel
			}(i)
		}
		workers.Wait() // want UP7004 waitgroup
		close(results)
		for range results {
		}
	}()
}

type queue struct {
	mu    sync.Mutex
	ready *sync.Cond
	items []int
	room  chan bool
}

func (q *queue) get() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 {
		q.ready.Wait() // want UP7004 lock
	}
	item := q.items[0]
	<-q.room
	return item
}

func (q *queue) put(item int) {
	q.room <- true // want UP7004 channel
	q.mu.Lock()
	defer q.mu.Unlock()
	q.items = append(q.items, item)
	q.ready.Signal()
}

func condAndChannel() {
	q := &queue{room: make(chan bool)}
	q.ready = sync.NewCond(&q.mu)
	go q.get()
	go q.put(1)
}
