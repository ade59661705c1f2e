package site

import (
	"slices"

	"stet/internal/audit"
	"stet/internal/cite"
)

// alerts are grave news about references of keys: withdrawn, or under an
// expression of concern.
func (f *Frame) alerts(claims []audit.Claim, keys []string) (alerts []Alert) {
	for _, key := range keys {
		r := f.reference(key)
		if r == nil || r.IsRetracted() && calledRetracted(claims, r) {
			continue
		}
		if news, ok := gravest(r); ok {
			alerts = append(alerts, Alert{Class: news.class, Text: f.Theme.words.of("alert." + news.kind), Name: shortName(r), URL: "../" + f.referenceURL(key)})
		}
	}
	return alerts
}

// calledRetracted reports whether claims cite r, and say wherever they do that
// it was retracted: then they speak of it, and do not lean on it.
func calledRetracted(claims []audit.Claim, r *cite.Reference) (called bool) {
	for i := range claims {
		c := &claims[i]
		for k := range c.Matches {
			if !leans(c.Matches[k].Verdict) || !slices.Contains(c.Matches[k].References, r.Key) {
				continue
			}
			if k >= len(c.Mentions) || !c.Mentions[k].SaysRetracted(r) {
				return false
			}
			called = true
		}
	}
	return called
}

// gravest is the gravest red notice about r.
func gravest(r *cite.Reference) (noticeKind, bool) {
	if r.IsRetracted() {
		return noticeKinds[0], true
	}
	for _, n := range noticeKinds {
		if n.class != "red" {
			continue
		}
		for _, own := range r.Notices {
			if own.Kind == n.kind {
				return n, true
			}
		}
	}
	return noticeKind{}, false
}
