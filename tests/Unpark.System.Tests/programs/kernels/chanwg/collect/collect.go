// Package collect waits for all workers before it takes the first of their results.
package collect

import "sync"

type Task struct{ id int }

type Runner struct {
	wg      sync.WaitGroup
	results chan int
}

func (r *Runner) execute(t Task) {
	defer r.wg.Done()
	r.results <- t.id * t.id // stuck channel|deadlock: channel & WaitGroup
}

func (r *Runner) Run(tasks []Task) (sum int) {
	for _, t := range tasks {
		r.wg.Add(1)
		go r.execute(t)
	}
	r.wg.Wait() // cause: wait-before-receive // stuck waitgroup|deadlock: channel & WaitGroup
	close(r.results)
	for square := range r.results {
		sum += square
	}
	return sum
}

func Run() {
	r := &Runner{results: make(chan int)}
	r.Run([]Task{{1}, {2}, {3}})
}
