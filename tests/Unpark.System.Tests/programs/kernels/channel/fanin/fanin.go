// Package fanin: many probes report into one channel; the caller takes the first answer.
package fanin

import "fmt"

type probe struct {
	host    string
	answers chan<- string
}

func (p *probe) run() {
	p.answers <- fmt.Sprintf("%s is up", p.host) // stuck channel: channel
}

type Prober struct{ hosts []string }

func (p *Prober) Fastest() string {
	answers := make(chan string)
	for _, host := range p.hosts {
		go (&probe{host, answers}).run()
	}
	return <-answers // cause: n-cast
}

func Run() {
	p := &Prober{hosts: []string{"a", "b", "c", "d"}}
	p.Fastest()
}
