// Package gate lets a kernel go on only when its fault is sure to happen.
package gate

import (
	"sync"
	"time"
)

// UntilWriterWaits returns once somebody waits to write; the caller holds mu for reading.
func UntilWriterWaits(mu *sync.RWMutex) {
	for mu.TryRLock() {
		mu.RUnlock()
		time.Sleep(time.Millisecond)
	}
}

// UntilLocked returns once somebody holds mu.
func UntilLocked(mu *sync.Mutex) {
	for mu.TryLock() {
		mu.Unlock()
		time.Sleep(time.Millisecond)
	}
}
