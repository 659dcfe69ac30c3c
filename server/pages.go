package server

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"
)

// page is one file of the chat page, ready to be sent.
type page struct {
	plain   []byte
	zipped  []byte
	kind    string // Content-Type
	version string // ETag of the content
}

// pageSet answers with the files of the chat page. Nothing in them is secret, so
// they are sent compressed, and a browser keeps them until their version changes.
type pageSet map[string]page

// newPages reads all pages. It panics when one cannot be read: they are embedded,
// and a broken one is a programmer's error.
func newPages(files fs.FS) pageSet {
	set := pageSet{}
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(files, name)
		set["/"+name] = newPage(data, contentType(name))
		return err
	})
	if err != nil {
		panic("server: pages: " + err.Error())
	}
	set["/"] = set["/index.html"]
	return set
}

func newPage(data []byte, kind string) page {
	sum := sha256.Sum256(data)
	return page{plain: data, zipped: zipped(data), kind: kind, version: `"` + hex.EncodeToString(sum[:8]) + `"`}
}

func contentType(name string) string {
	if kind := mime.TypeByExtension(path.Ext(name)); kind != "" {
		return kind
	}
	return "application/octet-stream"
}

// zipped compresses in memory, which cannot fail.
func zipped(data []byte) []byte {
	var buf bytes.Buffer
	w, _ := gzip.NewWriterLevel(&buf, gzip.BestCompression)
	w.Write(data)
	w.Close()
	return buf.Bytes()
}

// serve answers with one page.
func (s pageSet) serve(w http.ResponseWriter, r *http.Request) error {
	p, ok := s[r.URL.Path]
	if !ok {
		return refuse(codeNotFound)
	}
	p.serve(w, r)
	return nil
}

func (p page) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", p.kind)
	h.Set("Cache-Control", "no-cache")
	h.Set("Etag", p.version)
	h.Set("Vary", "Accept-Encoding")
	data := p.plain
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		data = p.zipped
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
}
