package knowledge

import (
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"
)

func TestSearchFindsTheSection(t *testing.T) {
	x := memoIndex(t)
	tests := []struct{ query, lang, section string }{
		{"Mikä on arvovirta?", "fi", "4"},
		{"MIKA ON ARVOVIRTA", "fi", "4"},
		{"Mikä on keppi hevos hanke?", "fi", "2"},
		{"Mitä eroa on porttimallilla ja OKR:llä?", "fi", "5"},
		{"Montako avainmittaria valitaan?", "fi", "2"},
		{"Miten prioriteetti-indeksi lasketaan?", "fi", "3.2"},
		{"Vad betyder kriticitet 5 enligt promemorian?", "sv", "3.2"},
		{"Vad är en värdeström?", "sv", "4"},
		{"Vem äger upphandlingsavtalen i ansvarsmatrisen?", "sv", "3.1"},
		{"Hur mäts användbarhet och kundens smidighet (CES)?", "sv", "liite1"},
		{"What is the difference between gate model and OKR?", "en", "5"},
		{"What is the productivity paradox?", "en", "1.3"},
		{"How long is a batch?", "en", "4"},
		{"What does criticality five mean?", "en", "3.2"},
	}
	for _, test := range tests {
		r := x.Search(test.query, "", 2)
		if r.Lang != test.lang {
			t.Errorf("%s: read in %q, want %q", test.query, r.Lang, test.lang)
		}
		if !r.Answerable {
			t.Errorf("%s: not answered, confidence %.2f", test.query, r.Confidence)
		}
		if len(r.Hits) != 2 || !slices.Contains(sectionsOf(r.Hits), test.section) {
			t.Errorf("%s: found %v, want section %s", test.query, sectionsOf(r.Hits), test.section)
		}
	}
}

func TestSearchDeclines(t *testing.T) {
	x := memoIndex(t)
	for _, query := range []string{
		"Milloin seuraava hakukierros sulkeutuu?", "Millainen sää huomenna on?", "Mikä on vaihteen puhelinnumero?",
		"Kan du boka ett möte med Sitra åt mig?", "Vilket parti borde jag rösta på?", "Hur mycket pengar kan man få?",
		"Write me a poem about the sea", "Who won the football match?", "How do I reset my password?",
		"", "?!", "mikä se on", "xyzzy plugh", "и что теперь",
	} {
		if r := x.Search(query, "", 2); r.Answerable {
			t.Errorf("%q: answered by %s with confidence %.2f", query, r.Hits[0].Passage.ID, r.Confidence)
		}
	}
}

// A level of a scale is found by its number, in figures or in words.
func TestSearchFindsTheLevelOfAScale(t *testing.T) {
	x := memoIndex(t)
	for query, id := range map[string]string{
		"Mitä kriittisyys 5 tarkoittaa?":     "m32-kriittisyys5",
		"mitä kriittisyystaso viisi on":      "m32-kriittisyys5",
		"Mitä maturiteetti kolme tarkoittaa": "m32-maturiteetti3",
		"Vad betyder mognad 2?":              "m32-maturiteetti2",
		"What does maturity level 4 mean?":   "m32-maturiteetti4",
	} {
		if r := x.Search(query, "", 1); len(r.Hits) != 1 || r.Hits[0].Passage.ID != id {
			t.Errorf("%s: found %v, want %s", query, r.Hits, id)
		}
	}
}

// The asker's language and the language to answer in may differ.
func TestSearchShowsHitsInTheLanguageAskedFor(t *testing.T) {
	x := memoIndex(t)
	r := x.Search("Vad är en värdeström?", "fi", 1)
	if r.Lang != "sv" || len(r.Hits) != 1 || r.Hits[0].Lang != "fi" {
		t.Fatalf("read in %q, shown as %+v, want sv shown in fi", r.Lang, r.Hits)
	}
	hit := r.Hits[0]
	if hit.Title() != "Arvovirta" || hit.Label() != "luku 4" || !strings.HasPrefix(hit.Text(), "Arvovirta ") {
		t.Errorf("hit is %q, %q: %q", hit.Title(), hit.Label(), hit.Text())
	}
	if !slices.Contains(hit.Matched, "arvovirta") {
		t.Errorf("matched %q, want arvovirta", hit.Matched)
	}
}

func TestSearchBounds(t *testing.T) {
	x := memoIndex(t)
	all := x.Search("avainmittari", "fi", 1000)
	if len(all.Hits) == 0 || len(all.Hits) > len(x.Passages()) {
		t.Fatalf("%d hits of %d passages", len(all.Hits), len(x.Passages()))
	}
	for i, h := range all.Hits {
		if sum := h.Parts.Words + h.Parts.Terms + h.Parts.Grams + h.Parts.Vector; sum != h.Score || h.Score <= 0 || h.Score > 1 {
			t.Errorf("score %v of parts %+v", h.Score, h.Parts)
		}
		if i > 0 && h.Score > all.Hits[i-1].Score {
			t.Error("hits are not best first")
		}
	}
	if r := x.Search("avainmittari", "fi", 0); len(r.Hits) != 0 {
		t.Errorf("asked for no hits, got %d", len(r.Hits))
	}
	if two := x.Search("avainmittari", "fi", 2); !reflect.DeepEqual(two.Hits, all.Hits[:2]) {
		t.Error("the best two differ with the number asked for")
	}
}

func TestSearchIsTheSameFromManyGoroutines(t *testing.T) {
	x := memoIndex(t)
	want := x.Search("Kuka päättää etenemisestä?", "", 3)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if got := x.Search("Kuka päättää etenemisestä?", "", 3); !reflect.DeepEqual(got, want) {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
	group.Wait()
	again := memoIndex(t).Search("Kuka päättää etenemisestä?", "", 3)
	for i, h := range again.Hits {
		if h.Passage.ID != want.Hits[i].Passage.ID || h.Score != want.Hits[i].Score {
			t.Errorf("a second index finds %s, the first %s", h.Passage.ID, want.Hits[i].Passage.ID)
		}
	}
}

func FuzzSearch(f *testing.F) {
	x, err := Memo()
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{"Mikä on arvovirta?", "-", "a-b-c-", "\u00ad\u0308", "\xff\xfe", "5–6", strings.Repeat("mittari-", 300), "İstanbul ẞ ﷺ"} {
		f.Add(seed, "")
		f.Add(seed, "sv")
	}
	f.Fuzz(func(t *testing.T, query, lang string) {
		r := x.Search(query, lang, 3)
		if r.Confidence < 0 || r.Confidence > 1 || len(r.Hits) > 3 || r.Answerable && len(r.Hits) == 0 {
			t.Errorf("%q: %+v", query, r)
		}
		for _, h := range r.Hits {
			for _, w := range h.Matched {
				if !utf8.ValidString(w) {
					t.Errorf("%q: matched %q", query, w)
				}
			}
		}
	})
}
