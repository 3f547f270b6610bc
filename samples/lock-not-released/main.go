// An early return keeps a lock; everybody who comes later waits for it.
package main

import (
	"errors"
	"sync"

	"samples/internal/serve"
)

var errOverdrawn = errors.New("overdrawn")

type account struct {
	mu      sync.Mutex
	balance int
}

var shared = &account{}

func leaking() { go shared.withdrawKeepingLock(10) }

func fixed() { go shared.withdraw(10) }

func (a *account) withdrawKeepingLock(amount int) error {
	a.mu.Lock() // want leak
	if a.balance < amount {
		return errOverdrawn
	}
	a.balance -= amount
	a.mu.Unlock()
	return nil
}

func (a *account) withdraw(amount int) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.balance < amount {
		return errOverdrawn
	}
	a.balance -= amount
	return nil
}

func main() { serve.Run(leaking, fixed) }
