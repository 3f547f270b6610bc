// A transaction that is neither committed nor rolled back keeps its connection and a goroutine.
package main

import (
	"context"
	"errors"

	"samples/internal/memdb"
	"samples/internal/serve"
)

var db = memdb.Open()

func leaking() {
	ctx, cancel := context.WithCancel(context.Background())
	_ = cancel
	tx, err := db.BeginTx(ctx, nil) // want UP4021 likely go1.19 database/sql.(*Tx).awaitDone // want UP4021 proven go1.27 database/sql.(*Tx).awaitDone
	if err != nil {
		return
	}
	if err := charge(); err != nil {
		return
	}
	tx.Commit()
}

func fixed() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return
	}
	defer tx.Rollback() // after Commit it does nothing
	if err := charge(); err != nil {
		return
	}
	tx.Commit()
}

func charge() error { return errors.New("card declined") }

func main() { serve.Run(leaking, fixed) }
