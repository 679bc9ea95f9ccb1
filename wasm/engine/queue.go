//go:build js && wasm

package engine

import "sync"

// queue hands values from the worker's receivers to the engine, in order. Taking
// waits for a value; putting never waits.
type queue[T any] struct {
	mu     sync.Mutex
	filled sync.Cond
	items  []T
}

func (q *queue[T]) init() { q.filled.L = &q.mu }

func (q *queue[T]) put(v T) {
	q.mu.Lock()
	q.items = append(q.items, v)
	q.mu.Unlock()
	q.filled.Signal()
}

func (q *queue[T]) empty() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.items) == 0
}

func (q *queue[T]) take() T {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 {
		q.filled.Wait()
	}
	v := q.items[0]
	var zero T
	q.items[0] = zero
	q.items = q.items[1:]
	return v
}
