//go:build !linux

package disk

import (
	"io/fs"
	"os"
)

const nonblock = 0

func exchange(a, b string) error { return swap(a, b) }

// lockDir only opens the folder: these systems have no lock that a killed
// process cannot leave behind.
func lockDir(dir string) (*os.File, error) { return os.Open(dir) }

func keepAttributes(string, *os.File) {}

func links(fs.FileInfo) int { return 1 }
