// Package quota forgets to unlock when an account is unknown: the next request of anybody waits for ever.
package quota

import (
	"errors"
	"sync"
)

type Quota struct {
	mu   sync.Mutex
	left map[string]int
}

func (q *Quota) Take(account string) error {
	q.mu.Lock() // stuck lock|deadlock: double locking
	left, known := q.left[account]
	if !known {
		return errors.New("unknown account " + account) // cause: missing-unlock
	}
	q.left[account] = left - 1
	q.mu.Unlock()
	return nil
}

type handler struct{ quota *Quota }

func (h *handler) serve(accounts []string) {
	for _, account := range accounts {
		if err := h.quota.Take(account); err != nil {
			continue
		}
	}
}

func Run() {
	h := &handler{quota: &Quota{left: map[string]int{"a": 5, "b": 5}}}
	go h.serve([]string{"a", "nobody", "b"})
}
