//go:build !linux

package disk

import "os"

func exchange(a, b string) error { return swap(a, b) }

func keepAttributes(string, *os.File) {}
