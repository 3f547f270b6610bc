// A client with a background loop is made for each request and never closed.
package main

import "samples/internal/serve"

// telemetry is what a metrics, queue or tracing client looks like inside.
type telemetry struct {
	events chan string
	closed chan struct{}
}

func newTelemetry() *telemetry {
	t := &telemetry{events: make(chan string, 16), closed: make(chan struct{})}
	go t.flushLoop()
	return t
}

func (t *telemetry) flushLoop() {
	for {
		select { // want leak // want leak proven go1.27
		case <-t.events:
		case <-t.closed:
			return
		}
	}
}

func (t *telemetry) Record(event string) { t.events <- event }

func (t *telemetry) Close() { close(t.closed) }

func leaking() {
	client := newTelemetry()
	client.Record("request")
}

func fixed() {
	client := newTelemetry()
	defer client.Close()
	client.Record("request")
}

func main() { serve.Run(leaking, fixed) }
