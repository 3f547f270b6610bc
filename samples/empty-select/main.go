// select without cases keeps a goroutine for ever: for main that may be meant, for a connection it is not.
package main

import (
	"context"
	"time"

	"samples/internal/serve"
)

func leaking() {
	go func() {
		subscribe()
		select {} // want leak // want UP1004 proven go1.19
	}()
}

func fixed() {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	go func() {
		defer cancel()
		subscribe()
		<-ctx.Done()
	}()
}

func subscribe() {}

func main() { serve.Run(leaking, fixed) }
