// A channel that was declared and never made: whoever touches it waits for ever.
package main

import "samples/internal/serve"

type listener struct {
	closed chan struct{}
}

func leaking() {
	l := &listener{}
	go l.watch()
	go l.shut()
}

func (l *listener) watch() {
	<-l.closed // want leak // want UP1003 proven go1.19
}

func (l *listener) shut() {
	l.closed <- struct{}{} // want leak // want UP1003 proven go1.19
}

func fixed() {
	l := &listener{closed: make(chan struct{})}
	go l.watch()
	go l.shut()
}

func main() { serve.Run(leaking, fixed) }
