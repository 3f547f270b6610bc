package main

import (
	"errors"
	"sync"
)

type account struct {
	mu      sync.Mutex
	balance int
	owner   lockLike
}

type lockLike interface {
	Lock()
	Unlock()
}

var errOverdrawn = errors.New("overdrawn")

func (a *account) twice() {
	a.mu.Lock()
	a.balance++
	a.mu.Lock() // want UP9010
	a.mu.Unlock()
}

func (a *account) inTurn() {
	a.mu.Lock()
	a.balance++
	a.mu.Unlock()
	a.mu.Lock()
	a.balance--
	a.mu.Unlock()
}

func (a *account) givenBackByAnother() {
	a.mu.Lock()
	a.release()
	a.mu.Lock()
	a.mu.Unlock()
}

func (a *account) release() { a.mu.Unlock() }

func (a *account) ofAnotherMaker() {
	a.owner.Lock()
	a.owner.Lock()
	a.owner.Unlock()
}

func (a *account) withdraw(amount int) error {
	a.mu.Lock()
	if a.balance < amount {
		return errOverdrawn // want UP9011
	}
	a.balance -= amount
	a.mu.Unlock()
	return nil
}

func (a *account) givesBackFirst(amount int) error {
	a.mu.Lock()
	if a.balance < amount {
		a.mu.Unlock()
		return errOverdrawn
	}
	a.balance -= amount
	a.mu.Unlock()
	return nil
}

func (a *account) givesBackByHelper(amount int) error {
	a.mu.Lock()
	if a.balance < amount {
		a.release()
		return errOverdrawn
	}
	a.mu.Unlock()
	return nil
}

func (a *account) givesBackByDefer(amount int) error {
	a.mu.Lock()
	defer func() {
		a.mu.Unlock()
	}()
	if a.balance < amount {
		return errOverdrawn
	}
	return nil
}

func (a *account) givenBackTwice(done bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if done {
		a.mu.Unlock() // want UP9012
		return
	}
	a.balance++
}

func (a *account) openedForAWhile(work func()) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.mu.Unlock()
	work()
	a.mu.Lock()
}

func addsItself(jobs []int) {
	var wg sync.WaitGroup
	for range jobs {
		go func() {
			wg.Add(1) // want UP9013
			defer wg.Done()
		}()
	}
	wg.Wait()
}

func countedBefore(jobs []int) {
	var wg sync.WaitGroup
	for range jobs {
		wg.Add(1)
		go func() {
			defer wg.Done()
		}()
	}
	wg.Wait()
}

func keptOpen(jobs []int) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		wg.Add(len(jobs))
		wg.Done()
	}()
	wg.Wait()
}
