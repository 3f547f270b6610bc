// Package workers: one stop message for two workers, and a pool that waits for both to say goodbye.
package workers

type Pool struct {
	jobs chan func()
	stop chan struct{}
	gone chan int
}

func (p *Pool) work(id int) {
	for {
		select { // stuck channel|lifecycle: channel
		case job := <-p.jobs:
			job()
		case <-p.stop:
			p.gone <- id
			return
		}
	}
}

func (p *Pool) Close(workers int) {
	p.stop <- struct{}{} // cause: n-cast
	for i := 0; i < workers; i++ {
		<-p.gone // stuck channel: channel
	}
}

func Run() {
	p := &Pool{jobs: make(chan func()), stop: make(chan struct{}), gone: make(chan int)}
	for id := 0; id < 2; id++ {
		go p.work(id)
	}
	p.Close(2)
}
