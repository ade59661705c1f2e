package ncbi

import (
	"bytes"
	"context"
	"strconv"
	"time"

	"stet/internal/disk"
)

// Requests are spaced evenly, a tenth wider than the rate asks for: requests
// are on their way for unequal times, and the service counts them as they
// arrive. No second then holds more than the rate allows, as long as they do
// not differ by more than a tenth of a second.
const spacing = time.Second + time.Second/10

// Bounds of a turn.
const (
	lateTurn = 50 * time.Millisecond // a turn used later than this is another's
	farTurn  = 10 * time.Minute      // a turn beyond this was written by another clock
)

// turn waits until a request may start.
func (c *Client) turn(ctx context.Context) error {
	for {
		start, err := c.reserve()
		if err != nil {
			return err
		}
		if err := sleep(ctx, start.Sub(c.opt.Now())); err != nil {
			return err
		}
		if c.opt.Now().Sub(start) < lateTurn {
			return nil
		}
		// The computer slept, or is too busy to be on time.
	}
}

// reserve takes the next free turn, of all stets that share the pace file.
func (c *Client) reserve() (start time.Time, err error) {
	gap := spacing / time.Duration(c.opt.Rate)
	err = c.share(func(now, next time.Time) time.Time {
		start = now
		if next.After(now) {
			start = next
		}
		return start.Add(gap)
	})
	return start, err
}

// pause lets no request of any stet start for a while.
func (c *Client) pause(d time.Duration) error {
	return c.share(func(now, next time.Time) time.Time {
		if until := now.Add(d); until.After(next) {
			return until
		}
		return next
	})
}

// share updates the time at which the next request may start.
func (c *Client) share(update func(now, next time.Time) time.Time) error {
	if c.opt.Pace == "" {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.next = update(c.opt.Now(), c.next)
		return nil
	}
	return disk.Share(c.opt.Pace, func(old []byte) []byte {
		now := c.opt.Now()
		var next time.Time
		// A file that was damaged, or written by a clock that was wrong, says nothing.
		if n, err := strconv.ParseInt(string(bytes.TrimSpace(old)), 10, 64); err == nil {
			if t := time.Unix(0, n); t.Before(now.Add(farTurn)) {
				next = t
			}
		}
		return append(strconv.AppendInt(nil, update(now, next).UnixNano(), 10), '\n')
	})
}

// sleep waits for d, or until ctx is done.
func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
