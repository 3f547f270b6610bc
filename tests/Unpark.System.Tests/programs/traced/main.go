// Command traced does, for the time given, everything an execution trace tells
// apart: goroutines that come and go, locks, channels, the network, system
// calls that block, collections, coroutines. It prints how many goroutines it
// left behind in a send, apart from the three that were there before.
package main

import (
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"runtime/trace"
	"sync"
	"time"
)

var kept [][]byte

func main() {
	duration, err := time.ParseDuration(os.Args[2])
	check(err)
	file, err := os.Create(os.Args[1])
	check(err)

	never := make(chan int)
	for i := 0; i < 3; i++ {
		go func() { never <- 1 }()
	}
	go func() { select {} }()
	time.Sleep(10 * time.Millisecond)

	check(trace.Start(file))
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	go echo(listener)
	rounds := 0
	for end := time.Now().Add(duration); time.Now().Before(end); rounds++ {
		pool()
		talk(listener.Addr().String())
		coroutines()
		check(exec.Command("true").Run())
		go func() { never <- 2 }()
		time.Sleep(time.Millisecond)
	}
	time.Sleep(10 * time.Millisecond)
	trace.Stop()
	check(file.Close())
	fmt.Println(rounds)
}

// Workers take jobs, hold one lock, read a file and hand results over.
func pool() {
	jobs, results := make(chan int), make(chan int, 3)
	var mu sync.Mutex
	var wg sync.WaitGroup
	for i := 0; i < 8; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for job := range jobs {
				mu.Lock()
				sum := 0
				for i := 0; i < 20000; i++ {
					sum += i * job
				}
				mu.Unlock()
				if file, err := os.Open("/proc/self/stat"); err == nil {
					io.Copy(io.Discard, file)
					file.Close()
				}
				results <- sum
			}
		}()
	}
	go func() {
		for i := 0; i < 50; i++ {
			jobs <- i
		}
		close(jobs)
		wg.Wait()
		close(results)
	}()
	for range results {
		kept = append(kept, make([]byte, 10000))
	}
	kept = nil
}

func echo(listener net.Listener) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		go func() {
			io.Copy(conn, conn)
			conn.Close()
		}()
	}
}

func talk(address string) {
	conn, err := net.Dial("tcp", address)
	check(err)
	fmt.Fprintln(conn, "hello")
	conn.Read(make([]byte, 16))
	conn.Close()
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
