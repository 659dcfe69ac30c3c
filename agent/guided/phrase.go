package guided

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"luonnos/tools/plan"
)

//go:embed phrases/*.yaml
var phraseFiles embed.FS

// phrases reads the embedded phrases once.
var phrases = sync.OnceValue(func() map[string]plan.Text {
	all, err := readPhrases(phraseFiles)
	if err != nil {
		panic("guided: phrases: " + err.Error())
	}
	return all
})

func readPhrases(files fs.FS) (map[string]plan.Text, error) {
	all := map[string]plan.Text{}
	names, err := fs.Glob(files, "phrases/*.yaml")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		dec := yaml.NewDecoder(bytes.NewReader(data))
		dec.KnownFields(true)
		if err := dec.Decode(&all); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return all, nil
}

// say is the phrase key in lang; fill names the words in braces and what stands for
// them, in turn.
func say(key string, lang plan.Lang, fill ...string) string {
	text, ok := phrases()[key]
	if !ok {
		panic("guided: no such phrase: " + key)
	}
	s := text.In(lang)
	for i := 0; i+1 < len(fill); i += 2 {
		s = strings.ReplaceAll(s, "{"+fill[i]+"}", fill[i+1])
	}
	return s
}

// list joins words as the language does: "a, b and c".
func list(items []string, lang plan.Lang) string {
	switch len(items) {
	case 0:
		return ""
	case 1:
		return items[0]
	}
	last := len(items) - 1
	before := strings.Join(items[:last], ", ")
	if strings.Contains(items[last-1], ",") {
		before += ","
	}
	return before + " " + say("and", lang) + " " + items[last]
}
