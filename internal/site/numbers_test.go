package site_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"stet/internal/cite"
	"stet/internal/source"
)

// TestNumbersBeside: a note shows the numbers of the sentence as they are
// written beside those of the record's abstract, and marks those that agree.
func TestNumbersBeside(t *testing.T) {
	lib, err := cite.ParseLibrary(source.NewFile("citations.yaml", []byte(readOwn(t, "cmd/stet/starter/citations.yaml"))))
	if err != nil {
		t.Fatal(err)
	}
	f, _ := ownFrame(t)
	f.Library = lib
	built := buildSite(t, f, map[string]string{"content/asthma.md": `---
title: Budesonide and formoterol in mild asthma
---
As-needed budesonide and formoterol was tried in 3,849 patients with mild asthma for 365 days, in doses of 0.2 mg: exacerbations were rarer by 36 % (rate ratio 0.36), and 34% of weeks were well controlled [@obyrne2018].

As-needed budesonide and formoterol was compared with terbutaline in mild asthma [@obyrne2018].

Oral pranlukast was added to inhaled treatment of stable asthma for eight weeks by Yasui et al. in 2012.
`})
	var notes []string
	for n := range parse(t, built.pages["asthma/index.html"]).Descendants() {
		if n.Type == html.ElementNode && hasClass("numbers")(n) {
			notes = append(notes, strings.Join(strings.Fields(text(n)), " "))
		}
	}
	want := []string{
		"Numbers: 3,849 patients ✓; 365 days; 0.2 mg ✓ (200 µg); 36 %; rate ratio 0.36 ✓ (RR 0.36 (0.27-0.49)); 34% ✓ (34.4 %). " +
			"In the abstract: 52 weeks; 12 years; 0.5 mg; 200 µg; 6 µg; n 3849; 34.4 %; 31.1 %; OR 1.14 (1.00-1.30); p 0.046; 44.4 %; OR 0.64 (0.57-0.73); RR 0.36 (0.27-0.49); CI 0.59-1.16; 78.9 %; 57 µg; 17 %; 340 µg.",
		"Studied: children, adolescents, young adults, adults, middle-aged, 65 and over.",
		"Numbers: eight weeks ✓.",
		"Studied: young adults, adults, middle-aged, 65 and over, 80 and over.",
	}
	if diff := cmp.Diff(want, notes); diff != "" {
		t.Errorf("notes (-want +got):\n%s", diff)
	}
	if !strings.Contains(built.pages["method/index.html"], "1 g and 1000 mg") {
		t.Error("the method page does not say when numbers agree")
	}
}
