// The caller's context ends, but the worker was given context.Background(), which never does.
package main

import (
	"context"

	"samples/internal/serve"
)

func leaking() {
	request(func(ctx context.Context) {
		go deliver(context.Background(), make(chan string))
	})
}

func fixed() {
	request(func(ctx context.Context) {
		go deliver(ctx, make(chan string))
	})
}

func request(handle func(context.Context)) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	handle(ctx)
}

func deliver(ctx context.Context, acknowledged <-chan string) {
	select { // want channel UP1006 // want leak proven go1.27
	case <-acknowledged:
	case <-ctx.Done():
	}
}

func main() { serve.Run(leaking, fixed) }
