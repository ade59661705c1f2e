package digest

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"io"
	"reflect"
	"sync"
)

// A Packed is a reading in few bytes, without its body: what has to be kept of
// an article to match it again when the library changes.
type Packed []byte

// Pack packs r. A reading of an article of 9 kB takes some 2 kB.
func Pack(r Reading) Packed {
	r.Body = nil
	p := packers.Get().(*packer)
	defer packers.Put(p)
	p.plain = pack(p.plain[:0], reflect.ValueOf(r))
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
	u := unpacker{p.unpacked.String()}
	u.value(reflect.ValueOf(&r).Elem())
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

// pack appends plain data to b: numbers as varints, what has a length behind
// it. The length of a slice counts from 1, so that nil is told from none.
func pack(b []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.Bool:
		if v.Bool() {
			return append(b, 1)
		}
		return append(b, 0)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return binary.AppendVarint(b, v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return binary.AppendUvarint(b, v.Uint())
	case reflect.String:
		b = binary.AppendUvarint(b, uint64(v.Len()))
		return append(b, v.String()...)
	case reflect.Slice:
		if v.IsNil() {
			return append(b, 0)
		}
		b = binary.AppendUvarint(b, uint64(v.Len())+1)
		for i := range v.Len() {
			b = pack(b, v.Index(i))
		}
		return b
	case reflect.Pointer:
		if v.IsNil() {
			return append(b, 0)
		}
		return pack(append(b, 1), v.Elem())
	case reflect.Struct:
		for i := range v.NumField() {
			b = pack(b, v.Field(i))
		}
		return b
	}
	panic(notPlain(v))
}

func notPlain(v reflect.Value) string {
	return fmt.Sprintf("digest: a reading holds a %s, and is to be plain data", v.Type())
}

// An unpacker reads what pack has written.
type unpacker struct{ rest string }

func (u *unpacker) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(u.text(1) != "\x00")
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		n := u.number()
		v.SetInt(int64(n>>1) ^ -int64(n&1)) // as binary.Varint
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(u.number())
	case reflect.String:
		v.SetString(u.text(int(u.number())))
	case reflect.Slice:
		n := int(u.number())
		if n == 0 {
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), n-1, n-1))
		for i := range n - 1 {
			u.value(v.Index(i))
		}
	case reflect.Pointer:
		if u.text(1) != "\x00" {
			v.Set(reflect.New(v.Type().Elem()))
			u.value(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			u.value(v.Field(i))
		}
	default:
		panic(notPlain(v))
	}
}

func (u *unpacker) text(n int) string {
	s := u.rest[:n]
	u.rest = u.rest[n:]
	return s
}

// number is binary.Uvarint for a string.
func (u *unpacker) number() uint64 {
	var n uint64
	for i := 0; ; i++ {
		c := u.rest[i]
		n |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			u.rest = u.rest[i+1:]
			return n
		}
	}
}
