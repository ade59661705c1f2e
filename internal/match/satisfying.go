package match

import "slices"

// satisfying appends to none the references that agree with every stated field,
// ascending. What a record that nobody verified lacks does not speak against
// it, as long as journal or author and the year do agree.
func (x *Index) satisfying(none []int32, s *stated) []int32 {
	found := none
	if s.name != "" {
		for _, j := range s.journals {
			found = x.inIssue(found, j, s.year)
		}
		for _, j := range s.sections {
			found = x.inIssue(found, j, s.year)
		}
		for _, f := range s.formers {
			for _, j := range f.journals {
				found = x.inIssue(found, j, s.year)
			}
		}
		slices.Sort(found)
		found = slices.Compact(found)
	} else {
		found = x.namedLike(none, &s.people[0])
		found = slices.DeleteFunc(found, func(i int32) bool { return x.hasYear(i, s.year) != yes })
	}
	return slices.DeleteFunc(found, func(i int32) bool {
		c := x.compare(s, i)
		return !x.fits(c, i) || c.year != yes || c.journal != yes && c.authors != yes
	})
}
