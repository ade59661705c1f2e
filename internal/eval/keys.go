package eval

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// ascii drops what does not decompose into ASCII, and lowers the rest.
func ascii(s string) string {
	return strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(s))
}

var notAlnum = regexp.MustCompile(`[^a-z0-9]+`)

// journalKey folds a journal's name.
func journalKey(name string) string {
	k := strings.TrimSpace(notAlnum.ReplaceAllString(strings.ReplaceAll(ascii(name), "&", " and "), " "))
	for strings.HasPrefix(k, "the ") {
		k = k[len("the "):]
	}
	if main, ok := sameJournal[k]; ok {
		return main
	}
	return k
}

// sameJournal are the names that the labels use for one journal.
var sameJournal = func() map[string]string {
	m := map[string]string{}
	for _, names := range []string{
		"nejm|n engl j med|new england journal of medicine",
		"jama|journal of the american medical association|journal of american medical association",
		"bmj|british medical journal",
		"pnas|proceedings of the national academy of sciences|proceedings of the national academy of sciences of the united states of america",
		"cochrane|cochrane review|cochrane library|cochrane collaboration|cochrane database|cochrane database of systematic reviews|cochrane database syst rev",
		"american journal of clinical nutrition|am j clin nutr|ajcn",
		"plos one|public library of science one",
		"journal of clinical endocrinology and metabolism|jcem|j clin endocrinol metab",
		"lancet|lancet london england",
		"science|science magazine",
		"nature|nature magazine",
		"british journal of sports medicine|bjsm|br j sports med",
		"journal of the american academy of child and adolescent psychiatry|jaacap",
	} {
		list := strings.Split(names, "|")
		for _, name := range list {
			m[name] = list[0]
		}
	}
	return m
}()

func journalKeys(c *Attribution) []string {
	if c.Journal == "" {
		return nil
	}
	var keys []string
	for _, name := range []string{c.Journal, c.Canonical} {
		if k := journalKey(name); k != "" {
			keys = append(keys, k)
		}
	}
	return keys
}

var (
	etAl      = regexp.MustCompile(`\bet\.? al\.?.*`)
	andOthers = regexp.MustCompile(`\band (colleagues|co-?workers)\b.*`)
	between   = regexp.MustCompile(`,|&| and |/|;`)
	notName   = regexp.MustCompile(`[^a-z \-']`)
)

// authorKeys are the first and last words of each name.
func authorKeys(c *Attribution) []string {
	var keys []string
	for _, a := range c.Authors {
		for _, part := range between.Split(a, -1) {
			name := andOthers.ReplaceAllString(etAl.ReplaceAllString(ascii(part), ""), "")
			words := strings.Fields(notName.ReplaceAllString(name, " "))
			long := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return len(w) <= 2 })
			if len(long) > 0 {
				words = long
			}
			if len(words) > 0 {
				keys = append(keys, words[0], words[len(words)-1])
			}
		}
	}
	return keys
}

var (
	pmidForm  = regexp.MustCompile(`^pmid:\s*0*(\d+)`)
	pmcidForm = regexp.MustCompile(`^(?:pmcid:)?\s*(?:pmc)?(\d+)$`)
	doiForm   = regexp.MustCompile(`^doi:\s*(.+)`)
	scheme    = regexp.MustCompile(`^https?://(www\.)?`)
)

// idKey folds an id.
func idKey(id string) string {
	low := strings.ToLower(strings.TrimSpace(id))
	if m := pmidForm.FindStringSubmatch(low); m != nil {
		return "pmid:" + m[1]
	}
	if m := pmcidForm.FindStringSubmatch(low); m != nil && strings.Contains(low, "pmc") {
		return "pmcid:pmc" + m[1]
	}
	if m := doiForm.FindStringSubmatch(low); m != nil {
		return "doi:" + strings.TrimRight(m[1], ".,;/)")
	}
	low = strings.TrimPrefix(low, "url:")
	if strings.HasPrefix(low, "http") {
		return "url:" + strings.TrimRight(scheme.ReplaceAllString(low, ""), "/.,;)")
	}
	return low
}
