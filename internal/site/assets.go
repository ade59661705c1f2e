package site

import (
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// assets are the files of a theme that are published as they are. Stylesheets,
// scripts and the icon carry a digest of their content in their names, so
// that they can be cached for good; all others, which articles and
// stylesheets may name, keep theirs.
type assets struct {
	names map[string]string // published name, by the file's
	sums  map[string]string // of scripts and stylesheets, as the attribute integrity has them, by the file's name
	files []Page            // sorted by file name
	sizes map[string]size   // of pictures, by published name
}

// iconName is the site's icon, a vector drawing.
const iconName = "icon.svg"

// loadAssets reads the files of several layers, the first that has one wins.
func loadAssets(layers []fs.FS, min *minifier) (assets, error) {
	texts, err := layered(assetsDir, layers, func(name string) bool { return !isHidden(name) && !isLeftover(name) && path.Ext(name) != ".go" })
	if err != nil {
		return assets{}, err
	}
	a := assets{names: map[string]string{}, sums: map[string]string{}, sizes: map[string]size{}}
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		b := min.asset(name, []byte(texts[name]))
		published := name
		if hasSum(name) {
			published = summed(name, b)
		}
		if slices.Contains(pictureExts, strings.ToLower(path.Ext(name))) {
			a.sizes[published] = sizeOf(b)
		}
		if ext := path.Ext(name); ext == ".css" || ext == ".js" {
			sum := sha512.Sum384(b)
			a.sums[name] = "sha384-" + base64.StdEncoding.EncodeToString(sum[:])
		}
		a.names[name] = published
		a.files = append(a.files, Page{Path: published, Data: b})
	}
	return a, nil
}

// Asset is the file of the theme that is published at a path, if there is one.
func (t *Theme) Asset(path string) (Page, bool) {
	i := slices.IndexFunc(t.assets.files, func(p Page) bool { return p.Path == path })
	if i < 0 {
		return Page{}, false
	}
	return t.assets.files[i], true
}

// summed is the name of a file with a digest of its content in it.
func summed(name string, b []byte) string {
	sum := sha256.Sum256(b)
	ext := path.Ext(name)
	return strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:4]) + ext
}

// hasSum reports whether a file is published with a digest in its name.
func hasSum(name string) bool {
	ext := path.Ext(name)
	return ext == ".css" || ext == ".js" || name == iconName
}

// isHidden reports whether a path has a part that starts with a dot; only
// ".well-known" is meant for the world.
func isHidden(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") && part != ".well-known" {
			return true
		}
	}
	return false
}

// isLeftover reports whether a file is one that editors write beside the one
// that is edited, and forget when they are killed.
func isLeftover(name string) bool {
	base := path.Base(name)
	return strings.HasSuffix(base, "~") || strings.HasSuffix(base, ".bck") || strings.Contains(base, "___jb_") ||
		strings.HasPrefix(base, "#") && strings.HasSuffix(base, "#")
}

// url is the published name of a file, for templates: {{asset "stet.css"}}.
func (a assets) url(name string) (string, error) {
	if published, ok := a.names[name]; ok {
		return published, nil
	}
	return "", fmt.Errorf("no file %q in static/; there are %s", name, strings.Join(slices.Sorted(maps.Keys(a.names)), ", "))
}

// integrity is what a browser holds a stylesheet or script to, for templates:
// integrity="{{integrity "stet.css"}}".
func (a assets) integrity(name string) (string, error) {
	if sum, ok := a.sums[name]; ok {
		return sum, nil
	}
	return "", fmt.Errorf("no stylesheet or script %q in static/; there are %s", name, strings.Join(slices.Sorted(maps.Keys(a.sums)), ", "))
}
