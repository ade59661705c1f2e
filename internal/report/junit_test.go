package report_test

import (
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"stet/internal/audit"
	"stet/internal/report"
)

// A node is an element of an XML document.
type node struct {
	name     string
	attrs    map[string]string
	children []*node
	text     string
}

func (n *node) child(name string) *node {
	i := slices.IndexFunc(n.children, func(c *node) bool { return c.name == name })
	if i < 0 {
		return nil
	}
	return n.children[i]
}

func (n *node) number(t *testing.T, attr string) int {
	v, err := strconv.Atoi(n.attrs[attr])
	if err != nil || v < 0 {
		t.Errorf("<%s %s=%q> is no count", n.name, attr, n.attrs[attr])
	}
	return v
}

// junitParts is the form of a JUnit report as CI systems document it
// (github.com/testmoapp/junitxml): which attributes an element has, which it must
// have, and what it may hold.
var junitParts = map[string]struct{ must, may, children []string }{
	"testsuites": {[]string{"tests", "failures"}, []string{"name", "errors", "skipped", "assertions", "time", "timestamp"}, []string{"testsuite"}},
	"testsuite":  {[]string{"name", "tests", "failures"}, []string{"errors", "skipped", "assertions", "time", "timestamp", "file"}, []string{"properties", "system-out", "system-err", "testcase"}},
	"testcase":   {[]string{"name", "classname"}, []string{"assertions", "time", "file", "line"}, []string{"skipped", "failure", "error", "properties", "system-out", "system-err"}},
	"skipped":    {nil, []string{"message"}, nil},
	"failure":    {nil, []string{"message", "type"}, nil},
	"system-out": {nil, nil, nil},
}

// junitOf is a JUnit report, held to its form and to its own counts.
func junitOf(t *testing.T, b []byte) *node {
	t.Helper()
	root := xmlOf(t, b)
	if root.name != "testsuites" {
		t.Fatalf("the root is <%s>", root.name)
	}
	junitCheck(t, root)
	var total [3]int
	for _, suite := range root.children {
		own := [3]int{}
		for _, c := range suite.children {
			own[0]++
			for i, name := range []string{"failure", "skipped"} {
				if c.child(name) != nil {
					own[i+1]++
				}
			}
			if c.child("failure") != nil && c.child("skipped") != nil {
				t.Errorf("case %s is skipped and fails", c.attrs["name"])
			}
		}
		for i, attr := range []string{"tests", "failures", "skipped"} {
			if got := suite.number(t, attr); got != own[i] {
				t.Errorf("suite %s has %s=%d, and %d of them", suite.attrs["name"], attr, got, own[i])
			}
			total[i] += own[i]
		}
	}
	for i, attr := range []string{"tests", "failures", "skipped"} {
		if got := root.number(t, attr); got != total[i] {
			t.Errorf("the report has %s=%d, and %d of them", attr, got, total[i])
		}
	}
	return root
}

func junitCheck(t *testing.T, n *node) {
	t.Helper()
	part, ok := junitParts[n.name]
	if !ok {
		t.Errorf("JUnit has no <%s>", n.name)
	}
	for _, name := range part.must {
		if n.attrs[name] == "" {
			t.Errorf("<%s> lacks %s", n.name, name)
		}
	}
	for name := range n.attrs {
		if !slices.Contains(part.must, name) && !slices.Contains(part.may, name) {
			t.Errorf("<%s> has no %s", n.name, name)
		}
	}
	for _, c := range n.children {
		if !slices.Contains(part.children, c.name) {
			t.Errorf("<%s> does not stand in <%s>", c.name, n.name)
		}
		junitCheck(t, c)
	}
}

func xmlOf(t *testing.T, b []byte) *node {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(b))
	top := &node{}
	stack := []*node{top}
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		last := stack[len(stack)-1]
		switch token := token.(type) {
		case xml.StartElement:
			n := &node{name: token.Name.Local, attrs: map[string]string{}}
			for _, a := range token.Attr {
				n.attrs[a.Name.Local] = a.Value
			}
			last.children = append(last.children, n)
			stack = append(stack, n)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			last.text += string(token)
		}
	}
	if len(top.children) != 1 {
		t.Fatalf("%d roots", len(top.children))
	}
	return top.children[0]
}

// TestJUnit holds that reports have their form whatever findings say, and that
// names do not change where a finding moves.
func TestJUnit(t *testing.T) {
	write := func(r audit.Result) *node {
		var b bytes.Buffer
		if err := report.JUnit(&b, r); err != nil {
			t.Fatal(err)
		}
		return junitOf(t, b.Bytes())
	}
	r := sample()
	r.Findings[0].Message = "bell \a, <b> & ]]> \xff \ufffe"
	nasty := write(r)
	if name := nasty.children[0].children[0].attrs["name"]; name != "error: duplicate-reference: bell \ufffd, <b> & ]]> \ufffd \ufffd" {
		t.Errorf("name %q", name)
	}
	moved := sample()
	for i := range moved.Findings {
		moved.Findings[i].Start.Line += 7
		moved.Findings[i].End.Line += 7
	}
	before, after := write(sample()), write(moved)
	for i, suite := range before.children {
		for j, c := range suite.children {
			if got := after.children[i].children[j].attrs["name"]; got != c.attrs["name"] {
				t.Errorf("%q becomes %q", c.attrs["name"], got)
			}
		}
	}
	if empty := write(audit.Result{}); empty.attrs["tests"] != "0" || len(empty.children) != 0 {
		t.Errorf("an empty report: %+v", empty)
	}
	r = sample()
	r.FailOn = ""
	if lenient := write(r); lenient.attrs["failures"] != "0" {
		t.Error("a run that nothing fails has failures")
	}
	if text := before.children[1].children[0].child("failure").text; !strings.Contains(text, "mend the year") {
		t.Errorf("a failure says %q", text)
	}
}
