package main

import (
	"context"
	"errors"
	"time"
)

func late(limit time.Duration) (int, error) {
	result := make(chan int)
	go func() {
		result <- compute() // want UP9001
	}()
	select {
	case n := <-result:
		return n, nil
	case <-time.After(limit):
		return 0, errors.New("late")
	}
}

func early(fail bool) int {
	result := make(chan int)
	go func() {
		result <- compute() // want UP9001
	}()
	if fail {
		return 0
	}
	return <-result
}

func hasRoom(ctx context.Context) int {
	result := make(chan int, 1)
	go func() {
		result <- compute()
	}()
	select {
	case n := <-result:
		return n
	case <-ctx.Done():
		return 0
	}
}

func waitsAnyway(ctx context.Context) int {
	result := make(chan int)
	go func() {
		result <- compute()
	}()
	select {
	case n := <-result:
		return n
	case <-ctx.Done():
	}
	return <-result
}

func selectsToo(ctx context.Context) int {
	result := make(chan int)
	go func() {
		select {
		case result <- compute():
		case <-ctx.Done():
		}
	}()
	select {
	case n := <-result:
		return n
	case <-ctx.Done():
		return 0
	}
}

func asksAgain(ctx context.Context) int {
	result := make(chan int)
	go func() {
		result <- compute()
	}()
	for {
		select {
		case n := <-result:
			return n
		case <-time.After(time.Second):
			println("still waiting")
		}
	}
}

func compute() int { return 42 }

func neverMade() {
	var done chan struct{}
	<-done // want UP9002
}

func madeLater(wanted bool) {
	var done chan struct{}
	if wanted {
		done = make(chan struct{})
	}
	<-done
}

func nilInSelect(ticks <-chan int) {
	var never chan int
	select {
	case <-never:
	case <-ticks:
	}
}

func neverClosed(jobs []int) {
	work := make(chan int)
	go func() {
		for job := range work { // want UP9003
			println(job)
		}
	}()
	for _, job := range jobs {
		work <- job
	}
}

func closed(jobs []int) {
	work := make(chan int)
	go func() {
		for job := range work {
			println(job)
		}
	}()
	for _, job := range jobs {
		work <- job
	}
	close(work)
}

func leavesTheRange(jobs []int) {
	work := make(chan int)
	go func() {
		for job := range work {
			if job < 0 {
				return
			}
		}
	}()
	for _, job := range jobs {
		work <- job
	}
}

func forEver(next func() int) {
	work := make(chan int)
	go func() {
		for job := range work {
			println(job)
		}
	}()
	for {
		work <- next()
	}
}

func idle(messages <-chan int) {
	for {
		select {
		case m := <-messages:
			println(m)
		case <-time.After(5 * time.Minute): // want UP9004
			return
		}
	}
}

func pause(stop <-chan int) {
	for {
		select {
		case <-stop:
			return
		case <-time.After(5 * time.Minute):
			println("tick")
		}
	}
}
