// Package lease: a keep-alive waits for an acknowledgement or the end of its own context, which nobody ends.
package lease

import "context"

type Lease struct {
	acks chan int64
	ctx  context.Context
	stop context.CancelFunc
}

func NewLease() *Lease {
	ctx, stop := context.WithCancel(context.Background()) // cause: forgotten-cancel
	return &Lease{acks: make(chan int64), ctx: ctx, stop: stop}
}

func (l *Lease) keepAlive() {
	for {
		select { // stuck channel|context: channel & context
		case <-l.acks:
		case <-l.ctx.Done():
			return
		}
	}
}

type Client struct{ leases map[int64]*Lease }

func (c *Client) Grant(id int64) {
	l := NewLease()
	c.leases[id] = l
	go l.keepAlive()
	l.acks <- id
}

// Revoke drops the lease without stopping it.
func (c *Client) Revoke(id int64) { delete(c.leases, id) }

func Run() {
	c := &Client{leases: map[int64]*Lease{}}
	c.Grant(1)
	c.Revoke(1)
}
