package tools

import (
	"embed"
	"io/fs"
	"path"
	"strings"
)

//go:embed docs/*.md
var docFiles embed.FS

// docs holds what a model is told about each tool, by the tool's name.
var docs = readDocs()

func readDocs() map[string]string {
	names, err := fs.Glob(docFiles, "docs/*.md")
	if err != nil {
		panic("tools: " + err.Error())
	}
	texts := make(map[string]string, len(names))
	for _, name := range names {
		data, err := fs.ReadFile(docFiles, name)
		if err != nil {
			panic("tools: " + err.Error())
		}
		texts[strings.TrimSuffix(path.Base(name), ".md")] = strings.TrimSpace(string(data))
	}
	return texts
}
