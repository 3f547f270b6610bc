// Package handshake: both ends say hello first and only then listen.
package handshake

type conn struct {
	in, out chan []byte
}

func (c *conn) greet(name string) string {
	c.out <- []byte("hello from " + name) // cause: circular-wait // stuck channel: channel
	return string(<-c.in)
}

type Session struct{ client, server *conn }

func NewSession() *Session {
	up, down := make(chan []byte), make(chan []byte)
	return &Session{client: &conn{in: down, out: up}, server: &conn{in: up, out: down}}
}

func Run() {
	s := NewSession()
	go s.client.greet("client")
	go s.server.greet("server")
}
