// Stop prevents a timer from firing; it does not close the channel, so whoever waits on it waits for ever.
package main

import (
	"time"

	"samples/internal/serve"
)

func leaking() {
	timer := time.NewTimer(10 * time.Millisecond)
	go func() {
		<-timer.C // want channel UP1002 // want leak proven go1.27
		expire()
	}()
	timer.Stop() // the entry was used in time
}

func fixed() {
	timer := time.NewTimer(10 * time.Millisecond)
	used := make(chan struct{})
	go func() {
		select {
		case <-timer.C:
			expire()
		case <-used:
		}
	}()
	timer.Stop()
	close(used)
}

func expire() {}

func main() { serve.Run(leaking, fixed) }
