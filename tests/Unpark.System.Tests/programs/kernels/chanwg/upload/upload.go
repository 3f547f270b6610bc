// Package upload: room for one error, but two uploads fail.
package upload

import (
	"errors"
	"sync"
)

type Uploader struct{ errs chan error }

func (u *Uploader) put(name string) error { return errors.New("no space for " + name) }

func (u *Uploader) All(names []string) error {
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Add(1)
		go func(name string) {
			defer wg.Done()
			if err := u.put(name); err != nil {
				u.errs <- err // stuck channel|deadlock: channel & WaitGroup
			}
		}(name)
	}
	wg.Wait() // cause: wait-before-receive // stuck waitgroup|deadlock: channel & WaitGroup
	select {
	case err := <-u.errs:
		return err
	default:
		return nil
	}
}

func Run() {
	u := &Uploader{errs: make(chan error, 1)}
	go u.All([]string{"a", "b", "c"})
}
