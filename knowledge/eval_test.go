package knowledge

import (
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"luonnos/knowledge/score"
)

var questionFiles = flag.String("questions", "", "report on these question files (comma between), of the shape of the public set")

func readQuestions(t *testing.T, path string) []score.Question {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := score.ReadQuestions(f)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return all
}

// figures are those of a set of questions, by section.
type figures struct {
	score.Figures
	hit1, hit2        float64 // a section that answers among the first one and two
	answered, refused float64 // shares of answerable and other questions judged right
}

func measure(x *Index, questions []score.Question, report func(q score.Question, r Result, ndcg float64)) figures {
	run := score.Run{}
	var f figures
	for _, q := range questions {
		r := x.Search(q.Question, "", 60)
		for _, h := range r.Hits {
			run[q.ID] = append(run[q.ID], score.Item{Score: r.Confidence, Section: h.Passage.Section, Text: h.Text()})
		}
		if !q.Answerable {
			if !r.Answerable {
				f.refused++
			}
			report(q, r, 0)
			continue
		}
		if r.Answerable {
			f.answered++
		}
		one := q.Score(run[q.ID], score.BySection)
		if one.MRR == 1 {
			f.hit1++
		}
		if one.MRR >= 0.5 {
			f.hit2++
		}
		report(q, r, one.NDCG)
	}
	f.Figures = score.Of(questions, run, score.BySection)
	answerable := float64(f.Answerable)
	f.hit1, f.hit2, f.answered = f.hit1/answerable, f.hit2/answerable, f.answered/answerable
	f.refused /= float64(f.Questions) - answerable
	return f
}

// sectionsOf are the sections of the hits, each once.
func sectionsOf(hits []Hit) []string {
	var out []string
	for _, h := range hits {
		if !slices.Contains(out, h.Passage.Section) {
			out = append(out, h.Passage.Section)
		}
	}
	return out
}

func memoIndex(t testing.TB) *Index {
	t.Helper()
	x, err := Memo()
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// TestFigures holds the search to its goals on our own questions, taken
// together: those it was tuned on and those it was not. With -questions it also
// reports on other files, and with -v on each set and what goes wrong there:
// go test ./knowledge -run Figures -v -questions FILE,FILE.
func TestFigures(t *testing.T) {
	x := memoIndex(t)
	ours := readQuestions(t, "testdata/questions.jsonl")
	report(t, x, "testdata/questions.jsonl", ours)
	if *questionFiles != "" {
		for path := range strings.SplitSeq(*questionFiles, ",") {
			report(t, x, path, readQuestions(t, path))
		}
	}
	f := measure(x, ours, func(score.Question, Result, float64) {})
	for name, figure := range map[string]struct{ got, goal float64 }{
		"nDCG@10 by section":      {f.NDCG, 0.88},
		"section within two hits": {f.hit2, 0.92},
		"AUROC of the confidence": {f.AUROC, 0.94},
		"share answered":          {f.answered, 0.90},
		"share refused":           {f.refused, 0.80},
	} {
		if figure.got < figure.goal {
			t.Errorf("%s is %.3f, less than %.2f", name, figure.got, figure.goal)
		}
	}
}

// Questions that avoid the memo's words are held to less.
func TestFiguresOfEverydayQuestions(t *testing.T) {
	questions := readQuestions(t, "testdata/everyday.jsonl")
	x := memoIndex(t)
	report(t, x, "testdata/everyday.jsonl", questions)
	f := measure(x, questions, func(score.Question, Result, float64) {})
	if f.NDCG < 0.70 || f.AUROC < 0.92 || f.answered < 0.9 {
		t.Errorf("nDCG@10 %.3f, AUROC %.3f, answered %.3f, want 0.70, 0.92 and 0.9", f.NDCG, f.AUROC, f.answered)
	}
}

// report logs the figures of each set of a file and the questions of it that go
// wrong.
func report(t *testing.T, x *Index, path string, questions []score.Question) {
	t.Helper()
	sets := map[string][]score.Question{}
	for _, q := range questions {
		sets[q.Set] = append(sets[q.Set], q)
	}
	for name, set := range sets {
		f := measure(x, set, func(q score.Question, r Result, n float64) {
			if q.Answerable && n >= 0.7 && r.Answerable || !q.Answerable && !r.Answerable {
				return
			}
			var top []string
			for _, h := range r.Hits[:min(3, len(r.Hits))] {
				top = append(top, h.Passage.ID)
			}
			t.Logf("%s %s nDCG %.2f confidence %.2f: %s %v, want %v", q.ID, r.Lang, n, r.Confidence, q.Question, top, q.Relevant)
		})
		t.Logf("%s %q: %d questions, nDCG@10 %.3f, hit@1 %.3f, hit@2 %.3f, AUROC %.3f, answered %.3f, refused %.3f",
			path, name, f.Questions, f.NDCG, f.hit1, f.hit2, f.AUROC, f.answered, f.refused)
	}
}

// The language of a question is read from its words.
func TestFiguresOfLanguages(t *testing.T) {
	x := memoIndex(t)
	wrong, all := 0, readQuestions(t, "testdata/questions.jsonl")
	for _, q := range all {
		if x.Search(q.Question, "", 1).Lang != q.Lang {
			wrong++
		}
	}
	if wrong > len(all)/50 {
		t.Errorf("the language of %d of %d questions is read wrong", wrong, len(all))
	}
}
