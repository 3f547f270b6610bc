// A missing return sends twice to somebody who receives once.
package main

import (
	"errors"

	"samples/internal/serve"
)

type outcome struct {
	rows int
	err  error
}

func leaking() {
	result := make(chan outcome)
	go func() {
		rows, err := load()
		if err != nil {
			result <- outcome{err: err}
		}
		result <- outcome{rows: rows} // want channel UP1001 // want leak proven go1.27
	}()
	<-result
}

func fixed() {
	result := make(chan outcome)
	go func() {
		rows, err := load()
		if err != nil {
			result <- outcome{err: err}
			return
		}
		result <- outcome{rows: rows}
	}()
	<-result
}

func load() (int, error) { return 0, errors.New("table is locked") }

func main() { serve.Run(leaking, fixed) }
