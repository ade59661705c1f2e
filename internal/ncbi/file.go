package ncbi

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"time"
)

// fileDeadline is how long a file may take: NLM's list of journals has 3 MB.
const fileDeadline = 2 * time.Minute

// File fetches a file that NCBI or NLM publishes, such as the list of journals,
// of at most limit bytes, whole or not at all. The address must be one of https,
// or of this computer, and a redirect must stay with its host. Nobody is told
// who asks. An error about the address itself is of no type.
func (c *Client) File(ctx context.Context, address string, limit int) ([]byte, error) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.User != nil || u.Scheme != "https" && !(u.Scheme == "http" && isLoopback(u.Hostname())) {
		return nil, fmt.Errorf("%q is no address of a file, such as https://ftp.ncbi.nih.gov/pubmed/J_Medline.txt", shownBase(address))
	}
	var file []byte
	err = c.ask(ctx, request{
		service: service{name: "a request for " + u.Path}, file: u, limit: limit, deadline: fileDeadline,
		read: func(body []byte) error { file = bytes.Clone(body); return nil },
	})
	return file, err
}
