package knowledge

import (
	"encoding/binary"
	"flag"
	"hash/fnv"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

var memoPath = flag.String("memo", "", "text of the memo to write testdata/memo.shingles from")

// shingleSize is how many words in a row may not be those of the memo.
const shingleSize = 8

const shinglesFile = "testdata/memo.shingles"

// shingles hashes every run of shingleSize words of a text: letters and figures
// only, in lower case. The memo itself can't be kept here; its hashes can.
func shingles(text string) []uint64 {
	text = strings.ToLower(norm.NFC.String(text))
	all := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	var out []uint64
	for i := 0; i+shingleSize <= len(all); i++ {
		h := fnv.New64a()
		h.Write([]byte(strings.Join(all[i:i+shingleSize], " ")))
		out = append(out, h.Sum64())
	}
	return out
}

// TestWriteShingles makes testdata/memo.shingles anew when a memo is given:
// go test ./knowledge -run WriteShingles -memo FILE. Words cut at the end of a
// line are taken both as cut and as joined.
func TestWriteShingles(t *testing.T) {
	if *memoPath == "" {
		return
	}
	raw, err := os.ReadFile(*memoPath)
	if err != nil {
		t.Fatal(err)
	}
	joined := regexp.MustCompile(`-\s*\n\s*`).ReplaceAllString(string(raw), "")
	all := slices.Concat(shingles(string(raw)), shingles(joined))
	slices.Sort(all)
	all = slices.Compact(all)
	var out []byte
	for _, h := range all {
		out = binary.LittleEndian.AppendUint64(out, h)
	}
	if err := os.WriteFile(shinglesFile, out, 0o644); err != nil {
		t.Fatal(err)
	}
}

func memoShingles(t *testing.T) map[uint64]bool {
	t.Helper()
	raw, err := os.ReadFile(shinglesFile)
	if err != nil {
		t.Fatal(err)
	}
	set := map[uint64]bool{}
	for ; len(raw) >= 8; raw = raw[8:] {
		set[binary.LittleEndian.Uint64(raw)] = true
	}
	return set
}

func TestPassagesAreInOurOwnWords(t *testing.T) {
	memo := memoShingles(t)
	if len(memo) < 5000 {
		t.Fatalf("%s holds %d shingles, fewer than the memo has", shinglesFile, len(memo))
	}
	// The memo's title page says this much, which shows that copying is seen.
	title := "Toimintamalli mitattavien tuottavuushyötyjen saavuttamiseksi ja Sitran Julkisen sektorin"
	if !memo[shingles(title)[0]] {
		t.Error("the memo's own title is not found in it")
	}
	for _, p := range memoIndex(t).Passages() {
		for _, lang := range Languages {
			for _, text := range []string{p.Title.In(lang), p.Text.In(lang), p.Words.In(lang)} {
				if slices.ContainsFunc(shingles(text), func(h uint64) bool { return memo[h] }) {
					t.Errorf("%s has %d words in a row of the memo in %s", p.ID, shingleSize, lang)
				}
			}
		}
	}
}

func TestPassagesCoverTheMemo(t *testing.T) {
	sections, tables, explained := map[string]int{}, map[string]int{}, map[string]bool{}
	passages := memoIndex(t).Passages()
	for _, p := range passages {
		sections[p.Section]++
		tables[p.Table]++
		for _, term := range p.Terms {
			explained[term] = true
		}
		if p.Source == "" {
			t.Errorf("%s has no source", p.ID)
		}
		if p.Section == Label(p.Section, "fi") {
			t.Errorf("%s: section %q has no name", p.ID, p.Section)
		}
		for _, lang := range Languages {
			if n := len(words(p.Text.In(lang))); n < 6 || n > 90 {
				t.Errorf("%s has %d words in %s", p.ID, n, lang)
			}
		}
	}
	for _, section := range []string{"0", "tiivistelma", "1", "1.1", "1.2", "1.3", "2", "3", "3.1", "3.2", "3.3", "4", "5", "6", "7", "8", "9", "liite1"} {
		if sections[section] == 0 {
			t.Errorf("no passage on section %s", section)
		}
	}
	// A table is there as a whole and row by row, except that all of table 3 is
	// in section 3.2 with its scales beside it.
	for table, rows := range map[string]int{"T1": 6, "T2": 7, "T3": 10, "T4": 6, "T5": 5} {
		if tables[table] < rows+1 {
			t.Errorf("%s has %d passages, want one for itself and %d for its rows", table, tables[table], rows)
		}
	}
	for _, term := range []string{"kpi", "raci_matrix", "maturity", "criticality", "priority_index", "quadrant", "value_stream", "batch", "decision_model", "foresight", "solution_portfolio"} {
		if !explained[term] {
			t.Errorf("no passage explains %s", term)
		}
	}
}

func TestNewRefusesPassagesThatCannotBeCited(t *testing.T) {
	text := Text{FI: "a", SV: "b", EN: "c"}
	good := Passage{ID: "p", Section: "1", Title: text, Text: text}
	with := func(change func(*Passage)) []Passage {
		p := good
		change(&p)
		return []Passage{p}
	}
	tests := map[string]struct {
		passages []Passage
		want     string
	}{
		"no id":        {with(func(p *Passage) { p.ID = "" }), "id"},
		"same id":      {[]Passage{good, good}, "used twice"},
		"no section":   {with(func(p *Passage) { p.Section = "" }), "no section"},
		"no Swedish":   {with(func(p *Passage) { p.Text.SV = "" }), "text in sv"},
		"no title":     {with(func(p *Passage) { p.Title = Text{} }), "text in fi"},
		"unknown term": {with(func(p *Passage) { p.Terms = []string{"nonsense"} }), "no term"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if _, err := New(test.passages); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one that says %q", err, test.want)
			}
		})
	}
	if _, err := New([]Passage{good}); err != nil {
		t.Errorf("a good passage is refused: %v", err)
	}
}

func TestLabel(t *testing.T) {
	tests := []struct{ section, fi, sv, en string }{
		{"3.2", "luku 3.2", "kapitel 3.2", "chapter 3.2"},
		{"8", "luku 8", "kapitel 8", "chapter 8"},
		{"liite1", "liite 1", "bilaga 1", "annex 1"},
		{"T5", "taulukko 5", "tabell 5", "table 5"},
		{"tiivistelma", "tiivistelmä", "sammanfattning", "summary"},
		{"0", "nimiösivu", "titelsidan", "title page"},
		{"Muu asiakirja", "Muu asiakirja", "Muu asiakirja", "Muu asiakirja"},
		{"3.", "3.", "3.", "3."},
	}
	for _, test := range tests {
		for lang, want := range map[string]string{"fi": test.fi, "sv": test.sv, "en": test.en, "": test.fi} {
			if got := Label(test.section, lang); got != want {
				t.Errorf("Label(%q, %q) = %q, want %q", test.section, lang, got, want)
			}
		}
	}
}
