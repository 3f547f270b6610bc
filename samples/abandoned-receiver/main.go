// A goroutine waits for a value that the other side does not send when something fails.
package main

import (
	"errors"

	"samples/internal/serve"
)

func leaking() {
	address := make(chan string)
	go func() {
		connect(<-address) // want channel UP1002 // want leak proven go1.27
	}()
	if found, err := resolve(); err == nil {
		address <- found
	}
}

func fixed() {
	address := make(chan string)
	go func() {
		if found, ok := <-address; ok {
			connect(found)
		}
	}()
	defer close(address) // whichever way this function ends
	if found, err := resolve(); err == nil {
		address <- found
	}
}

func resolve() (string, error) { return "", errors.New("no such host") }

func connect(string) {}

func main() { serve.Run(leaking, fixed) }
