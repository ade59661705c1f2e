package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"
)

// A cost is what one process took.
type cost struct {
	user, system time.Duration // of all threads
	wall         time.Duration
	peak         int64   // most memory held at a time, in bytes; 0 where the system does not tell
	ghz          float64 // of a core, just before and after
}

func (c cost) cpu() time.Duration { return c.user + c.system }

// scaled is the cpu time on a clock of budgetGHz.
func (c cost) scaled() time.Duration { return time.Duration(float64(c.cpu()) * c.ghz / budgetGHz) }

func (c cost) print(w io.Writer, articles int, name string) {
	n := time.Duration(articles)
	fmt.Fprintf(w, "%9d  %-6s %11.3f ms %11.3f ms %8.2f s %8.2f s %8.2f s %6d MiB\n",
		articles, name, ms(c.cpu()/n), ms(c.scaled()/n), c.user.Seconds(), c.system.Seconds(), c.wall.Seconds(), c.peak>>20)
}

// spend runs a program in dir and measures it.
//
// On Linux a process starts with the peak of the one that started it: the
// peak is never less than what this program holds, some 20 MiB.
func spend(ctx context.Context, dir string, args []string) (cost, error) {
	var out bytes.Buffer
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &out, &out
	cmd.Env = os.Environ()
	for _, name := range []string{"XDG_CACHE_HOME", "HOME", "LocalAppData"} { // where systems have their caches
		cmd.Env = append(cmd.Env, name+"="+dir+"-cache")
	}
	before := clock()
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	if err != nil {
		return cost{}, fmt.Errorf("%s: %w\n%s", strings.Join(args, " "), err, tail(out.String()))
	}
	return cost{
		user:   cmd.ProcessState.UserTime(),
		system: cmd.ProcessState.SystemTime(),
		wall:   wall,
		peak:   peak(cmd.ProcessState),
		ghz:    (before + clock()) / 2,
	}, nil
}

// tail is the end of a program's output.
func tail(s string) string {
	const most = 2000
	if len(s) > most {
		return "..." + s[len(s)-most:]
	}
	return s
}

// clock measures the frequency of a core in GHz, by a chain of operations that
// wait for each other and take a cycle each. The best of several short runs
// counts: in it nothing else had the core.
func clock() float64 {
	const rounds, cyclesPerRound = 200_000, 6
	best := time.Duration(1 << 62)
	for range 15 {
		start := time.Now()
		x := uint64(start.Nanosecond()) | 1
		for range rounds {
			x ^= x << 13
			x ^= x >> 7
			x ^= x << 17
		}
		took := time.Since(start)
		if x != 0 { // xorshift never gives 0; this keeps the loop
			best = min(best, took)
		}
	}
	return rounds * cyclesPerRound / float64(best.Nanoseconds())
}

// processor names the CPU.
func processor() string {
	if b, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for line := range strings.Lines(string(b)) {
			if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
				return strings.TrimSpace(value)
			}
		}
	}
	return runtime.GOOS + "/" + runtime.GOARCH
}
