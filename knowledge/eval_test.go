package knowledge

import (
	"bufio"
	"encoding/json"
	"flag"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
)

var questionFiles = flag.String("questions", "", "report on these question files (comma between), of the shape of the public set")

// question is one line of a question file: of ours, with the sections that
// answer it and others that do in part, or of the public set, with passages.
type question struct {
	ID, Set, Lang, Question string
	Answerable              bool
	Sections, Also          []string
	Relevant                []struct {
		Section string
		Grade   int
	}
}

// grades gives what each section is worth. The three summaries are one.
func (q *question) grades() map[string]int {
	grades := map[string]int{}
	raise := func(section string, grade int) {
		if section == "sammanfattning" || section == "summary" {
			section = "tiivistelma"
		}
		grades[section] = max(grades[section], grade)
	}
	for _, s := range q.Sections {
		raise(s, 2)
	}
	for _, s := range q.Also {
		raise(s, 1)
	}
	for _, r := range q.Relevant {
		raise(r.Section, r.Grade)
	}
	return grades
}

func readQuestions(t *testing.T, path string) []question {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []question
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if len(lines.Bytes()) == 0 {
			continue
		}
		var q question
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		all = append(all, q)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// figures are the means over a set of questions.
type figures struct {
	questions         int
	ndcg, hit1, hit2  float64 // by section, over the answerable ones
	auroc             float64 // of the confidence
	answered, refused float64 // shares of answerable and other questions judged right
}

func measure(x *Index, questions []question, report func(q question, r Result, ndcg float64)) figures {
	var f figures
	var yes, no []float64
	for _, q := range questions {
		r := x.Search(q.Question, "", 60)
		f.questions++
		if !q.Answerable {
			no = append(no, r.Confidence)
			if !r.Answerable {
				f.refused++
			}
			report(q, r, 0)
			continue
		}
		yes = append(yes, r.Confidence)
		if r.Answerable {
			f.answered++
		}
		grades := q.grades()
		sections := sectionsOf(r.Hits)
		n := ndcg(sections, grades)
		f.ndcg += n
		for i, s := range sections[:min(2, len(sections))] {
			if grades[s] < 2 {
				continue
			}
			if i == 0 {
				f.hit1++
			}
			f.hit2++
			break
		}
		report(q, r, n)
	}
	f.ndcg /= float64(len(yes))
	f.hit1 /= float64(len(yes))
	f.hit2 /= float64(len(yes))
	f.answered /= float64(len(yes))
	f.refused /= float64(len(no))
	f.auroc = auroc(yes, no)
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

// ndcg is the nDCG@10 of a ranking of sections.
func ndcg(sections []string, grades map[string]int) float64 {
	gain := func(i, grade int) float64 { return float64(grade) / math.Log2(float64(i+2)) }
	got, ideal := 0.0, 0.0
	for i, s := range sections[:min(10, len(sections))] {
		got += gain(i, grades[s])
	}
	var best []int
	for _, g := range grades {
		best = append(best, g)
	}
	slices.Sort(best)
	slices.Reverse(best)
	for i, g := range best[:min(10, len(best))] {
		ideal += gain(i, g)
	}
	return got / ideal
}

// auroc is the chance that an answerable question has the greater confidence.
func auroc(yes, no []float64) float64 {
	sum := 0.0
	for _, y := range yes {
		for _, n := range no {
			switch {
			case y > n:
				sum++
			case y == n:
				sum += 0.5
			}
		}
	}
	return sum / float64(len(yes)*len(no))
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
	f := measure(x, ours, func(question, Result, float64) {})
	for name, figure := range map[string]struct{ got, goal float64 }{
		"nDCG@10 by section":      {f.ndcg, 0.88},
		"section within two hits": {f.hit2, 0.92},
		"AUROC of the confidence": {f.auroc, 0.94},
		"share answered":          {f.answered, 0.90},
		"share refused":           {f.refused, 0.80},
	} {
		if figure.got < figure.goal {
			t.Errorf("%s is %.3f, less than %.2f", name, figure.got, figure.goal)
		}
	}
}

// report logs the figures of each set of a file and the questions of it that go
// wrong.
func report(t *testing.T, x *Index, path string, questions []question) {
	t.Helper()
	sets := map[string][]question{}
	for _, q := range questions {
		sets[q.Set] = append(sets[q.Set], q)
	}
	for name, set := range sets {
		f := measure(x, set, func(q question, r Result, n float64) {
			if q.Answerable && n >= 0.7 && r.Answerable || !q.Answerable && !r.Answerable {
				return
			}
			var top []string
			for _, h := range r.Hits[:min(3, len(r.Hits))] {
				top = append(top, h.Passage.ID)
			}
			t.Logf("%s %s nDCG %.2f confidence %.2f: %s %v, want %v", q.ID, r.Lang, n, r.Confidence, q.Question, top, q.grades())
		})
		t.Logf("%s %q: %d questions, nDCG@10 %.3f, hit@1 %.3f, hit@2 %.3f, AUROC %.3f, answered %.3f, refused %.3f",
			path, name, f.questions, f.ndcg, f.hit1, f.hit2, f.auroc, f.answered, f.refused)
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
