package main

import (
	"context"
	"sync"
)

// Each of these looks like a case with a patch, and is none.

// Somebody else has the channel, too.
func escapes(register func(chan int)) {
	values := make(chan int)
	register(values)
	go func() {
		values <- 1 // stuck: chan send
	}()
}

// Two functions own the name.
func shadowed(values chan int) {
	go func() {
		values := make(chan int)
		values <- 1 // stuck: chan send
	}()
	<-values
}

// A worker that lives on: ending it with its starter would end it at once.
func start(changes chan string) {
	ctx, _ := context.WithCancel(context.Background())
	go loop(ctx, changes) // starts: loop
}

func loop(ctx context.Context, changes <-chan string) {
	select { // stuck: select
	case <-changes:
	case <-ctx.Done():
	}
}

type account struct {
	mu      sync.Mutex
	balance int
}

// What it returns is read under the lock.
func (a *account) peek() int {
	a.mu.Lock() // stuck: sync.Mutex.Lock
	if a.balance < 0 {
		return a.balance
	}
	a.balance++
	a.mu.Unlock()
	notify()
	return 0
}

// Held on purpose: no way out gives it back.
func (a *account) begin() {
	a.mu.Lock()
}

// Done is not the last thing: deferred it would come later.
func early() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		if wg.Done(); true {
			notify()
		}
		wg.Done()
		notify()
	}()
	wg.Wait() // stuck: sync.WaitGroup.Wait
}

// Several statements on one line are left to their author.
func oneLine(err error) {
	result := make(chan error)
	go func() {
		if err != nil { result <- err }
		result <- nil // stuck: chan send
	}()
	<-result
}

func notify() {}

// What is deferred runs when the goroutine ends.
func deferring() {
	go func() {
		defer notify()
		select {} // stuck: select (no cases)
	}()
}

// What comes behind was meant to be reached.
func meantToGoOn() {
	stop := make(chan struct{})
	go func() {
		<-stop // stuck: chan receive
		notify()
	}()
}

// The program waits here on purpose.
func serve() {
	notify()
	select {} // stuck: select (no cases)
}

// Leaving would keep the lock.
func locked(ctx context.Context, mu *sync.Mutex, out chan int) {
	mu.Lock()
	out <- 1 // stuck: chan send
	mu.Unlock()
}

// Nobody ends this one.
func background(out chan int) {
	ctx := context.Background()
	_ = ctx
	out <- 1 // stuck: chan send
}

// Another thing of the same name hides it.
func hidden(ctx context.Context, out chan int) {
	for _, ctx := range []int{1} {
		out <- ctx // stuck: chan send
	}
}

// Its senders are waited for: a close by defer would come too late.
func waited(in []int) {
	var wg sync.WaitGroup
	out := make(chan int)
	wg.Add(1)
	go func() {
		defer wg.Done()
		for _, n := range in {
			out <- n // stuck: chan send
		}
	}()
	for range 2 {
		<-out
	}
	wg.Wait()
}

type ask struct{ answer chan int }

// Two answers to one question.
func answerTwice(asked ask) {
	asked.answer <- 1 // stuck: chan send
	asked.answer <- 2
}

func asking(to chan ask) {
	to <- ask{answer: make(chan int)}
}

type ledger struct{ a, b sync.Mutex }

// Work stands between the two locks in both orders.
func (l *ledger) credit() {
	l.a.Lock()
	notify()
	l.b.Lock() // stuck: sync.Mutex.Lock, lock-order
	l.b.Unlock()
	l.a.Unlock()
}

func (l *ledger) debit() {
	l.b.Lock()
	notify()
	l.a.Lock()
	l.a.Unlock()
	l.b.Unlock()
}

// The goroutine has the group.
func doneElsewhere(work func(*sync.WaitGroup)) {
	var wg sync.WaitGroup
	wg.Add(1)
	go work(&wg)
	wg.Wait() // stuck: sync.WaitGroup.Wait
}

// One goroutine has both ends.
func bothEndsHere() {
	var own chan int
	go func() {
		own <- 1 // stuck: chan send (nil chan)
		<-own
	}()
}

// Called again after an error: a channel that is closed would be sent to.
type retried struct{ events chan int }

func (r *retried) pump(next func() (int, error)) error {
	for {
		event, err := next()
		if err != nil {
			return err
		}
		if event == 0 {
			close(r.events)
			return nil
		}
		r.events <- event
	}
}

func (r *retried) run(next func() (int, error)) {
	go func() {
		for range r.events { // stuck: chan receive
		}
	}()
	for r.pump(next) != nil {
		notify()
	}
}

// Stopped twice, it would panic.
type twice struct{ quit chan struct{} }

func newTwice() *twice {
	t := &twice{quit: make(chan struct{})}
	go t.loop() // starts: loop
	return t
}

func (t *twice) loop() {
	for {
		select { // stuck: select
		case <-t.quit:
			return
		}
	}
}

func (t *twice) Stop() {
	notify()
}

func stopTwice() {
	t := newTwice()
	defer t.Stop()
	t.Stop()
}

// What is returned is worked out before the lock is given back.
type tally struct {
	mu sync.Mutex
	n  map[string]int
}

func (t *tally) drop(name string) int {
	t.mu.Lock() // stuck: sync.Mutex.Lock
	if name == "" {
		return len(t.n)
	}
	delete(t.n, name)
	t.mu.Unlock()
	notify()
	return 0
}
