package exam

// Dice are numbers without a visible order that depend on nothing but the
// texts they were made of.
type dice uint64

func newDice(seeds ...string) *dice {
	h := uint64(14695981039346656037) // FNV-1a
	for _, seed := range seeds {
		for i := range len(seed) {
			h = (h ^ uint64(seed[i])) * 1099511628211
		}
		h = (h ^ 0xff) * 1099511628211
	}
	d := dice(h)
	return &d
}

// roll is a number from 0 to n-1; n is above 0.
func (d *dice) roll(n int) int {
	*d += 0x9e3779b97f4a7c15 // SplitMix64
	x := uint64(*d)
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return int((x ^ x>>31) % uint64(n))
}

// chance is true in percent of a hundred rolls.
func (d *dice) chance(percent int) bool { return d.roll(100) < percent }

// one is a member of list, which has some.
func one[T any](d *dice, list []T) T { return list[d.roll(len(list))] }
