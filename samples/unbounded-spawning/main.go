// Every event gets a goroutine, faster than the two slots behind can serve them: the queue is made of goroutines.
package main

import (
	"time"

	"samples/internal/serve"
)

var slots = make(chan struct{}, 2)

func leaking() {
	for event := 0; event < 10; event++ {
		go func() {
			slots <- struct{}{} // want channel
			index()
			<-slots
		}()
	}
}

var queue = startWorkers(2)

func fixed() {
	for event := 0; event < 10; event++ {
		select {
		case queue <- index:
		default: // full: drop, or let the caller wait
		}
	}
}

func startWorkers(count int) chan<- func() {
	tasks := make(chan func(), 16)
	for worker := 0; worker < count; worker++ {
		go func() {
			for task := range tasks {
				task()
			}
		}()
	}
	return tasks
}

func index() { time.Sleep(20 * time.Millisecond) }

func main() { serve.Run(leaking, fixed) }
