// A connection is read without a deadline; a peer that has gone without a word is never noticed.
package main

import (
	"bufio"
	"net"
	"time"

	"samples/internal/peer"
	"samples/internal/serve"
)

var address = peer.Silent()

func leaking() {
	go func() {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			return
		}
		defer conn.Close()
		bufio.NewReader(conn).ReadString('\n') // want UP4006 likely go1.19
	}()
}

func fixed() {
	go func() {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			return
		}
		defer conn.Close()
		conn.SetReadDeadline(time.Now().Add(30 * time.Millisecond))
		bufio.NewReader(conn).ReadString('\n')
	}()
}

func main() { serve.Run(leaking, fixed) }
