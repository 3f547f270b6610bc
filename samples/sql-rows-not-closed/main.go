// Rows that are not read to their end and not closed keep their connection; soon every query waits for one.
package main

import (
	"context"
	"database/sql"

	"samples/internal/memdb"
	"samples/internal/serve"
)

var db = open()

func open() *sql.DB {
	db := memdb.Open()
	db.SetMaxOpenConns(10)
	return db
}

func leaking() {
	go func() {
		ctx, cancel := context.WithCancel(context.Background())
		_ = cancel
		rows, err := db.QueryContext(ctx, "select name from users") // want UP4023 likely go1.19 // want UP4020 proven go1.27 database/sql.(*Rows).awaitDone
		if err != nil || !rows.Next() {
			return
		}
		first(rows)
	}()
}

func fixed() {
	go func() {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		rows, err := db.QueryContext(ctx, "select name from users")
		if err != nil {
			return
		}
		defer rows.Close()
		if rows.Next() {
			first(rows)
		}
	}()
}

func first(rows *sql.Rows) (name string) {
	rows.Scan(&name)
	return name
}

func main() { serve.Run(leaking, fixed) }
