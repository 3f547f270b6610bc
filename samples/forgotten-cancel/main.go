// A context is made to end a goroutine, and its cancel function is thrown away.
package main

import (
	"context"

	"samples/internal/serve"
)

func leaking() {
	ctx, _ := context.WithCancel(context.Background())
	changes := make(chan string)
	go watch(ctx, changes)
	changes <- "config.yaml"
}

func fixed() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	changes := make(chan string)
	go watch(ctx, changes)
	changes <- "config.yaml"
}

func watch(ctx context.Context, changes <-chan string) {
	for {
		select { // want channel UP1006 // want leak proven go1.27
		case <-changes:
		case <-ctx.Done():
			return
		}
	}
}

func main() { serve.Run(leaking, fixed) }
