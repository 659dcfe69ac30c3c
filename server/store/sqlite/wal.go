package sqlite

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"luonnos/server/store"
)

// Layout of a write-ahead log: https://www.sqlite.org/fileformat2.html#the_write_ahead_log
const (
	walHeader   = 32
	frameHeader = 24
	walMagic    = 0x377f0682 // the lowest bit says that the sums are big-endian
)

// Tail is what stands after the last whole commit of a write-ahead log.
type Tail struct{ Bytes int64 }

// Log reads the write-ahead log beside the database at path, which a process leaves
// that was killed. SQLite takes a damaged frame for the end of the log and would lose
// all commits from there on without a word. They are on disk when another follows, so
// then it is damage: [store.ErrCorrupt]. What stands after the last whole commit is one
// that was being written, and that nobody was told of; or else, which can't be told
// apart, the very last one is damaged.
func Log(path string) (Tail, error) {
	path, err := resolve(path)
	if err != nil {
		return Tail{}, fmt.Errorf("sqlite: %w", err)
	}
	data, err := os.ReadFile(path + "-wal")
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(data) <= walHeader {
		return Tail{}, nil
	}
	if err != nil {
		return Tail{}, fmt.Errorf("sqlite: %w", err)
	}
	w := wal{data: data}
	if !w.open() {
		return Tail{}, fmt.Errorf("sqlite: %w: the head of %s-wal", store.ErrCorrupt, path)
	}
	end, committed := w.whole()
	if w.lost(end) {
		return Tail{}, fmt.Errorf("sqlite: %w: frame %d of %s-wal; later commits would be lost", store.ErrCorrupt, end+1, path)
	}
	return Tail{int64(w.current(committed)) * int64(w.frame)}, nil
}

// wal is a write-ahead log.
type wal struct {
	data  []byte
	order binary.ByteOrder
	frame int       // bytes of a frame with its page
	sum   [2]uint32 // up to the last whole frame
}

// open reads the log's head and reports whether it is whole.
func (w *wal) open() bool {
	magic := binary.BigEndian.Uint32(w.data)
	page := int(binary.BigEndian.Uint32(w.data[8:]))
	if magic&^1 != walMagic || page < 512 || page > 65536 {
		return false
	}
	w.order = binary.LittleEndian
	if magic&1 == 1 {
		w.order = binary.BigEndian
	}
	w.frame = frameHeader + page
	w.add(w.data[:24])
	return w.matches(w.data[24:])
}

// add takes more bytes into the sum.
func (w *wal) add(data []byte) {
	a, b := w.sum[0], w.sum[1]
	for ; len(data) >= 8; data = data[8:] {
		a += w.order.Uint32(data) + b
		b += w.order.Uint32(data[4:]) + a
	}
	w.sum = [2]uint32{a, b}
}

func (w *wal) matches(data []byte) bool {
	return w.sum == [2]uint32{binary.BigEndian.Uint32(data), binary.BigEndian.Uint32(data[4:])}
}

// at is frame i, nil when the file ends before its end.
func (w *wal) at(i int) []byte {
	from := walHeader + i*w.frame
	if from+w.frame > len(w.data) {
		return nil
	}
	return w.data[from : from+w.frame]
}

// fresh reports whether a frame was written since the log began anew: it has the salt
// of the head.
func (w *wal) fresh(f []byte) bool { return string(f[8:16]) == string(w.data[16:24]) }

// commits reports whether a frame is the last of a commit.
func commits(f []byte) bool { return binary.BigEndian.Uint32(f[4:]) != 0 }

// whole counts the frames up to the first that is not whole, and those up to the last
// commit among them.
func (w *wal) whole() (end, committed int) {
	for f := w.at(0); f != nil && w.fresh(f); f = w.at(end) {
		w.add(f[:8])
		w.add(f[frameHeader:])
		if !w.matches(f[16:]) {
			break
		}
		end++
		if commits(f) {
			committed = end
		}
	}
	return end, committed
}

// lost reports whether a commit ends at or after frame i, and another has begun after
// it.
func (w *wal) lost(i int) bool {
	ended := false
	for f := w.at(i); f != nil; f = w.at(i) {
		if w.fresh(f) && ended {
			return true
		}
		ended = ended || w.fresh(f) && commits(f)
		i++
	}
	return false
}

// current counts the frames from frame i up to the last that was written since the log
// began anew.
func (w *wal) current(i int) (n int) {
	for j := i; w.at(j) != nil; j++ {
		if w.fresh(w.at(j)) {
			n = j + 1 - i
		}
	}
	return n
}
