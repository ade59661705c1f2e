package ncbi_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"stet/internal/cite"
	"stet/internal/ncbi"
	"stet/internal/ncbi/ncbitest"
)

// TestMain runs the tests, or, for TestPaceOfProcesses, is one of the processes
// whose requests are counted.
func TestMain(m *testing.M) {
	if base := os.Getenv("TEST_NCBI_BASE"); base != "" {
		if err := askOften(base); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// askOften asks as often as the environment says.
func askOften(base string) error {
	if base == "none" {
		base = ""
	}
	ctx := context.Background()
	if d, err := time.ParseDuration(os.Getenv("TEST_NCBI_DEADLINE")); err == nil {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, d)
		defer cancel()
	}
	rate, _ := strconv.Atoi(os.Getenv("TEST_NCBI_RATE"))
	times, _ := strconv.Atoi(os.Getenv("TEST_NCBI_TIMES"))
	c, err := ncbi.New(ncbi.Options{
		Base: base, Email: "editor@example.org", Rate: rate, Pace: os.Getenv("TEST_NCBI_PACE"),
		Now: time.Now, Seed: uint64(os.Getpid()), Talk: func(s string) { fmt.Fprintln(os.Stderr, s) },
	})
	if err != nil {
		return err
	}
	for range times {
		if _, err := c.Search(ctx, "magnesium", 1); err != nil {
			return err
		}
	}
	return nil
}

// Of 1,000 requests no second holds more than NCBI allows, with a key and
// without, with a file to share and without, and the allowance is used.
func TestPace(t *testing.T) {
	for _, tc := range []struct {
		key   string
		limit int
		file  bool
	}{
		{"", 3, false}, {"", 3, true}, {canary, 10, false}, {canary, 10, true},
	} {
		pace := ""
		if tc.file {
			pace = filepath.Join(t.TempDir(), "cache", "pace")
		}
		inBubble(t, func(ctx context.Context, s *ncbitest.Server, opt ncbi.Options, talk *[]string) {
			opt.Key, opt.Pace = tc.key, pace
			c, started := client(t, opt), time.Now()
			for range 1000 {
				if _, err := c.Search(ctx, "magnesium", 1); err != nil {
					t.Fatal(err)
				}
			}
			took := time.Since(started)
			if busiest := s.Busiest(time.Second); busiest > tc.limit || busiest < tc.limit-1 || len(*talk) > 0 {
				t.Errorf("limit %d, file %v: %d requests in a second, told %q", tc.limit, tc.file, busiest, *talk)
			}
			if most := time.Duration(1000/tc.limit) * time.Second * 12 / 10; took > most {
				t.Errorf("limit %d, file %v: 1,000 requests took %v", tc.limit, tc.file, took)
			}
		})
	}
}

// Several clients at once keep to the limit together.
func TestPaceOfMany(t *testing.T) {
	pace := filepath.Join(t.TempDir(), "pace")
	inBubble(t, func(ctx context.Context, s *ncbitest.Server, opt ncbi.Options, talk *[]string) {
		opt.Pace, opt.Talk = pace, nil
		done := make(chan error)
		for range 4 {
			go func() {
				c, err := ncbi.New(opt)
				for range 250 {
					if err == nil {
						_, err = c.Search(ctx, "magnesium", 1)
					}
				}
				done <- err
			}()
		}
		for range 4 {
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
		if n := len(s.Arrivals()); n != 1000 || s.Busiest(time.Second) > 3 {
			t.Errorf("%d requests, %d in a second", n, s.Busiest(time.Second))
		}
	})
}

// Four processes make 1,000 requests in real time, at a rate that is higher, so
// that the test does not take minutes.
func TestPaceOfProcesses(t *testing.T) {
	const rate = 400
	s := ncbitest.New(ncbitest.Own())
	s.Rate = rate
	base, pace := s.Start(t), filepath.Join(t.TempDir(), "pace")
	var processes []*exec.Cmd
	for range 4 {
		p := exec.Command(os.Args[0])
		p.Env = append(os.Environ(), "TEST_NCBI_BASE="+base, "TEST_NCBI_PACE="+pace, "TEST_NCBI_TIMES=250", fmt.Sprint("TEST_NCBI_RATE=", rate))
		p.Stderr = os.Stderr
		if err := p.Start(); err != nil {
			t.Fatal(err)
		}
		processes = append(processes, p)
	}
	for _, p := range processes {
		if err := p.Wait(); err != nil {
			t.Error(err)
		}
	}
	if n, busiest := len(s.Arrivals()), s.Busiest(time.Second); n != 1000 || busiest > rate {
		t.Errorf("%d requests, %d in a second, want 1000 and at most %d", n, busiest, rate)
	}
	if p := s.Problems(); len(p) > 0 {
		t.Error(p)
	}
}

// What the pace file holds may be damaged, or come of a clock that was wrong.
func TestPaceFile(t *testing.T) {
	for _, content := range []string{"", "soon", "99999999999999999999999", "9000000000000000000\n", "-1", "\x00\x00\x00\x00", fmt.Sprint(time.Date(2000, 1, 1, 0, 30, 0, 0, time.UTC).UnixNano())} {
		pace := filepath.Join(t.TempDir(), "pace")
		if err := os.WriteFile(pace, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		inBubble(t, func(ctx context.Context, s *ncbitest.Server, opt ncbi.Options, talk *[]string) {
			opt.Pace = pace
			started := time.Now()
			if _, err := client(t, opt).Search(ctx, "magnesium", 1); err != nil || time.Since(started) > time.Second {
				t.Errorf("%q: waited %v, %v", content, time.Since(started), err)
			}
		})
	}
	inBubble(t, func(ctx context.Context, s *ncbitest.Server, opt ncbi.Options, talk *[]string) {
		opt.Pace = "/dev/null/pace"
		if _, err := client(t, opt).Search(ctx, "magnesium", 1); err == nil || len(s.Arrivals()) > 0 {
			t.Errorf("without a pace file: %v, %d requests", err, len(s.Arrivals()))
		}
	})
}

// A limit that is exceeded holds up the other stets of the user, too.
func TestPauseIsShared(t *testing.T) {
	pace := filepath.Join(t.TempDir(), "pace")
	inBubble(t, func(ctx context.Context, s *ncbitest.Server, opt ncbi.Options, talk *[]string) {
		opt.Pace = pace
		if err := s.Fault("429-wait", 1); err != nil {
			t.Fatal(err)
		}
		one, other := client(t, opt), client(t, opt)
		go one.Search(ctx, "magnesium", 1)
		synctest.Wait()
		started := time.Now()
		if _, err := other.Search(ctx, "magnesium", 1); err != nil || time.Since(started) < 7*time.Second {
			t.Errorf("the other waited %v, %v", time.Since(started), err)
		}
		time.Sleep(time.Minute)
	})
}

// A request that is given up waits for nothing.
func TestCancel(t *testing.T) {
	inBubble(t, func(ctx context.Context, s *ncbitest.Server, opt ncbi.Options, talk *[]string) {
		for _, fault := range []string{"hang", "slow", "503", "429"} {
			if err := s.Fault(fault, 1); err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithTimeout(ctx, 500*time.Millisecond)
			started := time.Now()
			for _, err := range client(t, opt).Fetch(ctx, []cite.ID{pmid("33808247")}) {
				if err != context.DeadlineExceeded || time.Since(started) > time.Second {
					t.Errorf("%s: %v after %v", fault, err, time.Since(started))
				}
			}
			cancel()
			time.Sleep(time.Minute)
		}
	})
}
