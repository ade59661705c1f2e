package audit_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"stet/internal/audit"
	"stet/internal/match"
)

// TestRules holds every rule to the form that reports and readers count on.
func TestRules(t *testing.T) {
	word := regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	seen := map[string]bool{}
	for _, r := range audit.Rules {
		switch first, _ := utf8.DecodeRuneInString(r.Title); {
		case !word.MatchString(r.ID):
			t.Errorf("rule %q: an id is words of small letters with hyphens", r.ID)
		case seen[r.ID]:
			t.Errorf("rule %s is there twice", r.ID)
		case r.Title == "" || strings.HasSuffix(r.Title, ".") || len(r.Title) > 75:
			t.Errorf("rule %s: title %q is not a line without a full stop", r.ID, r.Title)
		case unicode.IsUpper(first) && !strings.HasPrefix(r.Title, "HTML"):
			t.Errorf("rule %s: title %q starts with a capital", r.ID, r.Title)
		case !slices.Contains([]audit.Severity{audit.Error, audit.Warning, audit.Note}, r.Severity):
			t.Errorf("rule %s: severity %q", r.ID, r.Severity)
		case r.Bad == "" || r.Good == "" || r.Bad == r.Good:
			t.Errorf("rule %s has no two examples", r.ID)
		case r.Blocking && r.Severity != audit.Error:
			t.Errorf("rule %s keeps a site from being published and is no error", r.ID)
		}
		seen[r.ID] = true
		doc := strings.TrimSpace(r.Doc)
		if len(strings.Split(doc, "\n\n")) < 2 {
			t.Errorf("rule %s: the documentation says what it means and what to do, in paragraphs", r.ID)
		}
		for line := range strings.SplitSeq(doc, "\n") {
			if utf8.RuneCountInString(line) > 80 {
				t.Errorf("rule %s: the line %q is longer than 80 columns", r.ID, line)
			}
		}
		for _, never := range []string{"proven", "fabricat", "fake", "supported", "true claim"} {
			if strings.Contains(doc+r.Title, never) {
				t.Errorf("rule %s says %q", r.ID, never)
			}
		}
	}
	for _, v := range match.Verdicts {
		if want := v != match.Matched && v != match.Uncited; seen[string(v)] != want {
			t.Errorf("verdict %s: a rule is there: %t, want %t", v, !want, want)
		}
	}
}

func TestByID(t *testing.T) {
	for i, id := range audit.IDs() {
		if r, ok := audit.ByID(id); !ok || r.ID != id || audit.Rules[i].ID != id {
			t.Errorf("ByID(%q) = %q, %t", id, r.ID, ok)
		}
	}
	if r, ok := audit.ByID("no-such-rule"); ok {
		t.Errorf("ByID(no-such-rule) = %q", r.ID)
	}
}

func TestExplain(t *testing.T) {
	for _, r := range audit.Rules {
		var b strings.Builder
		if err := audit.Explain(&b, r); err != nil {
			t.Fatal(err)
		}
		got := b.String()
		if !strings.HasPrefix(got, r.ID+" ("+string(r.Severity)) || !strings.Contains(got, r.Title) || !strings.Contains(got, strings.TrimSpace(r.Doc)) {
			t.Errorf("Explain(%s):\n%s", r.ID, got)
		}
		if !utf8.ValidString(got) {
			t.Errorf("Explain(%s) is not UTF-8", r.ID)
		}
		for line := range strings.SplitSeq(strings.ToValidUTF8(strings.TrimSpace(r.Bad), "\ufffd"), "\n") {
			if line != "" && !strings.Contains(got, "    "+line+"\n") {
				t.Errorf("Explain(%s) lacks %q of its example", r.ID, line)
			}
		}
	}
	var all strings.Builder
	if err := audit.ExplainAll(&all); err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(all.String(), "\n"); got != len(audit.Rules) {
		t.Errorf("ExplainAll prints %d lines for %d rules", got, len(audit.Rules))
	}
}
