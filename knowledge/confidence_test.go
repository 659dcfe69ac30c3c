package knowledge

import (
	"fmt"
	"testing"
)

// withDocument makes an index of the memo and another document, one passage a
// text.
func withDocument(t *testing.T, lang string, texts ...string) *Index {
	t.Helper()
	passages, err := MemoPassages()
	if err != nil {
		t.Fatal(err)
	}
	for i, text := range texts {
		p := Passage{ID: fmt.Sprint("d#", i+1), Section: "1", Source: "Ohje", Quote: Quote{Document: "d", Text: text, Lang: lang}}
		set := map[string]*Text{"title": &p.Title, "text": &p.Text}
		for field, said := range map[string]string{"title": "·", "text": text} {
			switch lang {
			case "sv":
				set[field].SV = said
			case "en":
				set[field].EN = said
			default:
				set[field].FI = said
			}
		}
		passages = append(passages, p)
	}
	x, err := New(passages)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// On what the memo is silent another document may speak, and on that only.
func TestOtherDocumentsAnswerWhereTheMemoIsSilent(t *testing.T) {
	documents := map[string]*Index{
		"fi": withDocument(t, "fi", "Kirjaston aukioloajat ovat arkisin kello 9–18.", "Matkakulut korvataan kuitin perusteella kuukauden kuluessa.",
			"Avustuksen enimmäismäärä on 40 000 euroa hanketta kohti."),
		"sv": withDocument(t, "sv", "Resekostnader ersätts mot kvitto inom en månad.", "Semester beviljas av närmaste chef.",
			"Ansökningstiden går ut den 30 april."),
		"en": withDocument(t, "en", "Travel costs are paid against a receipt within a month.", "The maximum amount of the grant is 40,000 euros.",
			"The library is closed in July."),
	}
	memo := memoIndex(t)
	for _, test := range []struct {
		lang, query, passage string // the passage that answers, "" for none
	}{
		{"fi", "Mitkä ovat kirjaston aukioloajat?", "d#1"},
		{"fi", "Korvataanko matkakulut kuitin perusteella?", "d#2"},
		{"fi", "Mikä on avustuksen enimmäismäärä?", "d#3"},
		{"fi", "Mikä on kirjaston puhelinnumero?", ""},
		{"fi", "Milloin haku sulkeutuu?", ""},
		{"fi", "Kuka on pääministeri?", ""},
		{"sv", "Ersätts resekostnader mot kvitto?", "d#1"},
		{"sv", "Vem beviljar semester?", "d#2"},
		{"sv", "När går ansökningstiden ut?", "d#3"},
		{"sv", "Vad kostar lunchen?", ""},
		{"sv", "Hur överklagar jag beslutet?", ""},
		{"en", "Are travel costs paid against a receipt?", "d#1"},
		{"en", "What is the maximum amount of the grant?", "d#2"},
		{"en", "Is the library closed in July?", "d#3"},
		{"en", "What is the library's phone number?", ""},
		{"en", "How do I reset my password?", ""},
	} {
		r := documents[test.lang].Search(test.query, "", 1)
		if test.passage == "" && r.Answerable || test.passage != "" && (!r.Answerable || r.Hits[0].Passage.ID != test.passage) {
			t.Errorf("%s: answered %v (%.2f) by %s, want %q", test.query, r.Answerable, r.Confidence, r.Hits[0].Passage.ID, test.passage)
		}
		if r := memo.Search(test.query, "", 1); r.Answerable {
			t.Errorf("%s: answered by the memo's %s", test.query, r.Hits[0].Passage.ID)
		}
	}
}
