package source

import (
	"cmp"
	"fmt"
	"time"
)

// A Date is a civil date, without time of day or zone. The zero Date stands
// for no date.
type Date struct {
	Year  int
	Month int // 1 to 12
	Day   int // 1 to 31
}

// ParseDate reads "2026-11-20".
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("date %q is not of the form 2026-11-20", s)
	}
	return DateOf(t), nil
}

// DateOf is the civil date of t in t's own zone.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, int(m), d}
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d == Date{} }

// String gives "2026-11-20", and "" for no date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Time is midnight UTC at the start of d.
func (d Date) Time() time.Time {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
}

// Compare orders dates; no date comes first.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// Days is how many days d is after e.
func (d Date) Days(e Date) int { return int(d.Time().Sub(e.Time()) / (24 * time.Hour)) }

// MarshalText writes d as String does.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Date) UnmarshalText(b []byte) (err error) {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	*d, err = ParseDate(string(b))
	return err
}

// AddMonths is the same day n months later, or the last day of that month. n is
// not negative.
func (d Date) AddMonths(n int) Date {
	month := d.Month - 1 + n
	d.Year, d.Month = d.Year+month/12, month%12+1
	for DateOf(d.Time()) != d && d.Day > 1 {
		d.Day--
	}
	return d
}
