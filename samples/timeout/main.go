// The caller gives up after a time; the work that comes too late has nobody to hand its result to.
package main

import (
	"time"

	"samples/internal/serve"
)

func leaking() {
	report := make(chan string)
	go func() {
		report <- render() // want channel UP1001 // want leak proven go1.27
	}()
	select {
	case <-report:
	case <-time.After(time.Millisecond):
	}
}

func fixed() {
	report := make(chan string, 1) // a late result is put down and collected with the channel
	go func() {
		report <- render()
	}()
	select {
	case <-report:
	case <-time.After(time.Millisecond):
	}
}

func render() string {
	time.Sleep(5 * time.Millisecond)
	return "report"
}

func main() { serve.Run(leaking, fixed) }
