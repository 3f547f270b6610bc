// A buffered channel hides for a while that its reader has stopped; then the senders wait.
package main

import "samples/internal/serve"

func leaking() {
	records := make(chan int, 4)
	for record := 0; record < 6; record++ {
		go func(record int) {
			records <- record // want channel UP1001 // want leak proven go1.27
		}(record)
	}
	go func() {
		for record := range records {
			if store(record) != nil {
				return // the senders are not told
			}
		}
	}()
}

func fixed() {
	records := make(chan int, 4)
	stopped := make(chan struct{})
	for record := 0; record < 6; record++ {
		go func(record int) {
			select {
			case records <- record:
			case <-stopped: // the reader is gone
			}
		}(record)
	}
	go func() {
		defer close(stopped)
		for record := range records {
			if store(record) != nil {
				return
			}
		}
	}()
}

type diskFull struct{}

func (diskFull) Error() string { return "disk full" }

func store(int) error { return diskFull{} }

func main() { serve.Run(leaking, fixed) }
