// Package rows: rows wait for the end of their context; the caller forgets to close them when scanning fails.
package rows

import (
	"context"
	"errors"
)

type Rows struct {
	cancel context.CancelFunc
	closed chan struct{}
}

type DB struct{}

func (db *DB) Query(ctx context.Context) *Rows {
	ctx, cancel := context.WithCancel(ctx)
	r := &Rows{cancel: cancel, closed: make(chan struct{})}
	go r.awaitDone(ctx)
	return r
}

func (r *Rows) awaitDone(ctx context.Context) {
	<-ctx.Done() // stuck context|channel: channel & context
	close(r.closed)
}

func (r *Rows) Scan() error { return errors.New("no such column") }

func (r *Rows) Close() { r.cancel() }

func load(ctx context.Context, db *DB) error {
	rows := db.Query(ctx)
	if err := rows.Scan(); err != nil {
		return err // cause: early-return
	}
	rows.Close()
	return nil
}

func Run() { _ = load(context.Background(), &DB{}) }
