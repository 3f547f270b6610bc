// Package crawler: the closer waits for the workers, the printer for the closer, and a worker for a page nobody fetches.
package crawler

import "sync"

type Crawler struct {
	wg    sync.WaitGroup
	pages chan string
	links chan string
}

func (c *Crawler) work(n int) {
	defer c.wg.Done()
	for i := 0; i < n; i++ {
		page := <-c.pages // stuck channel|deadlock: channel & WaitGroup
		c.links <- page + "/next"
	}
}

func (c *Crawler) closeWhenDone() {
	c.wg.Wait() // stuck waitgroup|deadlock: channel & WaitGroup
	close(c.links)
}

func (c *Crawler) print() (count int) {
	for range c.links { // stuck channel|deadlock: channel & WaitGroup
		count++
	}
	return count
}

func Run() {
	c := &Crawler{pages: make(chan string, 5), links: make(chan string)}
	c.wg.Add(2)
	go c.work(3)
	go c.work(3)
	go c.closeWhenDone()
	for i := 0; i < 5; i++ {
		c.pages <- "page" // cause: count-mismatch
	}
	c.print()
}
