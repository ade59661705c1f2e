package site

import (
	"slices"
	"strconv"

	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/source"
)

// upkeep are the findings of what time has done to a site. Without a day there
// are none that depend on it.
func (s *Site) upkeep() (found []audit.Finding) {
	if today := s.frame.Today; !today.IsZero() {
		found = slices.Concat(s.overdueReviews(today), s.oldEvidence(today), s.staleReferences(today), s.futureDates())
	}
	return slices.Concat(found, s.unlistedReferences(), s.unknownTags())
}

func (s *Site) overdueReviews(today source.Date) (found []audit.Finding) {
	for _, e := range s.entries {
		if due := e.Meta.NextReview; !due.IsZero() && today.Compare(due) > 0 {
			f := audit.Found("review-overdue", e.Path)
			f.Message, f.Hint = "the next review was due on "+due.String(), "review it, and set reviewed: and next_review: anew"
			found = append(found, f)
		}
	}
	return found
}

// futureDates are the days on which something is said to have happened that are
// to come.
func (s *Site) futureDates() (found []audit.Finding) {
	for _, e := range s.entries {
		add := func(field string, on source.Date) {
			if !s.frame.isToCome(on) {
				return
			}
			f := audit.Found("future-date", e.Path)
			f.Message, f.Hint = field+" "+on.String()+" is after today, "+s.frame.Today.String(), "name the day on which it was done"
			found = append(found, f)
		}
		add("reviewed: on:", e.Meta.Reviewed.On)
		add("updated:", e.Meta.Updated)
		for _, c := range e.Meta.Corrections {
			add("corrections: on:", c.On)
		}
	}
	return found
}

// oldEvidence are the articles whose newest reference is old.
func (s *Site) oldEvidence(today source.Date) (found []audit.Finding) {
	for _, e := range s.entries {
		newest := 0
		for _, key := range e.Rests {
			if r := s.frame.reference(key); r != nil {
				newest = max(newest, r.Year, r.Epub)
			}
		}
		if newest == 0 || today.Year-newest <= audit.OldYears {
			continue
		}
		f := audit.Found("old-evidence", e.Path)
		f.Message, f.Hint = "the newest reference that it rests on is of "+strconv.Itoa(newest), "see whether there is newer evidence: 'stet cite find' searches PubMed"
		found = append(found, f)
	}
	return found
}

// staleReferences are the verified references that claims lean on and that
// nobody looked at for long.
func (s *Site) staleReferences(today source.Date) (found []audit.Finding) {
	lib, after := s.frame.Library, s.frame.Settings.StaleAfter
	if lib == nil || after == 0 {
		return nil
	}
	for _, r := range lib.References {
		if r.State() != cite.Verified || len(s.backlinks()[r.Key]) == 0 || today.Days(r.Verified.At) <= after {
			continue
		}
		f := audit.Found("stale-verification", lib.Path)
		f.Start, f.End, f.Reference, f.Words = r.Pos, r.Pos, r.Key, audit.WordsOf(r.Key)
		f.Message, f.Hint = r.Key+" was last compared with PubMed on "+r.Verified.At.String(), "compare it again: stet cite verify "+r.Key
		if r.Verified.From == cite.FromEditor {
			f.Message = r.Key + " was last vouched for on " + r.Verified.At.String()
			f.Hint = "look at it again, and vouch for it: stet cite verify " + r.Key + " --by NAME --url URL"
		}
		found = append(found, f)
	}
	return found
}

// unlistedReferences are those that an article leans on and that the list of its
// front matter lacks, if it has one.
func (s *Site) unlistedReferences() (found []audit.Finding) {
	for _, e := range s.entries {
		var listed []*cite.Reference
		for _, key := range e.Meta.References {
			listed = append(listed, s.frame.reference(key))
		}
		if len(listed) == 0 {
			continue
		}
		for _, key := range e.Rests {
			r := s.frame.reference(key)
			if r == nil || slices.Contains(listed, r) {
				continue
			}
			f := audit.Found("unlisted-reference", e.Path)
			f.Reference = r.Key
			f.Message, f.Hint = "a claim rests on "+r.Key+", which references: does not list", "add it to references: in the front matter, or take the list out"
			found = append(found, f)
		}
	}
	return found
}
