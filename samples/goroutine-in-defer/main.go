// A goroutine started in defer outlives the function that would have received from it.
package main

import "samples/internal/serve"

func leaking() {
	audited := make(chan string)
	defer func() {
		go func() {
			audited <- audit() // want channel UP1001 // want leak proven go1.27
		}()
	}()
	process()
}

func fixed() {
	audited := make(chan string)
	defer func() {
		go func() {
			audited <- audit()
		}()
		<-audited // the function is not over before its audit
	}()
	process()
}

func process() {}

func audit() string { return "done" }

func main() { serve.Run(leaking, fixed) }
