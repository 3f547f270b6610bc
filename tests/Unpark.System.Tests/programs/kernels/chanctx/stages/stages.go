// Package stages: the last of three stages honours its context, the two before it do not.
package stages

import "context"

type stage struct{ out chan int }

func (s *stage) produce(n int) {
	defer close(s.out)
	for i := 0; i < n; i++ {
		s.out <- i // stuck channel|context: channel & context
	}
}

func (s *stage) double(in <-chan int) {
	defer close(s.out)
	for i := range in {
		s.out <- 2 * i // stuck channel|context: channel & context
	}
}

func consume(ctx context.Context, in <-chan int, seen func(int)) error {
	for {
		select {
		case i, ok := <-in:
			if !ok {
				return nil
			}
			seen(i)
		case <-ctx.Done(): // cause: timeout-path
			return ctx.Err()
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
}

func Run() {
	first, second := &stage{make(chan int)}, &stage{make(chan int)}
	go first.produce(100)
	go second.double(first.out)
	ctx, cancel := context.WithCancel(context.Background())
	_ = consume(ctx, second.out, func(i int) {
		if i > 4 {
			cancel()
		}
	})
}
