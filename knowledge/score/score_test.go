package score

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"testing"
)

// The question file and the run are scored here as by the reference scorer of
// the public question set; the figures wanted are what that one prints.
const questionFile = `
{"id":"a","lang":"fi","question":"?","answerable":true,"relevant":[{"section":"1","grade":2,"quote":"Ka\u0308si|jalka"},{"section":"2","grade":1,"quote":"pää"},{"section":"2","grade":2,"quote":"PÄÄ."}]}
{"id":"b","lang":"sv","question":"?","answerable":true,"relevant":[{"section":"summary","grade":2,"quote":"huvud"}]}
{"id":"c","lang":"en","question":"?","answerable":true,"relevant":[{"section":"3","grade":2,"quote":"never"}]}
{"id":"d","lang":"en","question":"?","answerable":false,"relevant":[]}
{"id":"e","lang":"en","question":"?","answerable":false}
`

func readTestQuestions(t *testing.T) []Question {
	t.Helper()
	questions, err := ReadQuestions(strings.NewReader(questionFile))
	if err != nil {
		t.Fatal(err)
	}
	return questions
}

var testRun = Run{
	"a": {{0.9, "3", "nothing"}, {0.8, "1", "jalka ja käsi, kä-\nsi"}, {0.7, "2", "pää"}},
	"b": {{0.5, "9", strings.Repeat("ö", 1990)}, {0.4, "8", strings.Repeat("x", 900)}, {0.3, "tiivistelma", "Huvud"}},
	"d": {{0.5, "1", "what"}},
}

func TestOf(t *testing.T) {
	questions := readTestQuestions(t)
	log2 := math.Log2
	tests := map[string]struct {
		match Match
		want  Figures
	}{
		"by quote": {ByQuote, Figures{5, 3,
			((2/log2(3)+2/log2(4))/(2+2/log2(3)) + 1/log2(4)) / 3, 2.0 / 3, (0.5 + 1.0/3) / 3, 1.0 / 3, (1 + 1 + 0.5 + 1 + 0 + 0.5) / 6}},
		"by section": {BySection, Figures{5, 3,
			((2/log2(3)+2/log2(4))/(2+2/log2(3)) + 1/log2(4)) / 3, 2.0 / 3, (0.5 + 1.0/3) / 3, 1.0 / 3, (1 + 1 + 0.5 + 1 + 0 + 0.5) / 6}},
	}
	for name, test := range tests {
		got := Of(questions, testRun, test.match)
		values := func(f Figures) []float64 {
			return []float64{float64(f.Questions), float64(f.Answerable), f.NDCG, f.Recall, f.MRR, f.Hit2k, f.AUROC}
		}
		if !slices.EqualFunc(values(got), values(test.want), func(a, b float64) bool { return math.Abs(a-b) < 1e-9 }) {
			t.Errorf("%s: got %+v, want %+v", name, got, test.want)
		}
	}
}

func TestTextBeyondTheLimitDoesNotCount(t *testing.T) {
	q := Question{ID: "a", Answerable: true, Relevant: []Label{{Quote: "end", Grade: 2}}}
	for length, want := range map[int]float64{itemLimit - 3: 1, itemLimit - 2: 0} {
		if got := q.Score([]Item{{Text: strings.Repeat("x", length) + "end"}}, ByQuote); got.MRR != want {
			t.Errorf("a quote after %d characters scores %v, want %v", length, got.MRR, want)
		}
	}
}

func TestFiguresOverNothingAreNotNumbers(t *testing.T) {
	if f := Of(nil, nil, ByQuote); !math.IsNaN(f.NDCG) || !math.IsNaN(f.AUROC) {
		t.Errorf("got %+v", f)
	}
}

func TestWriteRun(t *testing.T) {
	var out bytes.Buffer
	if err := WriteRun(&out, readTestQuestions(t), Run{"a": {{0.25, "1", "two\nlines\there"}}}); err != nil {
		t.Fatal(err)
	}
	if got, want := out.String(), "a\t1\t0.25\ttwo lines here\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestReadQuestionsNamesTheLine(t *testing.T) {
	good := `{"id":"a","question":"?"}` + "\n"
	for name, test := range map[string]struct{ file, want string }{
		"no JSON":     {good + "x", "line 2"},
		"no id":       {`{"question":"?"}`, "line 1"},
		"no question": {good + "\n" + `{"id":"b"}`, "line 3"},
		"twice":       {good + good, "line 2: id a is that of line 1"},
	} {
		if _, err := ReadQuestions(strings.NewReader(test.file)); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want one that says %q", name, err, test.want)
		}
	}
}
