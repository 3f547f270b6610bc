package main

import "errors"

// Line is one line of an order.
type Line struct{ Item, Count int }

const linesPerOrder = 120

func newOrder() []Line {
	lines := make([]Line, linesPerOrder)
	for i := range lines {
		lines[i] = Line{Item: i, Count: 1}
	}
	return lines
}

// cacheLeaking puts the lines of an order into the cache, through a queue of 100 that looks large enough.
func cacheLeaking(order []Line) {
	queue := make(chan Line, 100)
	for _, line := range order {
		go func(line Line) {
			queue <- priced(line) // want leak // want leak proven go1.27
		}(line)
	}
	go func() {
		if connect() != nil {
			return // the queue has lost its reader: 100 lines fit, 20 goroutines wait for ever
		}
		for line := range queue {
			store(line)
		}
	}()
}

// cache does the same, and tells the senders when the worker has stopped.
func cache(order []Line) {
	queue := make(chan Line, 100)
	stopped := make(chan struct{})
	for _, line := range order {
		go func(line Line) {
			select {
			case queue <- priced(line):
			case <-stopped:
			}
		}(line)
	}
	go func() {
		defer close(stopped)
		if connect() != nil {
			return
		}
		for range order {
			store(<-queue)
		}
	}()
}

func priced(line Line) Line { return line }

// connect is where the incident begins: the cache is down.
func connect() error { return errors.New("connection refused") }

func store(Line) {}
