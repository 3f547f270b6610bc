// Package logbuf buffers lines; a sink that fails logs that it failed.
package logbuf

import (
	"errors"
	"sync"
)

type sink interface{ write(line string) error }

type Logger struct {
	sync.Mutex
	sink  sink
	lines []string
}

func (l *Logger) Print(line string) {
	l.Lock() // stuck lock|deadlock: double locking
	defer l.Unlock()
	l.lines = append(l.lines, line)
	if len(l.lines) > 2 {
		l.flush() // cause: double-lock
	}
}

func (l *Logger) flush() {
	for _, line := range l.lines {
		if err := l.sink.write(line); err != nil {
			l.Print("sink: " + err.Error())
		}
	}
	l.lines = l.lines[:0]
}

type fullDisk struct{}

func (fullDisk) write(string) error { return errors.New("disk full") }

func Run() {
	l := &Logger{sink: fullDisk{}}
	var others sync.WaitGroup
	others.Add(1)
	go func() {
		defer others.Done()
		for _, line := range []string{"a", "b", "c"} {
			l.Print(line)
		}
	}()
	others.Wait() // stuck waitgroup|lock|deadlock
}
