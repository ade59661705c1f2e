package site

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"

	"stet/internal/audit"
	"stet/internal/source"
)

// What a site overrides was made from a built-in block as it was then. The block
// says so in a comment with a sum of it, and an audit tells when a new version
// of stet has another: the override would go on without what is new.
//
//	{{/* stet: article-tags 3f2a9c01 */}}

// A Block is a part of the built-in theme that a site may override: a block, or a
// file as a whole.
type Block struct {
	Name string // "article-tags", "article.html"
	File string // of the built-in theme
	Sum  string // 8 hex digits
	Text string // to start an own one from, with the comment
}

// Blocks are those of a theme, sorted by file, each file before what it defines.
func Blocks(builtIn fs.FS) ([]Block, error) {
	texts, err := layered(templatesDir, []fs.FS{builtIn}, isTemplate)
	if err != nil {
		return nil, err
	}
	return blocksOf(texts), nil
}

func blocksOf(texts map[string]string) (blocks []Block) {
	for _, file := range slices.Sorted(maps.Keys(texts)) {
		b := Block{Name: file, File: file, Sum: blockSum(texts[file])}
		b.Text = b.mark() + "\n" + texts[file]
		blocks = append(blocks, b)
		defined := trees(file, texts[file])
		for _, name := range slices.Sorted(maps.Keys(defined)) {
			if name == file || slices.Contains(perPage, name) {
				continue
			}
			body := defined[name].Root.String()
			b := Block{Name: name, File: file, Sum: blockSum(body)}
			b.Text = b.mark() + "\n{{define \"" + name + "\"}}" + body + "{{end}}\n"
			blocks = append(blocks, b)
		}
	}
	return blocks
}

// perPage are the templates that each page has one of: they are overridden with
// their file.
var perPage = []string{"main", "head"}

func blockSum(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:4])
}

// mark is the comment of an own block that was made from b.
func (b *Block) mark() string { return "{{/* stet: " + b.Name + " " + b.Sum + " */}}" }

// markForm is the form of such comments.
var markForm = regexp.MustCompile(`\{\{-?\s*/\*\s*stet: ([a-z][a-z.-]*) ([0-9a-f]{8})\s*\*/\s*-?\}\}`)

// stale are the templates of a site's own that were made from built-in ones which
// are others now.
func stale(texts map[string]string, own []string, blocks []Block) (found []audit.Finding) {
	for _, name := range own {
		f := source.NewFile(templatesDir+name, []byte(texts[name]))
		for _, at := range markForm.FindAllStringSubmatchIndex(texts[name], -1) {
			block, sum := texts[name][at[2]:at[3]], texts[name][at[4]:at[5]]
			i := slices.IndexFunc(blocks, func(b Block) bool { return b.Name == block })
			if i >= 0 && blocks[i].Sum == sum {
				continue
			}
			finding := audit.Found("stale-template", f.Path)
			finding.Start, finding.End = f.Position(at[0]), f.Position(at[1])
			finding.Message = fmt.Sprintf("the built-in %q is not what this was made from", block)
			finding.Hint = fmt.Sprintf("'stet theme %s' prints it as it is now: take over what is new, and the sum %s", block, sumOf(blocks, i))
			if i < 0 {
				finding.Message = fmt.Sprintf("stet has no template %q any more", block)
				finding.Hint = "'stet theme' lists those that there are"
			}
			found = append(found, finding)
		}
	}
	return found
}

func sumOf(blocks []Block, i int) string {
	if i < 0 {
		return ""
	}
	return blocks[i].Sum
}

// An Override is a built-in block that a site has its own of.
type Override struct {
	File   string // of the site's own, below templates/
	Marked bool   // it says which built-in one it was made from
	Stale  bool   // that one is another now
}

// Overrides are those of a site's own templates, by block.
func Overrides(own fs.FS, blocks []Block) (map[string]Override, error) {
	texts, err := layered(templatesDir, []fs.FS{own}, isTemplate)
	if err != nil {
		return nil, err
	}
	found := map[string]Override{}
	for _, file := range slices.Sorted(maps.Keys(texts)) {
		marks := map[string]string{}
		for _, m := range markForm.FindAllStringSubmatch(texts[file], -1) {
			marks[m[1]] = m[2]
		}
		names := append(slices.Collect(maps.Keys(trees(file, texts[file]))), path.Base(file))
		for _, b := range blocks {
			if sum, marked := marks[b.Name]; slices.Contains(names, b.Name) && (b.Name != b.File || file == b.Name) {
				found[b.Name] = Override{file, marked, marked && sum != b.Sum}
			}
		}
	}
	return found, nil
}
