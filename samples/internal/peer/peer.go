// Package peer is the other side of a connection. It needs one goroutine however many connections it holds, so
// that what grows in a sample is the sample's own.
package peer

import (
	"bufio"
	"fmt"
	"log"
	"net"
	"net/http"
)

// Silent accepts connections and never says a word. It returns its address.
func Silent() string {
	return listen(func(net.Conn) {})
}

// Answering answers one request of each connection with a text, and says that no other may follow. It returns its address.
func Answering(text string) string {
	return listen(func(conn net.Conn) {
		if _, err := http.ReadRequest(bufio.NewReader(conn)); err == nil {
			fmt.Fprintf(conn, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s", len(text), text)
		}
	})
}

func listen(greet func(net.Conn)) string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	go accept(listener, greet)
	return listener.Addr().String()
}

func accept(listener net.Listener, greet func(net.Conn)) {
	var open []net.Conn // kept: a connection nobody refers to is closed by its finalizer
	for {
		conn, err := listener.Accept()
		if err != nil {
			log.Fatal(err)
		}
		open = append(open, conn)
		greet(conn)
	}
}
