package bench

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"stet/internal/cite"
	"stet/internal/source"
	"stet/internal/terms"
)

// Library is the site's references, all verified but for one in fifty.
func (s Site) Library() []*cite.Reference {
	library := make([]*cite.Reference, s.References)
	for i := range library {
		library[i] = s.reference(i)
	}
	return library
}

func (s Site) reference(i int) *cite.Reference {
	rnd := s.random(forReference, i)
	agent, outcome, group, design := agents[i%len(agents)], pick(rnd, outcomes), pick(rnd, groups), pick(rnd, designs)
	r := &cite.Reference{
		PMID:    cite.PMID(strconv.Itoa(10_000_000 + i*37)),
		DOI:     cite.DOI(fmt.Sprintf("10.5555/bench.%d", i)),
		Title:   fmt.Sprintf("%s and %s in %s: a %s", capital(agent), outcome, group, design),
		Journal: s.journal(rnd),
		Year:    1998 + rnd.IntN(28),
		Volume:  strconv.Itoa(1 + rnd.IntN(90)),
		Issue:   strconv.Itoa(1 + rnd.IntN(12)),
		Pages:   strconv.Itoa(100 + rnd.IntN(2000)),
		Types:   []string{"Journal Article"},
		MeSH:    []string{capital(agent), capital(outcome), "Humans", "Dietary Supplements"},
	}
	for range 2 + rnd.IntN(5) {
		r.Authors = append(r.Authors, s.family(rnd)+" "+string(rune('A'+rnd.IntN(26))))
	}
	if i%3 == 0 {
		r.PMCID = cite.PMCID(fmt.Sprintf("PMC%d", 2_000_000+i*11))
	}
	if r.Epub = r.Year; rnd.IntN(6) == 0 {
		r.Epub--
	}
	if strings.Contains(design, "review") {
		r.Types = append(r.Types, "Review")
	}
	r.Key = fmt.Sprintf("%s%d%s", strings.ToLower(strings.Fields(r.Authors[0])[0]), r.Year, letters(i))
	stems, numbers := abstract(rnd, r.Title, subject{agent, outcome, group})
	r.Terms, r.Numbers = cite.NewTerms(stems), numbers
	if i%50 != 49 {
		r.Verified = cite.Verification{At: source.Date{Year: 2026, Month: 11, Day: 1}, From: "pubmed-xml", Sum: r.Sum()}
	}
	return r
}

// common is the number of references up to which all are by families and in
// journals of the lists. The more there are beyond, the more others come in, as
// in life: one family for every twenty and one journal for every fifty.
const common = 1000

func (s Site) family(rnd *rand.Rand) string {
	n := rnd.IntN(len(families) + max(0, s.References-common)/20)
	if n < len(families) {
		return families[n]
	}
	return capital(syllables(n))
}

func (s Site) journal(rnd *rand.Rand) cite.Journal {
	n := rnd.IntN(len(journals) + max(0, s.References-common)/50)
	if n < len(journals) {
		return journals[n]
	}
	return cite.Journal{Title: "Journal of " + syllables(n), Abbr: "J " + capital(syllables(n)), NLM: strconv.Itoa(n)}
}

// syllables writes n, which is positive, as a word.
func syllables(n int) string {
	var b strings.Builder
	for ; n > 0; n /= 70 {
		b.WriteByte("bdfgklmnprstvz"[n%14])
		b.WriteByte("aeiou"[n%70/14])
	}
	return b.String()
}

// abstract gives terms and numbers such as a record with an abstract has.
func abstract(rnd *rand.Rand, title string, about subject) (stems, numbers []string) {
	var b strings.Builder
	b.WriteString(title)
	for range 14 {
		b.WriteString(" " + about.fill(rnd, pick(rnd, sentences)))
	}
	for _, stem := range terms.Stems(b.String()) {
		if !slices.Contains(stems, stem) && len(stems) < 60 {
			stems = append(stems, stem)
		}
	}
	return stems, []string{fmt.Sprintf("n %d", 20+rnd.IntN(400)), fmt.Sprintf("%d weeks", 4+rnd.IntN(48)), fmt.Sprintf("%d %%", 2+rnd.IntN(40))}
}

// letters writes i in the letters a to z.
func letters(i int) string {
	s := string(rune('a' + i%26))
	for i /= 26; i > 0; i /= 26 {
		s = string(rune('a'+i%26)) + s
	}
	return s
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func slug(s string) string { return strings.ReplaceAll(strings.ToLower(s), " ", "-") }
