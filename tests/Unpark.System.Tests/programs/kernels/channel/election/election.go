// Package election: the candidate reports its result twice when the vote is lost and the term is over.
package election

type result struct{ won bool }

type Candidate struct {
	term    int
	results chan result
}

func (c *Candidate) campaign(votes, needed int) {
	if votes < needed {
		c.results <- result{won: false} // cause: double-send
	}
	c.report(votes >= needed)
}

func (c *Candidate) report(won bool) {
	c.results <- result{won} // stuck channel: channel
}

func (c *Candidate) Elect() bool {
	go c.campaign(1, 2)
	return (<-c.results).won
}

func Run() {
	c := &Candidate{results: make(chan result)}
	c.Elect()
}
