package main

import (
	"context"
	"time"
)

func thrownAway() {
	ctx, _ := context.WithCancel(context.Background())
	changes := make(chan string)
	go watch(ctx, changes) // starts: watch
	changes <- "config"
}

func watch(ctx context.Context, changes <-chan string) {
	for {
		select { // stuck: select
		case <-changes:
		case <-ctx.Done():
			return
		}
	}
}

func handle(ctx context.Context) {
	go deliver(context.Background()) // starts: deliver
}

func deliver(ctx context.Context) {
	<-ctx.Done() // stuck: chan receive
}

func heartbeat(ctx context.Context) {
	go func() {
		ticker := time.NewTicker(time.Second)
		for range ticker.C { // stuck: chan receive
			beat()
		}
	}()
}

func expiry() {
	timer := time.NewTimer(time.Second)
	go func() {
		<-timer.C // stuck: chan receive
		beat()
	}()
	timer.Stop()
}

func beat() {}
