// A timer is left running after the answer came; its function then reports a time-out to nobody.
package main

import (
	"time"

	"samples/internal/serve"
)

func leaking() {
	late := make(chan string)
	time.AfterFunc(5*time.Millisecond, func() {
		late <- "no answer" // want channel UP1001 // want leak proven go1.27
	})
	select {
	case <-answer():
	case <-late:
	}
}

func fixed() {
	late := make(chan string, 1) // the function may run already when Stop comes
	timer := time.AfterFunc(5*time.Millisecond, func() {
		late <- "no answer"
	})
	defer timer.Stop()
	select {
	case <-answer():
	case <-late:
	}
}

func answer() <-chan int {
	result := make(chan int, 1)
	result <- 42
	return result
}

func main() { serve.Run(leaking, fixed) }
