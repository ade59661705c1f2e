package project

import (
	"crypto/sha256"
	"errors"
	"os"
	"path/filepath"

	"stet/internal/audit"
	"stet/internal/disk"
	"stet/internal/source"
)

// HistoryName is the file in the folder of a project that has a line for each day
// on which an audit was recorded.
const HistoryName = "stet-history.jsonl"

// historyLimit bounds it, in bytes: some eighty years of days.
const historyLimit = 4 << 20

// readHistory reads the recorded days, if there are any.
func (p *Project) readHistory() error {
	path := filepath.Join(p.Dir, HistoryName)
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return nil
	}
	f, err := ReadFile(path, historyLimit)
	if err != nil {
		return err
	}
	p.history = file{path, sha256.Sum256(f.Bytes)}
	p.History, err = audit.ReadHistory(f)
	return err
}

// Record writes the result of an audit of the whole site as that of a day.
func (p *Project) Record(r audit.Result, on source.Date) (path string, err error) {
	path = filepath.Join(p.Dir, HistoryName)
	err = disk.Update(path, historyLimit, func(old []byte) ([]byte, error) {
		var days []audit.Day
		if len(old) > 0 {
			var err error
			if days, err = audit.ReadHistory(source.NewFile(filepath.ToSlash(path), old)); err != nil {
				return nil, err
			}
		}
		return audit.WriteHistory(audit.Record(days, r, on))
	})
	return path, err
}
