// An HTTP/2 response that is not over, as a stream of events or more than the 4 MiB a client takes unasked, keeps its
// stream until the body is closed, and with it a goroutine. The connection is shared: its own goroutines show nothing.
package main

import (
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"net/http/httptest"

	"samples/internal/peer"
	"samples/internal/serve"
)

var url = "https://" + peer.Process(serveTLS)

var client = &http.Client{Transport: &http.Transport{
	TLSClientConfig:   &tls.Config{InsecureSkipVerify: true}, // a certificate made for the sample
	ForceAttemptHTTP2: true,
}}

func serveTLS(listener net.Listener) error {
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, "ready")
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}))
	server.Listener.Close()
	server.Listener = listener
	server.EnableHTTP2 = true
	server.StartTLS()
	select {}
}

func leaking() {
	response, err := client.Get(url) // want UP4001 likely go1.19 net/http.(*http2clientStream).doRequest net/http/internal/http2.(*clientStream).doRequest
	if err != nil {
		return
	}
	_ = response.StatusCode
}

func fixed() {
	response, err := client.Get(url)
	if err != nil {
		return
	}
	defer response.Body.Close() // ends the stream, read or not
	io.CopyN(io.Discard, response.Body, 5)
}

func main() { serve.Run(leaking, fixed) }
