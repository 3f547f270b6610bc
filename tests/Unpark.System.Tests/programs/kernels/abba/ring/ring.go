// Package ring: each of three philosophers takes the fork at the left hand first.
package ring

import "sync"

type fork struct{ sync.Mutex }

type philosopher struct {
	left, right *fork
	meals       int
}

func (p *philosopher) dine(seated *sync.WaitGroup) {
	p.left.Lock()
	seated.Done()
	seated.Wait()
	p.right.Lock() // cause: lock-order // stuck lock|deadlock: AB-BA
	p.meals++
	p.right.Unlock()
	p.left.Unlock()
}

func Run() {
	forks := []*fork{{}, {}, {}}
	seated := &sync.WaitGroup{}
	seated.Add(len(forks))
	for i := range forks {
		p := &philosopher{left: forks[i], right: forks[(i+1)%len(forks)]}
		go p.dine(seated)
	}
}
