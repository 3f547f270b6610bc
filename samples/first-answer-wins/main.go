// The same question goes to several replicas; the first answer is taken, the others find nobody.
package main

import "samples/internal/serve"

const replicas = 3

func leaking() {
	answers := make(chan string)
	for replica := 0; replica < replicas; replica++ {
		go func(replica int) {
			answers <- ask(replica) // want channel UP1001 // want leak proven go1.27
		}(replica)
	}
	<-answers
}

func fixed() {
	answers := make(chan string, replicas) // room for all, also for the slow ones
	for replica := 0; replica < replicas; replica++ {
		go func(replica int) {
			answers <- ask(replica)
		}(replica)
	}
	<-answers
}

func ask(int) string { return "42" }

func main() { serve.Run(leaking, fixed) }
