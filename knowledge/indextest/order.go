package indextest

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"luonnos/knowledge"
	"luonnos/knowledge/library"
)

// testSameOrder holds that searches in the place find what an index in memory
// finds, in the same order, without and with vectors, before and after a change.
func testSameOrder(t *testing.T, open Open) {
	e := hashed(t)
	here, there := open(t, e)
	dir := t.TempDir()
	var kept library.Content
	for _, name := range []string{"a-b.md", "a.md", "z.md", "a.md"} { // the last is a new version
		ingested(t, here, write(t, dir, name, corpus(name, len(kept.Documents))))
		kept = content(t, there)
		want, err := kept.Index()
		if err != nil {
			t.Fatal(err)
		}
		got := index(t, there)
		compare(t, got, want, 0)
		vectors, err := there.Vectors(t.Context(), got)
		if err != nil {
			t.Fatal(err)
		}
		for _, weight := range []float64{0.1, 1} {
			inMemory, err := want.WithVectors(t.Context(), e, weight)
			if err != nil {
				t.Fatal(err)
			}
			compare(t, got.With(e, vectors, weight), inMemory, rounding)
		}
	}
}

// corpus is a document in three languages of many passages that resemble each
// other.
func corpus(name string, version int) string {
	things := []string{"hakemus", "lasku", "arvovirta", "mittari", "läpimenoaika", "ansökan", "faktura", "värdeström", "application", "invoice", "value stream", "lead time"}
	frames := []string{
		"Vaihe %d: %s käsitellään, ja %s siirtyy seuraavaan jonoon asiakkaan odottaessa vastausta.",
		"Steg %d: %s behandlas och %s går vidare till följande kö medan kunden väntar på svar.",
		"Step %d: the %s is handled and the %s moves to the next queue while the customer waits.",
	}
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n", name)
	for i := range 40 {
		frame := frames[i*len(frames)/40]
		fmt.Fprintf(&b, "\n## Osa %d\n\n"+frame+"\n", i, i+version, things[(i*7+version)%len(things)], things[(i*5+len(name))%len(things)])
	}
	return b.String()
}

// queries are in every language, with and without an answer, one with a typo.
var queries = []struct{ text, lang string }{
	{"Miten hakemus käsitellään?", ""}, {"Mihin lasku siirtyy vaiheessa 7?", "sv"}, {"läpimenoajan mittari", "fi"}, {"arvovrita", "fi"},
	{"Hur behandlas en faktura?", ""}, {"Vad är en värdeström?", "fi"}, {"Where does the invoice go?", "en"}, {"customer waits", ""},
	{"Kuka päättää etenemisestä?", ""}, {"xyzzy", ""}, {"", ""},
}

// rounding is what the order of adding may do to a score with vectors of 32 bit
// numbers.
const rounding = 1e-5

// compare searches both. Scores may differ by the tolerance; passages whose scores
// differ by no more have no order.
func compare(t *testing.T, got, want *knowledge.Index, tolerance float64) {
	t.Helper()
	const depth = 200
	for _, q := range queries {
		g, w := got.Search(q.text, q.lang, depth), want.Search(q.text, q.lang, depth)
		if len(g.Hits) != len(w.Hits) || g.Answerable != w.Answerable || g.Lang != w.Lang {
			t.Errorf("%q: %d hits in %q, answered %v, want %d in %q, %v", q.text, len(g.Hits), g.Lang, g.Answerable, len(w.Hits), w.Lang, w.Answerable)
			continue
		}
		for i, h := range g.Hits {
			v := w.Hits[i]
			if math.Abs(h.Score-v.Score) > tolerance || h.Passage.ID != v.Passage.ID && !tied(w.Hits, h, tolerance) {
				t.Errorf("%q: place %d has %s (%v), want %s (%v)", q.text, i+1, h.Passage.ID, h.Score, v.Passage.ID, v.Score)
				break
			}
		}
	}
}

// tied reports whether a hit is among the others with about the same score.
func tied(others []knowledge.Hit, h knowledge.Hit, tolerance float64) bool {
	for _, o := range others {
		if o.Passage.ID == h.Passage.ID {
			return math.Abs(o.Score-h.Score) <= tolerance
		}
	}
	return false
}
