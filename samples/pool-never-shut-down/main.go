// A worker pool is made for each batch; when the batch is done, its workers wait for tasks that never come.
package main

import (
	"sync"

	"samples/internal/serve"
)

type pool struct {
	tasks   chan func()
	workers sync.WaitGroup
}

func newPool(size int) *pool {
	p := &pool{tasks: make(chan func())}
	for worker := 0; worker < size; worker++ {
		p.workers.Add(1)
		go p.work()
	}
	return p
}

func (p *pool) work() {
	defer p.workers.Done()
	for task := range p.tasks { // want channel // want leak proven go1.27
		task()
	}
}

func (p *pool) Submit(task func()) { p.tasks <- task }

// Shutdown runs what was submitted and ends the workers.
func (p *pool) Shutdown() {
	close(p.tasks)
	p.workers.Wait()
}

func leaking() {
	batch := newPool(4)
	for image := 0; image < 8; image++ {
		batch.Submit(resize)
	}
}

func fixed() {
	batch := newPool(4)
	defer batch.Shutdown()
	for image := 0; image < 8; image++ {
		batch.Submit(resize)
	}
}

func resize() {}

func main() { serve.Run(leaking, fixed) }
