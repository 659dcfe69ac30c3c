package guided

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

//go:embed cues/*.yaml
var cueFiles embed.FS

// mode says where a cue stands in relation to what it announces.
type mode uint8

const (
	lead mode = iota // the value follows: "tavoite on"
	tail             // the value goes before: "som mål"
	sign             // the words are themselves part of the value or only hint at it
)

// cue is one entry of the cue files: the words that announce a field, a topic or
// a speech act.
type cue struct {
	name   string // "kpis.target", "topic.raci", "act.undo"
	mode   mode
	weight int
}

// cueEntry is a cue as written in the files: patterns separated by commas.
type cueEntry struct {
	Cue    string    `yaml:"cue"`
	Weight int       `yaml:"weight"` // of the topic vote; 2 when not given
	Lead   plan.Text `yaml:"lead"`
	Tail   plan.Text `yaml:"tail"`
	Sign   plan.Text `yaml:"sign"`
}

// rule is a pattern with its cue.
type rule struct {
	pattern
	cue *cue
}

// lexicon holds the patterns of one language by the first letters of their first
// word.
type lexicon struct {
	heads map[string][]rule // first two letters, or the mark itself
	loose []rule            // patterns that begin with a word ending
}

// lexicons reads the embedded cue files once. A broken file is a programmer's
// error and ends the program at start-up; a test reads them too.
var lexicons = sync.OnceValue(func() map[plan.Lang]*lexicon {
	l, err := readCues(cueFiles)
	if err != nil {
		panic("guided: cues: " + err.Error())
	}
	return l
})

func readCues(files fs.FS) (map[plan.Lang]*lexicon, error) {
	all := map[plan.Lang]*lexicon{}
	for _, lang := range plan.Langs {
		all[lang] = &lexicon{heads: map[string][]rule{}}
	}
	names, err := fs.Glob(files, "cues/*.yaml")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		var entries []cueEntry
		dec := yaml.NewDecoder(bytes.NewReader(data))
		dec.KnownFields(true)
		if err := dec.Decode(&entries); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for _, e := range entries {
			if err := addEntry(all, &e); err != nil {
				return nil, fmt.Errorf("%s: %s: %w", name, e.Cue, err)
			}
		}
	}
	return all, nil
}

func addEntry(all map[plan.Lang]*lexicon, e *cueEntry) error {
	if e.Weight == 0 {
		e.Weight = 2
	}
	for m, list := range []*plan.Text{&e.Lead, &e.Tail, &e.Sign} {
		c := &cue{name: e.Cue, mode: mode(m), weight: e.Weight}
		for _, lang := range plan.Langs {
			for s := range strings.SplitSeq(list.In(lang), ",") {
				if strings.TrimSpace(s) == "" {
					continue
				}
				for _, one := range expand(s) {
					p, err := parsePattern(one, reading.Fold)
					if err != nil {
						return err
					}
					all[lang].add(rule{p, c})
				}
			}
		}
	}
	return nil
}

// expand writes a pattern out for each alternative of several words ("in~charge").
func expand(s string) []string {
	for w := range strings.FieldsSeq(s) {
		if !strings.Contains(w, "~") {
			continue
		}
		var all []string
		var single []string
		for alt := range strings.SplitSeq(w, "|") {
			if strings.Contains(alt, "~") {
				all = append(all, expand(strings.Replace(s, w, strings.ReplaceAll(alt, "~", " "), 1))...)
			} else {
				single = append(single, alt)
			}
		}
		if len(single) > 0 {
			all = append(all, expand(strings.Replace(s, w, strings.Join(single, "|"), 1))...)
		}
		return all
	}
	return []string{s}
}

func (l *lexicon) add(r rule) {
	for _, e := range r.elems {
		for _, alt := range e.alts {
			if alt.suffix {
				l.loose = append(l.loose, r)
				return
			}
			key := headKey(alt.text)
			if !slices.ContainsFunc(l.heads[key], func(x rule) bool { return x.cue == r.cue && samePattern(x.pattern, r.pattern) }) {
				l.heads[key] = append(l.heads[key], r)
			}
		}
		if !e.optional {
			return
		}
	}
}

func samePattern(a, b pattern) bool {
	return &a.elems[0] == &b.elems[0]
}

func headKey(s string) string {
	if len(s) > 2 {
		return s[:2]
	}
	return s
}

// hit is a cue found in a message.
type hit struct {
	*cue
	span
}

// leaf is the last part of the cue's name.
func (h hit) leaf() string {
	if k := strings.LastIndexByte(h.name, '.'); k >= 0 {
		return h.name[k+1:]
	}
	return h.name
}
