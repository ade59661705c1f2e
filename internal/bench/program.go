package bench

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
)

// Program is the path of the stet that is measured: the one that is named, or
// else one that is built in dir.
func Program(ctx context.Context, dir, named string) (string, error) {
	if named != "" {
		return filepath.Abs(named)
	}
	path := filepath.Join(dir, "stet")
	if runtime.GOOS == "windows" {
		path += ".exe"
	}
	if out, err := exec.CommandContext(ctx, "go", "build", "-trimpath", "-o", path, "stet/cmd/stet").CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build stet/cmd/stet: %w\n%s", err, out)
	}
	return path, nil
}

// Sizes reads how many articles the sites have that are measured: "1000,10000".
func Sizes(list string) ([]int, error) {
	var sizes []int
	for s := range strings.SplitSeq(list, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(s))
		if err != nil || n < 1 {
			return nil, fmt.Errorf("-articles: %q is not a number of articles", s)
		}
		sizes = append(sizes, n)
	}
	return sizes, nil
}
