// Package watch: the watcher sends an event although its subscriber has left with its context.
package watch

import "context"

type event struct{ key string }

type Watcher struct {
	events chan event
	source chan string
}

func (w *Watcher) pump() {
	for key := range w.source {
		w.events <- event{key} // stuck channel|context: channel & context
	}
}

func (w *Watcher) Next(ctx context.Context) (event, error) {
	select {
	case e := <-w.events:
		return e, nil
	case <-ctx.Done(): // cause: timeout-path
		return event{}, ctx.Err()
	}
}

func Run() {
	w := &Watcher{events: make(chan event), source: make(chan string, 1)}
	go w.pump()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for {
		if _, err := w.Next(ctx); err != nil {
			break
		}
	}
	w.source <- "late"
}
