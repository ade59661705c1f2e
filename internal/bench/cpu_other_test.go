//go:build !unix

package bench_test

import (
	"testing"
	"time"
)

// started is when the benchmarks began.
var started = time.Now()

// cpu is the time by the clock, where a process cannot ask for the processor's.
func cpu(*testing.B) time.Duration { return time.Since(started) }
