package ncbi

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"time"

	"stet/internal/cite"
	"stet/internal/disk"
)

// A Cache keeps records as they were fetched, abstracts included, so that they
// can be read, and compared again soon, without asking PubMed. It is bounded,
// and may be deleted at any time. What is damaged in it is thrown away. No
// verdict depends on it.
type Cache struct{ files *disk.Store }

// Limits of a cache.
const (
	maxCached  = 20_000   // records
	maxEntry   = 16 << 20 // bytes of one, packed
	cacheMagic = "stet-record/1"
)

// OpenCache is the cache in dir, which need not exist yet.
func OpenCache(dir string) *Cache { return &Cache{disk.NewStore(dir, maxCached)} }

// Record is the record of pmid as it was fetched last, nil if it is not there.
// An entry that is damaged counts as not there and is removed.
func (c *Cache) Record(pmid cite.PMID) (*Record, error) {
	entry, err := c.files.Read(name(pmid), maxEntry)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	r, err := readEntry(entry)
	if err != nil || r.PMID != pmid {
		return nil, c.files.Remove(name(pmid))
	}
	return r, nil
}

// add keeps a record.
func (c *Cache) add(r *Record) error {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(r.XML); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	head := fmt.Sprintf("%s %s %s", cacheMagic, r.PMID, r.Fetched.UTC().Format(time.RFC3339))
	return c.files.Write(name(r.PMID), fmt.Appendf(nil, "%s %s\n%s", head, sum(head, b.Bytes()), b.Bytes()))
}

func name(pmid cite.PMID) string { return string(pmid) + ".xml" }

// sum covers all of an entry.
func sum(head string, packed []byte) string {
	h := sha256.New()
	io.WriteString(h, head+"\n")
	h.Write(packed)
	return hex.EncodeToString(h.Sum(nil))
}

var errDamaged = errors.New("damaged")

// readEntry reads what add wrote: a line with the PMID, the date and the sum of
// all, then the packed XML.
func readEntry(entry []byte) (*Record, error) {
	line, packed, ok := bytes.Cut(entry, []byte("\n"))
	i := bytes.LastIndexByte(line, ' ')
	if !ok || i < 0 || string(line[i+1:]) != sum(string(line[:i]), packed) {
		return nil, errDamaged
	}
	fields := strings.Fields(string(line[:i]))
	if len(fields) != 3 || fields[0] != cacheMagic {
		return nil, errDamaged
	}
	fetched, err := time.Parse(time.RFC3339, fields[2])
	if err != nil {
		return nil, err
	}
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(io.LimitReader(r, maxRecord))
	if err != nil {
		return nil, err
	}
	s, err := readSet(text)
	if err != nil || len(s.records) != 1 {
		return nil, errDamaged
	}
	s.records[0].Fetched = fetched
	return s.records[0], nil
}

// keep puts a fetched record into the cache. A cache that cannot be written
// costs time only, and is said once.
func (c *Client) keep(r *Record) {
	if c.opt.Cache == nil {
		return
	}
	if err := c.opt.Cache.add(r); err != nil {
		c.uncached.Do(func() { c.talk("what is fetched is not kept: %v", err) })
	}
}

// fromCache takes the fresh records among pmids from the cache, and gives the
// others.
func (c *Client) fromCache(b *batch, pmids []cite.PMID) []cite.PMID {
	if c.opt.Cache == nil || c.opt.Fresh <= 0 {
		return pmids
	}
	now := c.opt.Now()
	var others []cite.PMID
	for _, pmid := range pmids {
		r, err := c.opt.Cache.Record(pmid)
		if err != nil || r == nil || r.Fetched.After(now) || now.Sub(r.Fetched) > c.opt.Fresh {
			others = append(others, pmid)
			continue
		}
		b.records[pmid] = r
	}
	return others
}
