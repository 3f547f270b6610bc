// Package metrics: the channel of the second collector is never made.
package metrics

type Collector struct {
	name    string
	samples chan float64
	total   float64
}

func NewCollector(name string, on bool) *Collector {
	c := &Collector{name: name} // cause: nil-channel
	if on {
		c.samples = make(chan float64, 10)
	}
	return c
}

func (c *Collector) collect() {
	for sample := range c.samples { // stuck channel: channel
		c.total += sample
	}
}

func (c *Collector) Observe(value float64) { c.samples <- value } // stuck channel: channel

func Run() {
	disabled := NewCollector("disabled", false)
	go disabled.collect()
	go disabled.Observe(1)
}
