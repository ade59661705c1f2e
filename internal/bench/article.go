package bench

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"

	"stet/internal/cite"
)

// Measures of an article.
const (
	words   = 1400 // of the file, markup and reference list included
	claims  = 8
	entries = 6 // of the reference list
)

// A subject is what an article or a study is about.
type subject struct{ agent, outcome, group string }

func (s subject) fill(rnd *rand.Rand, sentence string) string {
	if strings.Contains(sentence, "{o}") && rnd.IntN(2) == 0 {
		s.outcome = pick(rnd, outcomes)
	}
	return strings.NewReplacer("{a}", s.agent, "{o}", s.outcome, "{g}", s.group).Replace(sentence)
}

// A writer writes one article.
type writer struct {
	bytes.Buffer
	rnd   *rand.Rand
	about subject
	refs  []*cite.Reference // of the reference list
	count int               // words written
	made  int               // claims written
	notes []string          // footnotes, by number
	next  []int             // sentences that had no turn yet
}

// Article is the text of article i, which cites library.
func (s Site) Article(i int, library []*cite.Reference) []byte {
	w := &writer{rnd: s.random(forArticle, i)}
	w.about = subject{agents[i%len(agents)], outcomes[i/len(agents)%len(outcomes)], pick(w.rnd, groups)}
	var near []*cite.Reference // those about the agent
	for at := i % len(agents); at < len(library); at += len(agents) {
		near = append(near, library[at])
	}
	for _, n := range w.rnd.Perm(len(near))[:min(entries, len(near))] {
		w.refs = append(w.refs, near[n])
	}
	w.frontMatter(i)
	list := w.references()
	w.count += len(strings.Fields(list)) + 90 // what table, list and quotation take
	w.paragraph(0)
	section := 0
	for w.count < words {
		w.section(section)
		section++
	}
	for n, note := range w.notes {
		fmt.Fprintf(w, "[^n%d]: %s\n\n", n+1, note)
	}
	w.WriteString(list)
	return w.Bytes()
}

func (w *writer) frontMatter(i int) {
	fmt.Fprintf(w, `---
title: "%s and %s: what the studies say (%d)"
description: "What is known about %s and %s in %s, and what is not."
section: %s
date: 20%02d-%02d-%02d
authors: [The editors]
tags: [%s, %s]
---

`, capital(w.about.agent), w.about.outcome, i+1, w.about.agent, w.about.outcome, w.about.group,
		pick(w.rnd, []string{"Minerals", "Vitamins", "Foods", "Supplements"}),
		15+w.rnd.IntN(11), 1+w.rnd.IntN(12), 1+w.rnd.IntN(28), slug(w.about.agent), slug(pick(w.rnd, outcomes[:5])))
	w.count = 40
}

// section writes a heading and two paragraphs, or a paragraph and another
// block, with the claims that are due by then.
func (w *writer) section(n int) {
	fmt.Fprintf(w, "## %s\n\n", headings[n%len(headings)])
	w.paragraph(w.due(n))
	switch n {
	case 1:
		w.list()
	case 2:
		w.table()
	case 3:
		w.WriteString("> ")
		w.say()
		w.WriteString("\n> ")
		w.say()
		w.WriteString("\n\n")
	}
	w.paragraph(w.due(n))
}

// due is how many claims the next paragraph gets: two a section from the
// first, until all but the one in the table are written.
func (w *writer) due(n int) int {
	if w.made >= claims-1 || n == 0 && w.made > 0 {
		return 0
	}
	return 1
}

// paragraph writes four to six sentences, some of them claims.
func (w *writer) paragraph(claims int) {
	n := 4 + w.rnd.IntN(3)
	at := w.rnd.IntN(n)
	for i := range n {
		if i > 0 {
			w.WriteString(" ")
		}
		if i >= at && claims > 0 {
			w.words(w.claim())
			claims--
			continue
		}
		w.say()
	}
	w.WriteString("\n\n")
}

// say writes a sentence that is no claim. All sentences have their turn before
// one comes again.
func (w *writer) say() {
	if len(w.next) == 0 {
		w.next = w.rnd.Perm(len(sentences))
	}
	w.words(w.about.fill(w.rnd, sentences[w.next[0]]))
	w.next = w.next[1:]
}

func (w *writer) words(s string) {
	w.count += 1 + strings.Count(s, " ")
	w.WriteString(s)
}

func (w *writer) list() {
	for range 4 {
		fmt.Fprintf(w, "- **%s**: %s\n", capital(pick(w.rnd, agents)), pick(w.rnd, []string{"a handful a day is enough", "best with a meal", "often missing from tables", "high in some *fortified* foods"}))
	}
	w.WriteString("\n")
}

// table writes a table with a claim in its last row.
func (w *writer) table() {
	w.WriteString("| Food | Portion | Amount | Source |\n|---|--:|--:|---|\n")
	for _, food := range []string{"Almonds", "Lentils", "Spinach"} {
		fmt.Fprintf(w, "| %s | %d g | %d mg | [tables](https://minerals.example/%s) |\n", food, 10*(1+w.rnd.IntN(20)), 5+w.rnd.IntN(300), slug(food))
	}
	r := pick(w.rnd, w.refs)
	fmt.Fprintf(w, "| Oats | 50 g | %d mg | as in %s [@pmid:%s] |\n\n", 5+w.rnd.IntN(300), titleSubject(r), r.PMID)
}

// references is the article's reference list.
func (w *writer) references() string {
	var b strings.Builder
	b.WriteString("## References\n\n")
	for i, r := range w.refs {
		fmt.Fprintf(&b, "%d. %s. *%s*. %d;%s(%s):%s. [PubMed](https://pubmed.ncbi.nlm.nih.gov/%s/)\n", i+1, r.Title, inProse(r.Journal), r.Year, r.Volume, r.Issue, r.Pages, r.PMID)
	}
	return b.String()
}

// claim is a sentence that names its source, rightly in seven of ten cases.
// The kinds take turns, so that each article has all of them.
func (w *writer) claim() string {
	n := w.rnd.IntN(len(w.refs))
	r := w.refs[n]
	// What the words say; the reference's title tells what it is about.
	year, journal, family := r.Year, inProse(r.Journal), strings.Fields(r.Authors[0])[0]
	pmid := string(r.PMID)
	switch w.rnd.IntN(10) {
	case 0:
		year += 2 + w.rnd.IntN(3)
	case 1:
		journal = inProse(pick(w.rnd, journals))
	case 2:
		pmid = strconv.Itoa(39_000_000 + w.rnd.IntN(900_000))
	}
	agent, outcome, _ := strings.Cut(titleSubject(r), " and ")
	finding := fmt.Sprintf("%s %s %s", agent, pick(w.rnd, verbs), outcome)
	group := pick(w.rnd, groups)
	w.made++
	switch w.made % (claims - 1) {
	case 1:
		return fmt.Sprintf("A %d %s in *%s* reported that %s in %s.", year, pick(w.rnd, shortKind), journal, finding, group)
	case 2:
		return fmt.Sprintf("%s et al. (%d) found that %s by %d%%.", family, year, finding, 3+w.rnd.IntN(30))
	case 3:
		return fmt.Sprintf("Over %d weeks, %s in %s [@pmid:%s].", 4+w.rnd.IntN(40), finding, group, pmid)
	case 4:
		return fmt.Sprintf("In %d, a %s published in %s showed that %s.", year, pick(w.rnd, designs), journal, finding)
	case 5:
		return fmt.Sprintf("In %s, %s ([PubMed](https://pubmed.ncbi.nlm.nih.gov/%s/)).", group, finding, r.PMID)
	case 6:
		return fmt.Sprintf("It has been shown that %s [@%s; @doi:%s] and also in %s [%d].", finding, r.Key, r.DOI, group, n+1)
	}
	w.notes = append(w.notes, fmt.Sprintf("%s. %s. *%s* %d. doi:%s", strings.Join(r.Authors, ", "), r.Title, journal, r.Year, r.DOI))
	return fmt.Sprintf("The same group saw that %s.[^n%d]", finding, len(w.notes))
}

// titleSubject is what r's title says it is about: "zinc and mood".
func titleSubject(r *cite.Reference) string {
	about, _, _ := strings.Cut(r.Title, " in ")
	return strings.ToLower(about[:1]) + about[1:]
}

// inProse is a journal's name as authors write it, in capitals.
func inProse(j cite.Journal) string {
	words := strings.Fields(strings.ReplaceAll(j.Display(), ".", ""))
	for i, w := range words {
		if i == 0 || w != "of" && w != "and" && w != "in" {
			words[i] = capital(w)
		}
	}
	return strings.Join(words, " ")
}
