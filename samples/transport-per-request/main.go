// Each http.Transport keeps its idle connections for itself: one made for each request leaves a connection, and two
// goroutines, behind each of them.
package main

import (
	"io"
	"net"
	"net/http"

	"samples/internal/peer"
	"samples/internal/serve"
)

var url = "http://" + peer.Process(func(listener net.Listener) error {
	return http.Serve(listener, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, "ready")
	}))
})

var shared = &http.Client{Transport: &http.Transport{}}

func leaking() {
	get(&http.Client{Transport: &http.Transport{}})
}

func fixed() {
	get(shared)
}

func get(client *http.Client) {
	response, err := client.Get(url) // want UP4002 likely go1.19 net/http.(*persistConn).readLoop
	if err != nil {
		return
	}
	defer response.Body.Close()
	io.Copy(io.Discard, response.Body)
}

func main() { serve.Run(leaking, fixed) }
