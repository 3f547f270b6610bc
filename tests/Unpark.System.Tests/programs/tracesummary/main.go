// Command tracesummary prints what Go's own reader finds in an execution trace:
// transitions of goroutines by states and reason, then nanoseconds by kind. It
// uses internal/trace, so it is built as part of the toolchain, by an overlay.
package main

import (
	"fmt"
	"internal/trace"
	"io"
	"os"
)

func main() {
	file, err := os.Open(os.Args[1])
	check(err)
	reader, err := trace.NewReader(file)
	check(err)

	transitions := map[string]int{}
	summarizer := trace.NewSummarizer()
	for {
		event, err := reader.ReadEvent()
		if err == io.EOF {
			break
		}
		check(err)
		summarizer.Event(&event)
		if event.Kind() != trace.EventStateTransition {
			continue
		}
		transition := event.StateTransition()
		if transition.Resource.Kind != trace.ResourceGoroutine {
			continue
		}
		from, to := transition.Goroutine()
		if from == to {
			continue
		}
		name := fmt.Sprintf("%v->%v", from, to)
		if transition.Reason != "" {
			name += fmt.Sprintf(" (%s)", transition.Reason)
		}
		transitions[name]++
	}
	times := map[string]int64{}
	for _, goroutine := range summarizer.Finalize().Goroutines {
		for kind, time := range goroutine.NonOverlappingStats() {
			times[kind] += int64(time)
		}
	}
	for name, count := range transitions {
		fmt.Printf("transition\t%s\t%d\n", name, count)
	}
	for kind, time := range times {
		fmt.Printf("time\t%s\t%d\n", kind, time)
	}
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
