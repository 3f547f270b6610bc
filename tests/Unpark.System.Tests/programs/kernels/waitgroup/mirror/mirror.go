// Package mirror: an error on the way skips Done.
package mirror

import (
	"errors"
	"sync"
)

type Mirror struct{ wg sync.WaitGroup }

func (m *Mirror) open(url string) error {
	if url == "bad" {
		return errors.New("bad address")
	}
	return nil
}

func (m *Mirror) sync(url string) {
	if err := m.open(url); err != nil {
		return // cause: missed-done
	}
	m.wg.Done()
}

func (m *Mirror) All(urls []string, finished chan<- struct{}) {
	for _, url := range urls {
		m.wg.Add(1)
		go m.sync(url)
	}
	m.wg.Wait() // stuck waitgroup: misuse of WaitGroup
	finished <- struct{}{}
}

func Run() {
	finished := make(chan struct{})
	m := &Mirror{}
	go m.All([]string{"good", "bad"}, finished)
	<-finished // stuck channel|waitgroup|deadlock
}
