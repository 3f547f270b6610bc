// A goroutine polls for ever, also when the one who asked has long gone.
package main

import (
	"context"
	"time"

	"samples/internal/serve"
)

func leaking() {
	go func() {
		for !ready() {
			time.Sleep(20 * time.Millisecond) // want timer UP2002
		}
	}()
}

func fixed() {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Millisecond)
	go func() {
		defer cancel()
		for !ready() && ctx.Err() == nil {
			select {
			case <-time.After(20 * time.Millisecond):
			case <-ctx.Done():
			}
		}
	}()
}

func ready() bool { return false }

func main() { serve.Run(leaking, fixed) }
