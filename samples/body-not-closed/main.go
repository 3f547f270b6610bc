// A response whose body is neither read nor closed keeps its connection, and with it two goroutines of net/http.
package main

import (
	"io"
	"net/http"

	"samples/internal/peer"
	"samples/internal/serve"
)

var url = "http://" + peer.Answering("ready")

func leaking() {
	response, err := http.Get(url) // want UP4001 likely go1.19 net/http.(*persistConn).readLoop
	if err != nil {
		return
	}
	_ = response.StatusCode
}

func fixed() {
	response, err := http.Get(url)
	if err != nil {
		return
	}
	defer response.Body.Close()
	io.Copy(io.Discard, response.Body) // read to its end, the connection is used again
	_ = response.StatusCode
}

func main() { serve.Run(leaking, fixed) }
