package main

import (
	"os"
	"runtime/debug"
)

// collectLess collects garbage less often, for a sixth of the time, as long as
// all fits in little memory. Its caller sees to it that it does: where very much
// is kept, the collector would never rest below the limit.
func collectLess() {
	if collectorIsSet() {
		return
	}
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(140 << 20)
}

// collectMore collects garbage more often than usual: where nearly all of the
// memory is one large library, it costs little, and saves as much again.
func collectMore() {
	if !collectorIsSet() {
		debug.SetGCPercent(20)
	}
}

// spareMemory collects garbage sooner than Go would by itself: a preview is
// open all day beside a browser and an editor, and has little to do.
func spareMemory() {
	if !collectorIsSet() {
		debug.SetGCPercent(25)
	}
}

// collectorIsSet reports whether the user has set the collector's pace.
func collectorIsSet() bool { return os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" }
