package main

import (
	"context"
	"errors"
	"sync"
)

// The last statement of the sender is skipped by its return.
func readLines(read func() (string, error)) int {
	lines := make(chan string)
	go func() {
		for {
			line, err := read()
			if err != nil {
				return
			}
			if line == "" {
				break
			}
			lines <- line
		}
		close(lines)
	}()
	count := 0
	for range lines { // stuck: chan receive
		count++
	}
	return count
}

type feed struct{ events chan string }

func (f *feed) pump(source func() (string, error)) error {
	for {
		event, err := source()
		if err != nil {
			return err
		}
		if event == "" {
			close(f.events)
			return nil
		}
		f.events <- event
	}
}

func (f *feed) print() {
	for event := range f.events { // stuck: chan receive
		_ = event
	}
}

func startFeed(source func() (string, error)) error {
	f := &feed{events: make(chan string)}
	go f.print() // starts: print
	return f.pump(source)
}

type counters struct {
	mu   sync.Mutex
	seen map[string]int
}

func (c *counters) count(words []string) {
	for _, word := range words {
		c.mu.Lock() // stuck: sync.Mutex.Lock
		if word == "" {
			continue
		}
		c.seen[word]++
		c.mu.Unlock()
	}
}

type journal struct {
	mu    sync.Mutex
	lines []string
}

func (j *journal) add(line string) error {
	j.mu.Lock() // stuck: sync.Mutex.Lock
	if line == "" {
		return errors.New("empty")
	}
	defer j.mu.Unlock()
	j.lines = append(j.lines, line)
	return nil
}

func begin(fail error) error {
	ctx, cancel := context.WithCancel(context.Background())
	go followTheEnd(ctx) // starts: followTheEnd
	if fail != nil {
		return fail
	}
	cancel()
	return nil
}

func followTheEnd(ctx context.Context) {
	<-ctx.Done() // stuck: chan receive
}

type pool struct{ tasks chan func() }

func open(n int) *pool {
	p := &pool{tasks: make(chan func())}
	for i := 0; i < n; i++ {
		go p.work() // starts: work
	}
	return p
}

func (p *pool) work() {
	for task := range p.tasks { // stuck: chan receive
		task()
	}
}

func (p *pool) shut() { close(p.tasks) }

func use(fails bool) error {
	p := open(2)
	if fails {
		return errors.New("no work")
	}
	p.tasks <- func() {}
	p.shut()
	return nil
}

type sampler struct {
	ticks chan int
	quit  chan struct{}
}

func newSampler() *sampler {
	s := &sampler{ticks: make(chan int), quit: make(chan struct{})}
	go s.sample() // starts: sample
	return s
}

func (s *sampler) sample() {
	for {
		select { // stuck: select
		case <-s.ticks:
		case <-s.quit:
			return
		}
	}
}

func (s *sampler) Stop() {
	s.ticks = nil
}

func sampleOnce() {
	s := newSampler()
	s.ticks <- 1
	s.Stop()
}

type gate struct{ slots chan struct{} }

func (g *gate) enter() {
	g.slots <- struct{}{} // stuck: chan send
}

func (g *gate) leave() { <-g.slots }

func (g *gate) pass(name string) error {
	g.enter()
	if name == "" {
		return errors.New("no name")
	}
	defer g.leave()
	return nil
}
