package site

import (
	"iter"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A redirect is an old address of an article.
type redirect struct {
	from  string // file: "old/index.html"
	old   string // as visited: "old/"
	entry int
}

// aliasOf reads an alias as front matter writes it, "/old/path/" or
// "old.html", as a file below the site's root; "" if it is none.
func aliasOf(alias string) (file, address string) {
	alias, _, _ = strings.Cut(alias, "#")
	alias, _, _ = strings.Cut(alias, "?")
	clean := strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(alias, `\`, "/")), "/")
	if clean == "" || isHidden(clean) || strings.ContainsAny(clean, ":*\"<>|?#") || !utf8.ValidString(clean) ||
		strings.ContainsFunc(clean, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) {
		return "", ""
	}
	if ext := path.Ext(clean); ext == ".html" || ext == ".htm" {
		return clean, clean
	}
	return clean + "/index.html", clean + "/"
}

// redirects are the usable aliases of all articles, in the order of paths, each
// address once: case does not tell two apart, as some servers and disks do not.
func (s *Site) redirects() (list []redirect) {
	seen := map[string]bool{}
	for i := range s.entries {
		for _, alias := range s.entries[i].Meta.Aliases {
			file, old := aliasOf(alias)
			name := strings.ToLower(file)
			if file == "" || seen[name] || s.pages().owner(file) != s.entries[i].Path || strings.EqualFold(old, s.entries[i].URL) {
				continue
			}
			seen[name] = true
			list = append(list, redirect{file, old, i})
		}
	}
	return list
}

// maxLost is how many addresses are told of.
const maxLost = 20

// Lost are the addresses of articles among files that a site no longer has, the
// first of them: those that readers may have kept. The pages of lists are not
// among them, nor are those of references, whose addresses follow the library.
func Lost(gone []string) (addresses []string) {
	for _, file := range gone {
		address, isPage := strings.CutSuffix(file, "/index.html")
		isList := slices.ContainsFunc(topicKinds, func(k *topicKind) bool { return k.folder == address })
		if isPage && !isList && !strings.Contains(address, "/") && !strings.HasPrefix(address, "review-") && len(addresses) < maxLost {
			addresses = append(addresses, address+"/")
		}
	}
	return addresses
}

// Files that list redirects, where there are any.
const (
	redirectsFile = "_redirects"        // for hosts that read it, as Netlify and Cloudflare do
	nginxMap      = "_redirects.nginx"  // for a map of nginx
	apacheMap     = "_redirects.apache" // for a RewriteMap of Apache
)

// redirectPages lead from old addresses to new ones on hosts that know nothing
// of redirects; the lists do so on others.
func (s *Site) redirectPages() iter.Seq[sheet] {
	return func(yield func(sheet) bool) {
		list := s.redirects()
		if len(list) > 0 {
			for _, made := range []sheet{
				file(redirectsFile, func() Page { return s.redirectTable(list) }),
				file(nginxMap, func() Page { return s.nginxMap(list) }),
				file(apacheMap, func() Page { return s.apacheMap(list) }),
			} {
				if !yield(made) {
					return
				}
			}
		}
		for _, r := range list {
			if !yield(s.sheet(r.from, "redirect.html", func() framed { return s.redirect(r) })) {
				return
			}
		}
	}
}

func (s *Site) redirect(r redirect) *RedirectView {
	e := s.entries[r.entry]
	v := &RedirectView{Common: s.frame.common("redirect", r.from, e.Title)}
	v.Target = v.Root + e.URL
	v.Canonical = s.frame.absolute(e.URL)
	return v
}

// redirectTable is the same for hosts that read a _redirects file.
func (s *Site) redirectTable(list []redirect) Page {
	root := s.frame.rootPath()
	var b strings.Builder
	for _, r := range list {
		b.WriteString(root + r.old + " " + root + s.entries[r.entry].URL + " 301\n")
	}
	return Page{Path: redirectsFile, Data: []byte(b.String())}
}

// nginxMap is the same for a map block, whose variable is then the new address.
// nginx compares decoded addresses without regard to case. Old addresses are
// quoted; of new ones nothing is left that would have to be, not even the sign
// of a variable.
func (s *Site) nginxMap(list []redirect) Page {
	root := s.frame.rootPath()
	var b strings.Builder
	b.WriteString("# map_hash_bucket_size 512;\n# map $uri $moved { include " + nginxMap + "; }\n# server { if ($moved) { return 301 $moved; } }\n")
	quote := strings.NewReplacer(`\`, `\\`, `"`, `\"`)
	for _, r := range list {
		b.WriteString(`"` + quote.Replace(unescaped(root)+r.old) + `" "` + escaped(root, s.entries[r.entry].URL) + "\";\n")
	}
	return Page{Path: nginxMap, Data: []byte(b.String())}
}

// apacheMap is the same for a RewriteMap of text, whose keys are decoded
// addresses. A key cannot have white space: no alias has any, and where the base
// URL does there is no such map.
func (s *Site) apacheMap(list []redirect) Page {
	root := s.frame.rootPath()
	if strings.ContainsFunc(unescaped(root), unicode.IsSpace) {
		return Page{Path: apacheMap, Data: []byte("# The base URL has white space, which no key of a RewriteMap can have.\n")}
	}
	var b strings.Builder
	b.WriteString("# RewriteMap moved \"txt:" + apacheMap + "\"\n# RewriteCond \"${moved:%{REQUEST_URI}}\" \"^(/.+)$\"\n# RewriteRule ^ \"%1\" [R=301,L,NE]\n")
	for _, r := range list {
		b.WriteString(unescaped(root) + r.old + " " + escaped(root, s.entries[r.entry].URL) + "\n")
	}
	return Page{Path: apacheMap, Data: []byte(b.String())}
}

// escaped is an address below root with all but letters, digits, "-", ".", "_",
// "~" and "/" in percent signs.
func escaped(root, address string) string {
	parts := strings.Split(unescaped(root)+address, "/")
	for i, part := range parts {
		parts[i] = strings.ReplaceAll(url.QueryEscape(part), "+", "%20")
	}
	return strings.Join(parts, "/")
}
