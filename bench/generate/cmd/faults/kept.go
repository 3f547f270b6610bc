package main

import (
	"slices"
	"sync"
)

// kept knows how many faults of each operator hang already.
type kept struct {
	mutex               sync.Mutex
	hung                map[int]bool
	byOperator          map[string]int
	attempts, unnoticed int
	attemptsByOperator  map[string]int
}

// Operators that nobody notices are not tried for ever.
const attemptsEach = 12

func newKept() *kept {
	return &kept{hung: map[int]bool{}, byOperator: map[string]int{}, attemptsByOperator: map[string]int{}}
}

func (k *kept) wants(f *fault) bool {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	if len(k.hung) >= *mostAll || k.byOperator[f.Operator] >= *most || k.attemptsByOperator[f.Operator] >= attemptsEach {
		return false
	}
	k.attempts++
	k.attemptsByOperator[f.Operator]++
	return true
}

func (k *kept) tried(f *fault, hangs bool) {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	if hangs {
		k.hung[f.id] = true
		k.byOperator[f.Operator]++
	}
}

// hanging faults, at most so many of an operator, in the order in which they were chosen.
func (k *kept) hanging(chosen []*fault) []*fault {
	count := map[string]int{}
	hanging := slices.DeleteFunc(slices.Clone(chosen), func(f *fault) bool {
		if !k.hung[f.id] || count[f.Operator] >= *most {
			return true
		}
		count[f.Operator]++
		return false
	})
	return hanging[:min(len(hanging), *mostAll)]
}

func (k *kept) counts() (tried, unnoticed int) { return k.attempts, k.attempts - len(k.hung) }
