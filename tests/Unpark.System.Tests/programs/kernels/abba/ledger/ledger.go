// Package ledger moves money between two accounts, each with a lock of its own.
package ledger

import "sync"

type account struct {
	mu      sync.Mutex
	balance int
}

type Ledger struct{ entered sync.WaitGroup }

func (l *Ledger) transfer(from, to *account, amount int) {
	from.mu.Lock()
	defer from.mu.Unlock()
	l.entered.Done()
	l.entered.Wait()
	to.mu.Lock() // cause: lock-order // stuck lock|deadlock: AB-BA
	defer to.mu.Unlock()
	from.balance -= amount
	to.balance += amount
}

func Run() {
	l := &Ledger{}
	l.entered.Add(2)
	a, b := &account{}, &account{}
	go l.transfer(a, b, 10)
	go l.transfer(b, a, 20)
}
