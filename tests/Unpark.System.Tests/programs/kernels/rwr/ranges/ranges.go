// Package ranges: splitting reads a range while it holds the reader's lock of the whole; a merge waits to write.
package ranges

import (
	"sync"

	"kernels/gate"
)

type span struct{ from, to int }

type Index struct {
	sync.RWMutex
	spans   []span
	reading sync.WaitGroup
}

func (x *Index) Len() int {
	x.RLock() // stuck lock|deadlock: RWR
	defer x.RUnlock()
	return len(x.spans)
}

func (x *Index) Split(at int) int {
	x.RLock()
	defer x.RUnlock()
	for _, s := range x.spans {
		if s.from <= at && at < s.to {
			x.reading.Done()
			gate.UntilWriterWaits(&x.RWMutex)
			return x.Len() + 1 // cause: read-lock-twice
		}
	}
	return x.Len()
}

func (x *Index) Merge() {
	x.Lock() // stuck lock|deadlock: RWR
	defer x.Unlock()
	x.spans = []span{{0, 100}}
}

func Run() {
	x := &Index{spans: []span{{0, 50}, {50, 100}}}
	x.reading.Add(2)
	var all sync.WaitGroup
	all.Add(3)
	for _, at := range []int{10, 60} {
		at := at
		go func() {
			defer all.Done()
			x.Split(at)
		}()
	}
	go func() {
		defer all.Done()
		x.reading.Wait()
		x.Merge()
	}()
	all.Wait() // stuck waitgroup|lock|deadlock
}
