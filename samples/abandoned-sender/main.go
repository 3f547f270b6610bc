// A function starts a goroutine that sends its result, then returns early without receiving it.
package main

import (
	"errors"

	"samples/internal/serve"
)

func leaking() {
	total := make(chan int)
	go func() {
		total <- sum() // want channel UP1001 // want leak proven go1.27
	}()
	if err := validate(); err != nil {
		return
	}
	<-total
}

func fixed() {
	total := make(chan int, 1) // room for the result, whether anybody takes it or not
	go func() {
		total <- sum()
	}()
	if err := validate(); err != nil {
		return
	}
	<-total
}

func sum() int { return 42 }

func validate() error { return errors.New("no such account") }

func main() { serve.Run(leaking, fixed) }
