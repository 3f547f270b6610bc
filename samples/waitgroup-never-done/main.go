// One way out of the worker forgets Done, so Wait never returns.
package main

import (
	"errors"
	"sync"

	"samples/internal/serve"
)

func leaking() {
	var pages sync.WaitGroup
	for page := 1; page <= 3; page++ {
		pages.Add(1)
		go func(page int) {
			if err := crawl(page); err != nil {
				return
			}
			pages.Done()
		}(page)
	}
	go func() {
		pages.Wait() // want waitgroup UP3020 // want leak proven go1.27
		publish()
	}()
}

func fixed() {
	var pages sync.WaitGroup
	for page := 1; page <= 3; page++ {
		pages.Add(1)
		go func(page int) {
			defer pages.Done()
			if err := crawl(page); err != nil {
				return
			}
		}(page)
	}
	go func() {
		pages.Wait()
		publish()
	}()
}

func crawl(page int) error {
	if page == 3 {
		return errors.New("gone")
	}
	return nil
}

func publish() {}

func main() { serve.Run(leaking, fixed) }
