// Workers range over a channel that nobody closes when the jobs are done.
package main

import "samples/internal/serve"

func leaking() {
	jobs := make(chan int)
	for worker := 0; worker < 2; worker++ {
		go work(jobs)
	}
	for job := 0; job < 10; job++ {
		jobs <- job
	}
}

func fixed() {
	jobs := make(chan int)
	for worker := 0; worker < 2; worker++ {
		go work(jobs)
	}
	for job := 0; job < 10; job++ {
		jobs <- job
	}
	close(jobs) // ends the range of every worker
}

func work(jobs <-chan int) {
	for job := range jobs { // want channel UP1005 // want leak proven go1.27
		_ = job * job
	}
}

func main() { serve.Run(leaking, fixed) }
