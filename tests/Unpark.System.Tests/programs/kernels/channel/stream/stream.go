// Package stream: rows are ranged over by a formatter; the path of an empty result forgets to close them.
package stream

type row []string

type Query struct {
	rows chan row
	out  chan string
}

func (q *Query) fetch(pages [][]row) {
	if len(pages) == 0 {
		return // cause: early-return
	}
	defer close(q.rows)
	for _, page := range pages {
		for _, r := range page {
			q.rows <- r
		}
	}
}

func (q *Query) format() {
	defer close(q.out)
	for r := range q.rows { // stuck channel: channel
		q.out <- r[0]
	}
}

func (q *Query) Run() []string {
	go q.fetch(nil)
	go q.format()
	var lines []string
	for line := range q.out { // stuck channel: channel
		lines = append(lines, line)
	}
	return lines
}

func Run() {
	q := &Query{rows: make(chan row), out: make(chan string)}
	q.Run()
}
