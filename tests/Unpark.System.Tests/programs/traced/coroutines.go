//go:build go1.23

package main

import "iter"

// One iterator is read to its end, one is stopped before.
func coroutines() {
	for _, values := range []int{5, 2} {
		next, stop := iter.Pull(func(yield func(int) bool) {
			for i := 0; i < 5 && yield(i); i++ {
			}
		})
		for i := 0; i < values+1; i++ {
			next()
		}
		stop()
	}
}
