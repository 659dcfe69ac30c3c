// Package web is the chat page: plain ES modules and one style sheet, embedded
// and served as they are, without a build step.
package web

import (
	"embed"
	"io/fs"
)

//go:embed static
var files embed.FS

// Files is the root of what a browser may load: index.html and its assets.
func Files() fs.FS {
	root, err := fs.Sub(files, "static")
	if err != nil {
		panic("web: " + err.Error())
	}
	return root
}
