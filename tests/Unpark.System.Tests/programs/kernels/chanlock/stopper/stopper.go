// Package stopper: stopping holds the lock until the worker is gone; the worker takes the lock before it goes.
package stopper

import "sync"

type Worker struct {
	mu    sync.Mutex
	tasks map[int]bool
	stop  chan struct{}
	done  chan struct{}
}

func (w *Worker) run() {
	defer close(w.done)
	<-w.stop
	w.cleanUp()
}

func (w *Worker) cleanUp() {
	w.mu.Lock() // stuck lock|deadlock: channel & lock
	w.tasks = nil
	w.mu.Unlock()
}

func (w *Worker) Stop() {
	w.mu.Lock()
	defer w.mu.Unlock()
	close(w.stop)
	<-w.done // cause: blocked-under-lock // stuck channel|deadlock: channel & lock
}

func Run() {
	w := &Worker{tasks: map[int]bool{}, stop: make(chan struct{}), done: make(chan struct{})}
	go w.run()
	w.Stop()
}
