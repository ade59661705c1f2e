package site

import (
	"maps"
	"slices"
	"strings"

	"stet/internal/audit"
)

// addresses say which article, by path, has which file of the site. Case does
// not count, as some file systems do not tell it apart.
type addresses struct {
	owners  map[string]string // by file in lower case; "" for the site's own
	exact   map[string]string // the file's name as it is, by that in lower case
	folders map[string]string // the same, of the folders that files lie in
	twice   []conflict
}

// A conflict is a file of the site that two want.
type conflict struct {
	file   string
	first  string // path of the article that has it; "" for the site itself
	second string // path of the article that wants it too
	alias  bool   // wanted as an alias
}

func (a *addresses) claim(file, path string, alias bool) {
	name := strings.ToLower(file)
	if first, taken := a.taken(name); taken {
		if _, same := a.owners[name]; !same || first != path {
			a.twice = append(a.twice, conflict{file, first, path, alias})
		}
		return
	}
	a.add(file, path)
}

// add gives a file to its owner.
func (a *addresses) add(file, owner string) {
	name := strings.ToLower(file)
	a.owners[name] = owner
	a.exact[name] = file
	for dir := parent(name); dir != ""; dir = parent(dir) {
		if _, known := a.folders[dir]; known {
			break
		}
		a.folders[dir] = owner
	}
}

// taken is the owner of a file of that name, of files in a folder of that name,
// or of a file where the name has a folder.
func (a *addresses) taken(name string) (owner string, taken bool) {
	if owner, taken = a.owners[name]; taken {
		return owner, true
	}
	if owner, taken = a.folders[name]; taken {
		return owner, true
	}
	for dir := parent(name); dir != ""; dir = parent(dir) {
		if owner, taken = a.owners[dir]; taken {
			return owner, true
		}
	}
	return "", false
}

// parent is the folder that a slash-separated name lies in, "" for the top.
func parent(name string) string {
	i := strings.LastIndexByte(name, '/')
	return name[:max(i, 0)]
}

// owner is the article that has file.
func (a *addresses) owner(file string) string { return a.owners[strings.ToLower(file)] }

// ownFiles are what the site makes without any article.
var ownFiles = []string{"index.html", missingFile, atomFile, rssFile, jsonFeedFile, correctionsFile, "sitemap.xml", "robots.txt", "_headers", redirectsFile, nginxMap, apacheMap,
	"references/index.html", "audit/index.html", methodAddress + "index.html", searchAddress + "index.html", claimsAddress + "index.json", llmsFile, "tags/index.html", "sections/index.html", pageFolder + "/index.html"}

// assetsDir is where a site's own assets are, in findings.
const assetsDir = "static/"

// addresses gives every article its file, in the order of paths, then the
// aliases theirs, then the assets.
func (s *Site) addresses() *addresses {
	a := &addresses{owners: map[string]string{}, exact: map[string]string{}, folders: map[string]string{}}
	for _, file := range slices.Concat(ownFiles, downloadPaths()) {
		a.add(file, "")
	}
	if lib := s.frame.Library; lib != nil {
		for _, r := range lib.References {
			a.add(s.frame.referenceURL(r.Key)+"index.html", "")
		}
	}
	for _, k := range topicKinds {
		for _, t := range s.topics(k) {
			a.add(k.folder+"/"+t.slug+"/index.html", "")
		}
	}
	for i := range s.entries {
		a.claim(s.entries[i].URL+"index.html", s.entries[i].Path, false)
	}
	for i := range s.entries {
		for _, file := range s.entries[i].Files {
			a.claim(file, s.entries[i].Path, false)
		}
		for _, alias := range s.entries[i].Meta.Aliases {
			if file, _ := aliasOf(alias); file != "" {
				a.claim(file, s.entries[i].Path, true)
			}
		}
	}
	if s.frame.Theme != nil {
		names := s.frame.Theme.assets.names
		for _, name := range slices.Sorted(maps.Keys(names)) {
			a.claim(names[name], assetsDir+name, false)
		}
	}
	return a
}

// Findings are those of the site rules: duplicate addresses, broken links,
// unused references and what is wrong with the library, sorted.
func (s *Site) Findings() []audit.Finding { return slices.Clone(s.found()) }

func (s *Site) applyRules() (found []audit.Finding) {
	for _, c := range s.pages().twice {
		found = append(found, duplicateSlug(c))
	}
	if s.frame.Library != nil {
		found = append(found, audit.Library(s.frame.Library)...)
		found = append(found, s.unusedReferences()...)
	}
	found = append(found, s.brokenLinks()...)
	found = append(found, s.upkeep()...)
	found = append(found, s.missingPages()...)
	if s.frame.Theme != nil {
		found = append(found, s.frame.Theme.unused...)
	}
	slices.SortStableFunc(found, audit.Finding.Compare)
	return found
}

func duplicateSlug(c conflict) audit.Finding {
	f := audit.Found("duplicate-slug", c.second)
	address := "/" + strings.TrimSuffix(c.file, "index.html")
	other := c.first
	if other == "" {
		other = "a page of the site itself"
	}
	f.Message = "the address " + address + " is that of " + other + " as well"
	f.Hint = "give one of them another slug: in its front matter"
	if strings.HasPrefix(c.second, assetsDir) {
		f.Hint = "rename the file"
	}
	if c.alias {
		f.Message = "the alias " + address + " is an address of " + other
		f.Hint = "take it out of aliases: in the front matter"
	}
	return f
}

// usedKeys are the references that a published article leans on or lists.
func (s *Site) usedKeys() map[string]bool {
	used := map[string]bool{}
	for key, links := range s.backlinks() {
		if len(links) > 0 && s.frame.reference(key) != nil {
			used[key] = true
		}
	}
	for i := range s.entries {
		for _, key := range s.entries[i].Meta.References {
			if r := s.frame.reference(key); r != nil {
				used[r.Key] = true
			}
		}
	}
	return used
}

// unusedReferences are those that no published article leans on or lists.
func (s *Site) unusedReferences() (found []audit.Finding) {
	used := s.usedKeys()
	for _, r := range s.frame.Library.References {
		if used[r.Key] {
			continue
		}
		f := audit.Found("unused-reference", s.frame.Library.Path)
		f.Start, f.End = r.Pos, r.Pos
		f.Message = "no article uses the reference " + r.Key
		f.Hint = "cite it with [@" + r.Key + "], list it under references: of an article, or remove it"
		found = append(found, f)
	}
	return found
}
