// A heartbeat ticks for ever, long after the session it belongs to is over.
package main

import (
	"context"
	"time"

	"samples/internal/serve"
)

func leaking() {
	session(func(ctx context.Context) {
		go func() {
			ticker := time.NewTicker(10 * time.Millisecond)
			for range ticker.C { // want leak // want timer UP2002 likely go1.27
				beat()
			}
		}()
	})
}

func fixed() {
	session(func(ctx context.Context) {
		go func() {
			ticker := time.NewTicker(10 * time.Millisecond)
			defer ticker.Stop()
			for {
				select {
				case <-ticker.C:
					beat()
				case <-ctx.Done(): // Stop alone would leave this goroutine waiting
					return
				}
			}
		}()
	})
}

func session(start func(context.Context)) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	start(ctx)
}

func beat() {}

func main() { serve.Run(leaking, fixed) }
