package reading

import (
	"embed"
	"fmt"
	"sort"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"
)

//go:embed enums/*.yaml
var enumFiles embed.FS

// Match is a mention of an enumerated value.
type Match struct {
	Value      string
	Start, End int
	Score      float64 // 1 for a word of the text's language, less for a misspelling or another language
}

// Sets lists the enumerations that [Enum] knows.
func Sets() []string {
	var out []string
	for name := range enumSets() {
		out = append(out, name)
	}
	sort.Strings(out)
	return out
}

// Enum finds the values of an enumeration by their synonyms, in the order of the text. Overlapping mentions are reduced
// to the longest. The set "bool" gives "yes" and "no"; a negation makes every assent within its clause a "no".
func Enum(set, s string, lang Lang) []Match {
	return parse(s, lang).enum(set)
}

// pattern is a synonym: words, each exact or a beginning.
type pattern struct {
	value string
	words []patternWord
	lang  Lang // "" for all
	size  int  // letters, to prefer the more specific
}

type patternWord struct {
	f      string
	open   bool // a beginning
	inside bool // any part of the word, for compounds
}

func (w patternWord) matches(f string) bool {
	if w.inside {
		return len(f) <= 60 && strings.Contains(f, w.f)
	}
	if w.open {
		return strings.HasPrefix(f, w.f)
	}
	return f == w.f
}

// enumSet indexes the patterns of one enumeration by the first byte of their first word.
type enumSet struct {
	byStart map[byte][]*pattern
	inside  []*pattern // for compounds, tried last
}

var enumSets = sync.OnceValue(func() map[string]*enumSet {
	sets := map[string]*enumSet{}
	entries, err := enumFiles.ReadDir("enums")
	if err != nil {
		panic(fmt.Errorf("reading: enums: %w", err))
	}
	for _, e := range entries {
		data, err := enumFiles.ReadFile("enums/" + e.Name())
		if err != nil {
			panic(fmt.Errorf("reading: enums: %w", err))
		}
		var file map[string]map[string]map[string][]string
		if err := yaml.Unmarshal(data, &file); err != nil {
			panic(fmt.Errorf("reading: %s: %w", e.Name(), err))
		}
		for name, values := range file {
			sets[name] = newEnumSet(values)
		}
	}
	return sets
})

func newEnumSet(values map[string]map[string][]string) *enumSet {
	es := &enumSet{byStart: map[byte][]*pattern{}}
	var names []string
	for v := range values {
		names = append(names, v)
	}
	sort.Strings(names)
	for _, v := range names {
		for _, lang := range []string{"fi", "sv", "en", "any"} {
			for _, p := range values[v][lang] {
				pt := parsePattern(p)
				pt.value = v
				if lang != "any" {
					pt.lang = Lang(lang)
				}
				if pt.words[0].inside {
					es.inside = append(es.inside, pt)
					continue
				}
				c := pt.words[0].f[0]
				es.byStart[c] = append(es.byStart[c], pt)
			}
		}
	}
	return es
}

func parsePattern(p string) *pattern {
	pt := &pattern{}
	for _, w := range strings.Fields(fold(p)) {
		f, open := strings.CutSuffix(w, "*")
		f, inside := strings.CutPrefix(f, "*")
		pt.words = append(pt.words, patternWord{f, open, inside})
		pt.size += len(f)
	}
	return pt
}

// hit is a match with the tokens it covers.
type hit struct {
	Match
	i, j int
	size int
}

func (d *text) enum(set string) []Match {
	es := enumSets()[set]
	if es == nil {
		return nil
	}
	var hits []hit
	for i := range d.t {
		if d.t[i].k == Punct {
			continue
		}
		if set == "data_quality" && d.gradeLetter(i) {
			hits = append(hits, hit{Match{strings.ToUpper(d.t[i].f), d.t[i].start(), d.t[i].end(), 1}, i, i + 1, 1})
			continue
		}
		found := len(hits)
		hits = d.exactHits(es, i, hits)
		if len(hits) == found && d.t[i].k == Word && len(d.t[i].f) >= 5 {
			hits = d.fuzzyHits(es, i, hits)
		}
		if len(hits) == found && d.t[i].k == Word && len(d.t[i].f) >= 8 {
			hits = d.insideHits(es, i, hits)
		}
	}
	hits = d.longest(hits)
	if set == "bool" {
		hits = d.negate(hits)
	}
	out := make([]Match, len(hits))
	for k, h := range hits {
		out[k] = h.Match
	}
	return out
}

// restMatches matches the second and further words of a pattern after token i, typing errors included. It returns the
// number of words, or 0, and the factor of the score.
func (d *text) restMatches(p *pattern, i int) (n int, near float64) {
	near = 1
	for n = 1; n < len(p.words); n++ {
		if i+n >= len(d.t) || d.t[i+n].k == Punct {
			return 0, 0
		}
		w, f := p.words[n], d.t[i+n].f
		switch {
		case w.matches(f):
		case len(w.f) >= 5 && (w.open && prefixEdit(f, w.f) || OneEdit(f, w.f)):
			near = 0.8
		default:
			return 0, 0
		}
	}
	return n, near
}

// gradeLetter reports whether token i is a class letter by itself: "laatu: B", "(C)".
func (d *text) gradeLetter(i int) bool {
	f := d.t[i].f
	if len(f) != 1 || f[0] < 'a' || f[0] > 'c' || !d.t[i].up && !d.caseless {
		return false
	}
	end := i+1 >= len(d.t) || d.t[i+1].k == Punct && !d.is(i+1, ":") && !d.is(i+1, "'")
	return end && (i == 0 || d.t[i].sp || d.t[i-1].k == Punct)
}

// exactHits appends the patterns that match at token i.
func (d *text) exactHits(es *enumSet, i int, hits []hit) []hit {
	f := d.t[i].f
	for _, p := range es.byStart[f[0]] {
		if !p.words[0].matches(f) {
			continue
		}
		score := 1.0
		if p.lang != "" && d.lang != "" && p.lang != d.lang {
			if p.size < 5 || !p.words[0].open && len(p.words) == 1 && p.size < 6 {
				continue
			}
			score = 0.7
		}
		if n, near := d.restMatches(p, i); n > 0 {
			hits = append(hits, d.hit(p, i, i+n, score*near))
		}
	}
	return hits
}

// fuzzyHits appends the patterns whose first word matches token i but for one letter.
func (d *text) fuzzyHits(es *enumSet, i int, hits []hit) []hit {
	f := d.t[i].f
	if _, number := d.cardinal(f); number {
		return hits // "kaksi" is not "karsi"
	}
	if f == "grund" {
		return hits // "på grund av" is no "grind"
	}
	swapped := f[1:2] + f[:1] + f[2:]
	for _, p := range es.byStart[f[0]] {
		if d.fuzzyWord(p, f) {
			hits = d.fuzzyHit(p, i, hits)
		}
	}
	for _, p := range es.byStart[f[1]] {
		if p.lang == d.lang && p.words[0].matches(swapped) && len(p.words[0].f) >= 5 {
			hits = d.fuzzyHit(p, i, hits)
		}
	}
	return hits
}

// insideHits appends the patterns that match a part of the compound at token i.
func (d *text) insideHits(es *enumSet, i int, hits []hit) []hit {
	for _, p := range es.inside {
		if (p.lang == "" || d.lang == "" || p.lang == d.lang) && p.words[0].matches(d.t[i].f) {
			hits = append(hits, d.hit(p, i, i+1, 0.9))
		}
	}
	return hits
}

func (d *text) fuzzyWord(p *pattern, f string) bool {
	w := p.words[0]
	if len(w.f) < 5 || p.lang != "" && d.lang != "" && p.lang != d.lang || abs(len(f)-len(w.f)) > 1 && !w.open {
		return false
	}
	if w.open {
		return len(f) >= len(w.f)-1 && prefixEdit(f, w.f)
	}
	return OneEdit(f, w.f)
}

func (d *text) fuzzyHit(p *pattern, i int, hits []hit) []hit {
	n, near := d.restMatches(p, i)
	if n == 0 {
		return hits
	}
	return append(hits, d.hit(p, i, i+n, 0.8*near))
}

func (d *text) hit(p *pattern, i, j int, score float64) hit {
	return hit{Match{p.value, d.t[i].start(), d.t[j-1].end(), score}, i, j, p.size}
}

// longest keeps, of overlapping hits, the one that covers most letters of its patterns, and
// joins neighbours of one value ("benefit realisation").
func (d *text) longest(hits []hit) []hit {
	sort.SliceStable(hits, func(a, b int) bool { return hits[a].i < hits[b].i })
	out := hits[:0]
	for _, h := range hits {
		if n := len(out); n > 0 && h.i < out[n-1].j {
			last := &out[n-1]
			if h.better(last) {
				*last = h
			}
			continue
		}
		if n := len(out); n > 0 && out[n-1].Value == h.Value && h.i-out[n-1].j <= 1 && !d.punctBetween(out[n-1].j, h.i) {
			out[n-1].End, out[n-1].j = h.End, h.j
			continue
		}
		out = append(out, h)
	}
	return out
}

func (d *text) punctBetween(i, j int) bool {
	for ; i < j; i++ {
		if d.t[i].k == Punct {
			return true
		}
	}
	return false
}

func (h *hit) better(o *hit) bool {
	if a, b := h.j-h.i, o.j-o.i; a != b {
		return a > b
	}
	if h.Score != o.Score {
		return h.Score > o.Score
	}
	return h.size > o.size
}

// negate turns every "yes" that shares its clause with a "no" into a "no".
func (d *text) negate(hits []hit) []hit {
	for k := range hits {
		if hits[k].Value != "no" {
			continue
		}
		for m := range hits {
			if hits[m].Value == "yes" && d.sameClause(hits[k], hits[m]) {
				hits[m].Value = "no"
			}
		}
	}
	return hits
}

// sameClause reports whether at most eight words and no clause mark lie between two hits.
func (d *text) sameClause(a, b hit) bool {
	if a.i > b.i {
		a, b = b, a
	}
	if b.i-a.j > 8 {
		return false
	}
	for k := a.j; k < b.i; k++ {
		if d.t[k].k == Punct {
			return false
		}
	}
	return true
}
