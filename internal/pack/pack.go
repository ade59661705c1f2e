// Package pack writes plain data as bytes, and reads it back: what caches hold.
//
// Nothing in the bytes says what they are. Who reads them has to know that they
// were written by the same program for the same type.
package pack

import (
	"encoding/binary"
	"errors"
	"fmt"
	"reflect"
)

// Append writes v behind b: numbers as varints, what has a length behind it. The
// length of a slice counts from 1, so that nil is told from none. Fields that
// are not exported are left out. v must hold no maps, channels or interfaces,
// and of functions and pointers to itself none but nil.
func Append(b []byte, v any) []byte { return appendValue(b, reflect.ValueOf(v)) }

func appendValue(b []byte, v reflect.Value) []byte {
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
		return appendSlice(b, v)
	case reflect.Array:
		for i := range v.Len() {
			b = appendValue(b, v.Index(i))
		}
		return b
	case reflect.Pointer:
		if v.IsNil() {
			return append(b, 0)
		}
		return appendValue(append(b, 1), v.Elem())
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Field(i); f.CanInterface() { // exported
				b = appendValue(b, f)
			}
		}
		return b
	case reflect.Func:
		if v.IsNil() {
			return b
		}
	}
	panic(notPlain(v))
}

func appendSlice(b []byte, v reflect.Value) []byte {
	if v.IsNil() {
		return append(b, 0)
	}
	b = binary.AppendUvarint(b, uint64(v.Len())+1)
	if v.Type().Elem().Kind() == reflect.Uint8 {
		return append(b, v.Bytes()...)
	}
	for i := range v.Len() {
		b = appendValue(b, v.Index(i))
	}
	return b
}

func notPlain(v reflect.Value) string {
	return fmt.Sprintf("pack: there is a %s, and this is for plain data", v.Type())
}

// ErrDamaged says that bytes are not what Append has written for that type.
var ErrDamaged = errors.New("packed data is damaged")

// Read reads into v, a pointer to a zero value, what Append has written at the
// start of text, and gives what is behind it. The strings that it reads are
// pieces of text.
func Read(text string, v any) (rest string, err error) {
	u := unpacker{rest: text}
	u.value(reflect.ValueOf(v).Elem())
	if u.bad {
		return "", ErrDamaged
	}
	return u.rest, nil
}

type unpacker struct {
	rest string
	bad  bool // and what has been read since is nothing
}

func (u *unpacker) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(u.text(1) == "\x01")
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		n := u.number()
		v.SetInt(int64(n>>1) ^ -int64(n&1)) // as binary.Varint
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(u.number())
	case reflect.String:
		v.SetString(u.text(u.number()))
	case reflect.Slice:
		u.slice(v)
	case reflect.Array:
		for i := range v.Len() {
			u.value(v.Index(i))
		}
	case reflect.Pointer:
		if u.text(1) == "\x01" {
			v.Set(reflect.New(v.Type().Elem()))
			u.value(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Field(i); f.CanSet() { // exported
				u.value(f)
			}
		}
	case reflect.Func:
	default:
		panic(notPlain(v))
	}
}

func (u *unpacker) slice(v reflect.Value) {
	n := u.number()
	if n == 0 {
		return
	}
	elem := v.Type().Elem()
	if elem.Kind() == reflect.Uint8 {
		v.SetBytes([]byte(u.text(n - 1)))
		return
	}
	least := 1 // bytes of an element, so that no length makes more room than text can fill
	if elem.Kind() == reflect.Struct {
		least = max(1, elem.NumField()/2)
	}
	if n-1 > uint64(len(u.rest)/least) {
		u.bad = true
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), int(n-1), int(n-1)))
	for i := range int(n - 1) {
		if u.bad {
			return
		}
		u.value(v.Index(i))
	}
}

func (u *unpacker) text(n uint64) string {
	if n > uint64(len(u.rest)) {
		u.bad, u.rest = true, ""
		return ""
	}
	s := u.rest[:n]
	u.rest = u.rest[n:]
	return s
}

// number is binary.Uvarint for a string.
func (u *unpacker) number() uint64 {
	var n uint64
	for i := range min(len(u.rest), binary.MaxVarintLen64) {
		c := u.rest[i]
		n |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			u.rest = u.rest[i+1:]
			return n
		}
	}
	u.bad, u.rest = true, ""
	return 0
}
