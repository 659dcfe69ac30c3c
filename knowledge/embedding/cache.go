package embedding

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"math"
	"os"
	"path/filepath"
)

// cache keeps vectors in a folder, by the hash of the fingerprint and the text.
// So vectors of another model are never found, and are made anew. Without a
// folder it keeps nothing.
type cache struct{ dir string }

func (c cache) file(fingerprint, text string) string {
	sum := sha256.Sum256([]byte(fingerprint + "\x00" + text))
	name := hex.EncodeToString(sum[:])
	return filepath.Join(c.dir, name[:2], name)
}

// get returns the vector of a text, nil when it is not kept.
func (c cache) get(fingerprint, text string) []float32 {
	if c.dir == "" {
		return nil
	}
	raw, err := os.ReadFile(c.file(fingerprint, text))
	if err != nil || len(raw) == 0 || len(raw)%4 != 0 {
		return nil
	}
	v := make([]float32, len(raw)/4)
	for i := range v {
		v[i] = math.Float32frombits(binary.LittleEndian.Uint32(raw[4*i:]))
	}
	return v
}

// put keeps the vector of a text, whole or not at all.
func (c cache) put(fingerprint, text string, v []float32) error {
	if c.dir == "" {
		return nil
	}
	var raw []byte
	for _, x := range v {
		raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(x))
	}
	path := c.file(fingerprint, text)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return err
	}
	_, err = f.Write(raw)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}
