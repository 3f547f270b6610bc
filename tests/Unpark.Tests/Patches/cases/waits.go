package main

import (
	"context"
	"runtime/debug"
	"sync"
	"time"
)

func parked() {
	go func() {
		notify()
		select {} // stuck: select (no cases)
	}()
}

func parkedForNothing() {
	notify()

	go func() {
		select {} // stuck: select (no cases)
	}()

	notify()
}

func guarded() {
	go func() {
		var never chan int
		<-never // stuck: chan receive (nil chan)
		panic("unreachable")
	}()
}

func signalNobodyGives() {
	quit := make(chan struct{})
	go func() {
		notify()
		<-quit // stuck: chan receive
	}()
	notify()
}

func condNobodySignals() {
	go func() {
		cond := sync.NewCond(&sync.Mutex{})
		cond.L.Lock()
		cond.Wait() // stuck: sync.Cond.Wait
	}()
}

func endsWithAWait() {
	go func() {
		debug.FreeOSMemory()
		<-make(chan int) // stuck: chan receive
	}()
}

func sleepsUntilDone(ctx context.Context) {
	go func() {
		for {
			notify()
			time.Sleep(time.Second) // stuck: sleep
		}
	}()
}

func tells(ctx context.Context) error {
	for !ready() {
		time.Sleep(time.Second) // stuck: sleep
	}
	return nil
}

func countedOnly(jobs []int) {
	var wg sync.WaitGroup
	for range jobs {
		wg.Add(1)
		go func() {
			notify()
		}()
	}
	wg.Wait() // stuck: sync.WaitGroup.Wait
}

func countedNamed() {
	var wg sync.WaitGroup
	wg.Add(1)
	go notify() // the one
	wg.Wait()   // stuck: sync.WaitGroup.Wait
}

func countedTooMany() {
	var wg sync.WaitGroup
	wg.Add(3)
	go func() {
		defer wg.Done()
		notify()
	}()
	go func() {
		notify()
		wg.Done()
	}()
	wg.Wait() // stuck: sync.WaitGroup.Wait
}

func ready() bool { return false }

func notify() {}
