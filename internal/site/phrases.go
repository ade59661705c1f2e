package site

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"stet/internal/source"
	"stet/internal/yaml"
)

// phrases are the words of the interface, by the keys under which words.yaml
// has them: "callout.warning". What the rules and verdicts of an audit say is
// not among them.
type phrases map[string]string

// phrasesName is their file in templates/.
const phrasesName = "words.yaml"

// loadPhrases reads the words of several layers. The last has all of them;
// others may have any of those.
func loadPhrases(layers []fs.FS) (phrases, error) {
	all := phrases{}
	for i, layer := range slices.Backward(layers) {
		texts, err := layered(templatesDir, []fs.FS{layer}, func(name string) bool { return name == phrasesName })
		if err != nil {
			return nil, err
		}
		text, ok := texts[phrasesName]
		if !ok {
			continue
		}
		if err := all.read(source.NewFile(templatesDir+phrasesName, []byte(text)), i == len(layers)-1); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// read adds the words of one file; where it is not the first, no others than
// are known.
func (p phrases) read(f *source.File, first bool) error {
	root, err := yaml.Parse(f, yaml.Limits{Bytes: 1 << 20})
	if err != nil || root == nil {
		return err
	}
	d := yaml.Decoder{File: f}
	known := slices.Sorted(maps.Keys(p))
	for group, words := range root.Fields() {
		if words.Kind != yaml.Mapping {
			d.Errorf(group, "there is no group of words %q%s", group.Value, yaml.DidYouMean(group.Value, p.groups()))
		}
		for name, n := range words.Fields() {
			key, text := group.Value+"."+name.Value, d.String(n, name.Value)
			was, there := p[key]
			switch {
			case !first && !there:
				d.Errorf(name, "there are no words %q%s", key, yaml.DidYouMean(key, known))
			case !first && places(was) != places(text):
				d.Errorf(n, "%s: %q puts in %s where stet's own puts in %s", key, text, places(text), places(was))
			default:
				p[key] = text
			}
		}
	}
	return d.Err()
}

// groups are the first parts of the keys, "callout" of "callout.dose".
func (p phrases) groups() []string {
	var groups []string
	for key := range p {
		group, _, _ := strings.Cut(key, ".")
		groups = append(groups, group)
	}
	slices.Sort(groups)
	return slices.Compact(groups)
}

// places are what a phrase puts in, such as "{1} {2}", in order.
func places(phrase string) string {
	var found []string
	for n := 1; n <= 9; n++ {
		if place := fmt.Sprintf("{%d}", n); strings.Contains(phrase, place) {
			found = append(found, place)
		}
	}
	if found == nil {
		return "nothing"
	}
	return strings.Join(found, " ")
}

// say gives the words of a key with args put in. The keys of templates are
// checked when a theme is loaded; those of the program have a test.
func (p phrases) say(key string, args ...any) (string, error) {
	text, ok := p[key]
	if !ok {
		return "", fmt.Errorf("there are no words %q in words.yaml", key)
	}
	for i, arg := range args {
		text = strings.ReplaceAll(text, fmt.Sprintf("{%d}", i+1), fmt.Sprint(arg))
	}
	return text, nil
}

// of is say for keys that are known to be there.
func (p phrases) of(key string, args ...any) string {
	text, _ := p.say(key, args...)
	return text
}
