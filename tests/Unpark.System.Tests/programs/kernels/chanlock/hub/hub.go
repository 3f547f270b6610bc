// Package hub sends to its clients under its lock; a client that leaves needs the lock.
package hub

import "sync"

type client struct {
	hub   *Hub
	inbox chan string
}

type Hub struct {
	mu      sync.Mutex
	clients map[*client]bool
}

func (h *Hub) Broadcast(messages ...string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for c := range h.clients {
		for _, message := range messages {
			c.inbox <- message // cause: blocked-under-lock // stuck channel|deadlock: channel & lock
		}
	}
}

func (h *Hub) Leave(c *client) {
	h.mu.Lock() // stuck lock|deadlock: channel & lock
	delete(h.clients, c)
	h.mu.Unlock()
}

func (c *client) read() {
	for message := range c.inbox {
		if message == "bye" {
			c.hub.Leave(c)
			return
		}
	}
}

func Run() {
	h := &Hub{clients: map[*client]bool{}}
	c := &client{hub: h, inbox: make(chan string)}
	h.clients[c] = true
	go c.read()
	go h.Broadcast("hello", "bye", "hello again")
}
