// http.DefaultClient waits for ever; a server that accepts and never answers holds every request.
package main

import (
	"context"
	"net/http"
	"time"

	"samples/internal/peer"
	"samples/internal/serve"
)

var url = "http://" + peer.Silent()

func leaking() {
	go func() {
		response, err := http.Get(url) // want UP4003 likely go1.19 // want UP4003 likely go1.19 net/http.(*persistConn).readLoop
		if err == nil {
			response.Body.Close()
		}
	}()
}

func fixed() {
	go func() {
		ctx, cancel := context.WithTimeout(context.Background(), 30*time.Millisecond)
		defer cancel()
		request, _ := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		response, err := http.DefaultClient.Do(request)
		if err == nil {
			response.Body.Close()
		}
	}()
}

func main() { serve.Run(leaking, fixed) }
