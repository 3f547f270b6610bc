package main

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"net/http"
	"sync"
)

func pipe() {
	reader, writer := io.Pipe()
	go func() {
		fmt.Fprintln(writer, "line") // stuck: select, abandoned-pipe
		writer.Close()
	}()
	io.CopyN(io.Discard, reader, 10)
}

func status(url string) int {
	response, err := http.Get(url) // stuck: select, unread-body
	if err != nil {
		return 0
	}
	return response.StatusCode
}

// The caller gets the body, and has to close it.
func open(url string) (io.ReadCloser, error) {
	response, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	return response.Body, nil
}

func names(ctx context.Context, db *sql.DB) (found []string) {
	go func() {
		rows, err := db.QueryContext(ctx, "select name from users") // stuck: select, rows-not-closed
		if err != nil || !rows.Next() {
			return
		}
		found = append(found, first(rows))
	}()
	return found
}

func first(rows *sql.Rows) (name string) {
	rows.Scan(&name)
	return name
}

func charge(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil) // stuck: chan receive, transaction-not-finished
	if err != nil {
		return err
	}
	if _, err := tx.Exec("update accounts"); err != nil {
		return err
	}
	return tx.Commit()
}

func get(url string) {
	client := &http.Client{Transport: &http.Transport{MaxIdleConns: 3}}
	response, err := client.Get(url) // stuck: select, client-per-request
	if err == nil {
		response.Body.Close()
	}
}

type pool struct {
	tasks   chan func()
	workers sync.WaitGroup
}

func newPool() *pool {
	p := &pool{tasks: make(chan func())}
	go p.work() // starts: work
	return p
}

func (p *pool) work() {
	for task := range p.tasks { // stuck: chan receive
		task()
	}
}

func (p *pool) Stop() { close(p.tasks) }

func batch() {
	p := newPool()
	p.tasks <- func() {}
}

type server struct{ pool *pool }

// Lives on in the server.
func newServer() *server {
	p := newPool()
	return &server{pool: p}
}

type mailbox struct {
	mu      sync.Mutex
	arrived *sync.Cond
	letters int
}

func (m *mailbox) put() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.letters++
	m.arrived.Signal()
}

func (m *mailbox) take() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.arrived.Wait() // stuck: sync.Cond.Wait
	m.letters--
}
