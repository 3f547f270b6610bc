// A recovered panic skips what was not deferred: here the Done that somebody waits for.
package main

import (
	"sync"

	"samples/internal/serve"
)

func leaking() {
	var parsed sync.WaitGroup
	parsed.Add(1)
	go func() {
		defer func() { _ = recover() }()
		parse(nil)
		parsed.Done()
	}()
	go func() {
		parsed.Wait() // want waitgroup UP3020 // want leak proven go1.27
	}()
}

func fixed() {
	var parsed sync.WaitGroup
	parsed.Add(1)
	go func() {
		defer parsed.Done() // runs while the panic unwinds
		defer func() { _ = recover() }()
		parse(nil)
	}()
	go func() {
		parsed.Wait()
	}()
}

func parse(fields []string) string { return fields[0] }

func main() { serve.Run(leaking, fixed) }
