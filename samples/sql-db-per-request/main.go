// sql.DB is a pool that is meant to live as long as the program; one a request, never closed, leaves a goroutine each.
package main

import (
	"samples/internal/memdb"
	"samples/internal/serve"
)

func leaking() {
	db := memdb.Open() // want UP4022 likely go1.19 database/sql.(*DB).connectionOpener // want UP4022 proven go1.27 database/sql.(*DB).connectionOpener
	name := ""
	db.QueryRow("select name from users").Scan(&name)
}

var shared = memdb.Open()

func fixed() {
	name := ""
	shared.QueryRow("select name from users").Scan(&name)
}

func main() { serve.Run(leaking, fixed) }
