// Package backup: the copier leaves when its context ends and does not close what the uploader ranges over.
package backup

import "context"

type chunk []byte

type Backup struct {
	chunks chan chunk
	done   chan int
}

func (b *Backup) copy(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return // cause: unclosed-range
		case b.chunks <- chunk("data"):
		}
	}
}

func (b *Backup) upload(cancel context.CancelFunc) {
	sent := 0
	for range b.chunks { // stuck channel|context: channel & context
		if sent++; sent == 3 {
			cancel()
		}
	}
	b.done <- sent
}

func (b *Backup) Run(ctx context.Context) int {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go b.copy(ctx)
	go b.upload(cancel)
	return <-b.done // stuck channel|context: channel & context
}

func Run() {
	b := &Backup{chunks: make(chan chunk), done: make(chan int)}
	b.Run(context.Background())
}
