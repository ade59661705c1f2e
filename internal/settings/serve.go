package settings

import (
	"slices"
	"strings"

	"stet/internal/yaml"
)

// Serve is how the preview is reached, and what it links to.
type Serve struct {
	AllowedHosts []string // names beside localhost by which browsers may ask for it, in lower case, without ports
	Editor       string   // the name of one of editors, or an address with {file}, {line} and {column}; "" for no links
}

// editors are the addresses by which editors open a file at a place.
var editors = map[string]string{
	"vscode":   "vscode://file/{file}:{line}:{column}",
	"vscodium": "vscodium://file/{file}:{line}:{column}",
	"cursor":   "cursor://file/{file}:{line}:{column}",
	"zed":      "zed://file/{file}:{line}:{column}",
	"idea":     "idea://open?file={file}&line={line}&column={column}",
	"textmate": "txmt://open?url=file://{file}&line={line}&column={column}",
}

var serveKeys = []string{"allowed_hosts", "editor"}

func (p *parser) serve(n *yaml.Node) {
	for name, v := range p.Fields(n, "serve", serveKeys) {
		switch name {
		case "allowed_hosts":
			p.s.Serve.AllowedHosts = p.hosts(v)
		case "editor":
			p.s.Serve.Editor = p.String(v, name)
			if v.Kind == yaml.Scalar && p.s.Serve.Editor != "" {
				if _, err := EditorLink(p.s.Serve.Editor); err != "" {
					p.Errorf(v, "editor: %s", err)
				}
			}
		}
	}
}

func (p *parser) hosts(n *yaml.Node) []string {
	var hosts []string
	items := p.List(n, "allowed_hosts")
	for i := range items {
		host := p.String(&items[i], "allowed_hosts")
		if items[i].Kind == yaml.Scalar && !IsHost(host) {
			p.Errorf(&items[i], "allowed_hosts: %q is not the name or number of a host, as preview.example.org is, without a port", host)
		}
		hosts = append(hosts, strings.ToLower(host))
	}
	return hosts
}

// IsHost reports whether s can be the name of a host, or the number of one in
// the form that addresses have: "192.168.1.20", "[fd00::1]".
func IsHost(s string) bool {
	if inner, ok := strings.CutPrefix(s, "["); ok {
		inner, ok = strings.CutSuffix(inner, "]")
		return ok && inner != "" && strings.Trim(strings.ToLower(inner), "0123456789abcdef:.") == ""
	}
	for part := range strings.SplitSeq(strings.ToLower(s), ".") {
		if part == "" || strings.Trim(part, "abcdefghijklmnopqrstuvwxyz0123456789-_") != "" {
			return false
		}
	}
	return true
}

// EditorLink is the address with {file}, {line} and {column} that editor stands
// for; problem says why there is none, and is "" otherwise.
func EditorLink(editor string) (link, problem string) {
	if link, ok := editors[editor]; ok {
		return link, ""
	}
	scheme, _, isLink := strings.Cut(editor, ":")
	switch {
	case !isLink:
		names := make([]string, 0, len(editors))
		for name := range editors {
			names = append(names, name)
		}
		slices.Sort(names)
		return "", `"` + editor + `" is none of ` + strings.Join(names, ", ") + "; for another editor write its address, with {file}, {line} and {column}"
	case scheme == "" || strings.Trim(strings.ToLower(scheme), "abcdefghijklmnopqrstuvwxyz0123456789+.-") != "" ||
		slices.Contains([]string{"javascript", "data", "vbscript", "blob", "file", "about"}, strings.ToLower(scheme)):
		return "", `"` + editor + `" is no address of an editor`
	case !strings.Contains(editor, "{file}"):
		return "", `"` + editor + `" has no {file} in it`
	}
	return editor, ""
}
