// http.Serve waits for ever for clients that connect and send nothing.
package main

import (
	"log"
	"net"
	"net/http"
	"time"

	"samples/internal/serve"
)

func leaking() { connect(withoutTimeouts) }

func fixed() { connect(withTimeouts) }

func withoutTimeouts(listener net.Listener) {
	http.Serve(listener, nil) // want UP4004 likely go1.19 net/http.(*conn).serve
}

func withTimeouts(listener net.Listener) {
	server := http.Server{ReadHeaderTimeout: 30 * time.Millisecond, IdleTimeout: time.Minute}
	server.Serve(listener)
}

var clients []net.Conn
var address string

// connect is a client that opens a connection and sends nothing.
func connect(server func(net.Listener)) {
	if address == "" {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			log.Fatal(err)
		}
		address = listener.Addr().String()
		go server(listener)
	}
	if client, err := net.Dial("tcp", address); err == nil {
		clients = append(clients, client)
	}
}

func main() { serve.Run(leaking, fixed) }
