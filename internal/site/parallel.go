package site

import (
	"iter"
	"sync"
	"sync/atomic"
)

// inParallel hands items to do, from several goroutines at once, until one gives
// an error. Of several errors it gives that of the first item.
func inParallel[T any](items iter.Seq[T], goroutines int, do func(T) error) error {
	type numbered struct {
		n    int
		item T
	}
	queue := make(chan numbered, 4*goroutines)
	var (
		workers sync.WaitGroup
		failed  atomic.Bool
		mu      sync.Mutex
		first   int
		result  error
	)
	for range goroutines {
		workers.Go(func() {
			for next := range queue {
				err := do(next.item)
				if err == nil {
					continue
				}
				failed.Store(true)
				mu.Lock()
				if result == nil || next.n < first {
					first, result = next.n, err
				}
				mu.Unlock()
			}
		})
	}
	n := 0
	for item := range items {
		if failed.Load() {
			break
		}
		queue <- numbered{n, item}
		n++
	}
	close(queue)
	workers.Wait()
	return result
}
