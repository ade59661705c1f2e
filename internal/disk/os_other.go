//go:build !linux

package disk

import "os"

const nonblock = 0

func exchange(a, b string) error { return swap(a, b) }

// lockDir only opens the folder: these systems have no lock that a killed
// process cannot leave behind.
func lockDir(dir string) (*os.File, error) { return os.Open(dir) }
