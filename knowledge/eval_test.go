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

// TestReport prints the figures of question files, and with -v the questions
// that go wrong: go test ./knowledge -run Report -v -questions FILE,FILE.
func TestReport(t *testing.T) {
	x := memoIndex(t)
	files := []string{"testdata/questions.jsonl"}
	if *questionFiles != "" {
		files = append(files, strings.Split(*questionFiles, ",")...)
	}
	for _, path := range files {
		sets := map[string][]question{}
		for _, q := range readQuestions(t, path) {
			sets[q.Set] = append(sets[q.Set], q)
		}
		for name, set := range sets {
			f := measure(x, set, func(q question, r Result, n float64) {
				if q.Answerable && (n < 0.7 || !r.Answerable) || !q.Answerable && r.Answerable || r.Lang != q.Lang {
					top := []string{}
					for _, h := range r.Hits[:min(3, len(r.Hits))] {
						top = append(top, h.Passage.ID)
					}
					t.Logf("%s %s ndcg %.2f conf %.2f %s: %s %v want %v", q.ID, q.Lang, n, r.Confidence, r.Lang, q.Question, top, q.grades())
				}
			})
			t.Logf("%s %q: %d questions, nDCG@10 %.3f, hit@1 %.3f, hit@2 %.3f, AUROC %.3f, answered %.3f, refused %.3f",
				path, name, f.questions, f.ndcg, f.hit1, f.hit2, f.auroc, f.answered, f.refused)
		}
	}
}
