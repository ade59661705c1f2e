package ncbi

import (
	"slices"
	"strconv"

	"stet/internal/cite"
)

// setYears takes the issue's year or years and the year of electronic
// publication.
//
// An issue's date is a Year, with a Month or a Season, or free text in
// MedlineDate: "1998 Dec-1999 Jan", "2000 Spring", "1944-1945". Every year in
// it is lawful; the first is the issue's.
func setYears(r *cite.Reference, issue *node, electronic []*node) {
	years := yearsIn(issue.at("Year").text())
	if len(years) == 0 {
		years = yearsIn(issue.at("MedlineDate").text())
	}
	if len(years) > 0 {
		r.Year = years[0]
		r.AlsoYears = years[1:]
	}
	for _, n := range electronic {
		year := yearOf(n.at("Year").text())
		switch {
		case year == 0:
		case r.Epub == 0:
			r.Epub = year
		case year != r.Epub && year != r.Year && !slices.Contains(r.AlsoYears, year):
			r.AlsoYears = append(r.AlsoYears, year)
		}
	}
	slices.Sort(r.AlsoYears)
	if len(r.AlsoYears) == 0 {
		r.AlsoYears = nil
	}
}

// yearsIn are the years in a free text, in order and without repeats.
func yearsIn(s string) []int {
	var years []int
	for i := 0; i < len(s); i++ {
		end := i
		for end < len(s) && '0' <= s[end] && s[end] <= '9' {
			end++
		}
		if year := yearOf(s[i:end]); year != 0 && !slices.Contains(years, year) {
			years = append(years, year)
		}
		i = end
	}
	return years
}

// yearOf is the year that four digits write, or 0.
func yearOf(s string) int {
	year, err := strconv.Atoi(s)
	if err != nil || len(s) != 4 || year < 1500 || year > 2200 {
		return 0
	}
	return year
}
