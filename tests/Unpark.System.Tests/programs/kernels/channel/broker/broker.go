// Package broker: its loop ends at the first error and tells nobody; Stop waits for the answer of the loop.
package broker

import "errors"

type Broker struct {
	in   chan string
	quit chan chan struct{}
}

func (b *Broker) loop() {
	for {
		select {
		case message := <-b.in:
			if err := b.deliver(message); err != nil {
				return // cause: early-return
			}
		case answer := <-b.quit:
			close(answer)
			return
		}
	}
}

func (b *Broker) deliver(message string) error {
	if message == "" {
		return errors.New("empty message")
	}
	return nil
}

func (b *Broker) Stop() {
	answer := make(chan struct{})
	b.quit <- answer // stuck channel: channel
	<-answer
}

func Run() {
	b := &Broker{in: make(chan string), quit: make(chan chan struct{})}
	go b.loop()
	b.in <- "hello"
	b.in <- ""
	b.Stop()
}
