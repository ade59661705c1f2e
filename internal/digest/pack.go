package digest

import (
	"bytes"
	"compress/flate"
	"io"
	"sync"

	"stet/internal/pack"
)

// A Packed is a reading in few bytes, without its body: what has to be kept of
// an article to match it again when the library changes.
type Packed []byte

// Pack packs r. A reading of an article of 9 kB takes some 2 kB.
func Pack(r Reading) Packed {
	r.Body = nil
	p := packers.Get().(*packer)
	defer packers.Put(p)
	p.plain = pack.Append(p.plain[:0], r)
	p.packed.Reset()
	p.deflate.Reset(&p.packed)
	// A buffer takes whatever it is given.
	p.deflate.Write(p.plain)
	p.deflate.Close()
	return bytes.Clone(p.packed.Bytes())
}

// Reading is the reading that was packed. Its texts share one piece of memory.
func (packed Packed) Reading() Reading {
	p := packers.Get().(*packer)
	defer packers.Put(p)
	p.source.Reset(packed)
	if err := p.inflate.(flate.Resetter).Reset(&p.source, nil); err != nil {
		panic("digest: " + err.Error())
	}
	p.unpacked.Reset()
	if _, err := io.Copy(&p.unpacked, p.inflate); err != nil {
		panic("digest: a packed reading is damaged: " + err.Error())
	}
	var r Reading
	if _, err := pack.Read(p.unpacked.String(), &r); err != nil {
		panic("digest: " + err.Error())
	}
	return r
}

// A packer holds what packing and unpacking work with, half a megabyte.
type packer struct {
	plain    []byte
	packed   bytes.Buffer
	deflate  *flate.Writer
	source   bytes.Reader
	unpacked bytes.Buffer
	inflate  io.ReadCloser
}

var packers = sync.Pool{New: func() any {
	w, err := flate.NewWriter(nil, flate.BestSpeed)
	if err != nil {
		panic("digest: " + err.Error())
	}
	return &packer{deflate: w, inflate: flate.NewReader(bytes.NewReader(nil))}
}}
