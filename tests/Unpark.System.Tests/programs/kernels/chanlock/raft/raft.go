// Package raft: the loop holds the node's lock while it waits for a proposal; proposing takes the lock first.
package raft

import (
	"sync"

	"kernels/gate"
)

type Node struct {
	mu        sync.Mutex
	proposals chan string
	log       []string
}

func (n *Node) loop() {
	for {
		n.apply()
	}
}

func (n *Node) apply() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.log = append(n.log, <-n.proposals) // cause: blocked-under-lock // stuck channel|deadlock: channel & lock
}

func (n *Node) Propose(entry string) {
	n.mu.Lock() // stuck lock|deadlock: channel & lock
	defer n.mu.Unlock()
	n.proposals <- entry
}

func Run() {
	n := &Node{proposals: make(chan string)}
	go n.loop()
	gate.UntilLocked(&n.mu)
	n.Propose("x")
}
