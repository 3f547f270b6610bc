// Package batch adds for the whole batch and waits inside the loop.
package batch

import "sync"

type Job struct{ name string }

type Batch struct {
	wg   sync.WaitGroup
	mu   sync.Mutex
	done []string
}

func (b *Batch) run(j Job) {
	defer b.wg.Done()
	b.mu.Lock()
	b.done = append(b.done, j.name)
	b.mu.Unlock()
}

func (b *Batch) Run(jobs []Job) {
	b.wg.Add(len(jobs))
	for _, j := range jobs {
		go b.run(j)
		b.wg.Wait() // cause: wait-in-loop // stuck waitgroup: misuse of WaitGroup
	}
}

func Run() {
	b := &Batch{}
	b.Run([]Job{{"a"}, {"b"}})
}
