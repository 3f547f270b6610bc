// Package indexer gives up at the first bad document while its parsers go on sending.
package indexer

import "errors"

type document struct {
	id  int
	bad bool
}

type Indexer struct{ parsed chan document }

func (x *Indexer) parse(all []document) {
	for _, d := range all {
		x.parsed <- d // stuck channel: channel
	}
	close(x.parsed)
}

func (x *Indexer) Index(all []document) error {
	go x.parse(all)
	for d := range x.parsed {
		if d.bad {
			return errors.New("bad document") // cause: early-return
		}
	}
	return nil
}

func Run() {
	x := &Indexer{parsed: make(chan document)}
	_ = x.Index([]document{{id: 1}, {id: 2, bad: true}, {id: 3}})
}
