package main

import (
	"context"
	"errors"
	"time"
)

type order struct{ lines []int }

func earlyReturn(fail bool) {
	total := make(chan int) // the sum
	go func() {
		total <- 42 // stuck: chan send
	}()
	if fail {
		return
	}
	<-total
}

func alignedComments(fail bool) {
	total := make(chan int) // the sum
	count := 12345          // a number
	go func() {
		total <- count // stuck: chan send
	}()
	if fail {
		return
	}
	<-total
}

func twoKindsOfAnswer(ctx context.Context) error {
	result, failure := make(chan int), make(chan error)
	go func() {
		if ctx.Err() != nil {
			failure <- ctx.Err() // stuck: chan send
			return
		}
		result <- 1
	}()
	select {
	case <-result:
		return nil
	case err := <-failure:
		return err
	case <-time.After(time.Second):
		return errors.New("late")
	}
}

func firstAnswer(replicas []string) int {
	answers := make(chan int)
	for i := range replicas {
		go func(i int) {
			answers <- i // stuck: chan send
		}(i)
	}
	return <-answers
}

func doubleSend(err error) {
	result := make(chan error)
	go func() {
		if err != nil {
			result <- err
		}
		result <- nil // stuck: chan send
	}()
	<-result
}

func readerStops(o order) {
	queue := make(chan int, 10)
	for _, line := range o.lines {
		go func(line int) {
			queue <- line // stuck: chan send
		}(line)
	}
	go func() {
		for line := range queue {
			if line < 0 {
				return
			}
		}
	}()
}

func unclosed(jobs []int) {
	work := make(chan int)
	go func() {
		for job := range work { // stuck: chan receive
			_ = job
		}
	}()
	for _, job := range jobs {
		work <- job
	}
}

func unclosedWithAWayOut(jobs []int) {
	work := make(chan int)
	go consume(work) // starts: consume
	for _, job := range jobs {
		if job < 0 {
			return
		}
		work <- job
	}
}

func consume(work <-chan int) {
	for job := range work { // stuck: chan receive
		_ = job
	}
}

func notSent(found bool) {
	address := make(chan string)
	go func() {
		connect(<-address) // stuck: chan receive
	}()
	if found {
		address <- "10.0.0.1"
	}
}

func notSentEither(found bool) {
	address := make(chan string)
	go func() {
		to := <-address // stuck: chan receive
		connect(to)
	}()
	if found {
		address <- "10.0.0.1"
	}
}

func connect(string) {}

var slots = make(chan struct{}, 2)

func spawn(jobs []int) {
	for range jobs {
		go func() {
			slots <- struct{}{} // stuck: chan send
			connect("")
			<-slots
		}()
	}
}

type listener struct{ closed chan struct{} }

func listen() *listener {
	l := &listener{}
	go l.watch()
	return l
}

func (l *listener) watch() { <-l.closed } // stuck: chan receive (nil chan)

func (l *listener) Close() { close(l.closed) }

// Each call starts a sender: a slot for one would not do.
func eachCallSends(jobs []string) error {
	errs := make(chan error)
	start := func(job string) {
		go func() {
			errs <- report(job) // stuck: chan send
		}()
	}
	start(jobs[0])
	start(jobs[1])
	return <-errs
}
