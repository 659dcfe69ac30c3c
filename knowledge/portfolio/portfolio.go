// Package portfolio holds the solution portfolio (ratkaisuportfolio, memo
// chapter 9): what others have done, with sourced figures, and finds what
// resembles an applicant's reform.
//
// The files *.yaml hold 69 solutions compiled from public pages in 2026, in our
// own words. Every figure keeps its kind, source and period. Only effects that
// were measured or reported are shown as results ([Result.Shown]); cautionary
// solutions teach by what went wrong. Nothing here ranks applicants: figures of
// different organisations are set side by side, each with its own reservations.
package portfolio

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"slices"

	"luonnos/knowledge"
)

//go:embed *.yaml
var seedFiles embed.FS

// Seed returns the embedded solutions.
func Seed() ([]Solution, error) {
	names, err := fs.Glob(seedFiles, "*.yaml")
	if err != nil {
		return nil, fmt.Errorf("list solutions: %w", err)
	}
	var all []Solution
	for _, name := range names {
		raw, err := seedFiles.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read solutions: %w", err)
		}
		solutions, err := Parse(name, raw)
		if err != nil {
			return nil, fmt.Errorf("read solutions: %w", err)
		}
		all = append(all, solutions...)
	}
	return all, nil
}

// Embedded makes the portfolio of the embedded solutions.
func Embedded() (*Portfolio, error) {
	solutions, err := Seed()
	if err != nil {
		return nil, err
	}
	return New(solutions)
}

// Portfolio finds solutions. It is read only after it is made, so that any
// number of goroutines may use it.
type Portfolio struct {
	solutions []Solution
	by        map[string]int // id to its place
	index     *knowledge.Index
}

// New makes a portfolio. It refuses ids used twice and links to solutions that
// are not there.
func New(solutions []Solution) (*Portfolio, error) {
	p := &Portfolio{solutions: solutions, by: map[string]int{}}
	passages := make([]knowledge.Passage, len(solutions))
	for i := range solutions {
		s := &solutions[i]
		if _, twice := p.by[s.ID]; twice {
			return nil, fmt.Errorf("solution %s is there twice", s.ID)
		}
		p.by[s.ID] = i
		passages[i] = passage(s)
	}
	for _, s := range solutions {
		for _, id := range s.Links {
			if _, ok := p.by[id]; !ok {
				return nil, fmt.Errorf("solution %s links to %s, which is not there", s.ID, id)
			}
		}
	}
	var err error
	if p.index, err = knowledge.New(passages); err != nil {
		return nil, fmt.Errorf("index solutions: %w", err)
	}
	return p, nil
}

// passage is what of a solution is searched.
func passage(s *Solution) knowledge.Passage {
	names := func(lang string) string {
		out := s.Organisation + " " + Sector(s.Sector).In(lang) + " " + Country(s.Country).In(lang)
		for _, t := range s.Technologies {
			out += " " + Technology(t).In(lang)
		}
		return out
	}
	text := func(lang string) string {
		return s.Problem.In(lang) + " " + s.Solution.In(lang) + " " + s.Lesson.In(lang)
	}
	p := knowledge.Passage{
		ID: s.ID, Section: "portfolio", Title: s.Title, Words: say(names("fi"), names("sv"), names("en")),
		Text: say(text("fi"), text("sv"), text("en")), Source: s.Source.URL,
	}
	for _, indicator := range s.Indicators {
		p.Terms = append(p.Terms, labels().Terms[indicator])
	}
	return p
}

// Solutions returns all solutions in their order. They are shared: do not change
// them.
func (p *Portfolio) Solutions() []Solution { return p.solutions }

// Find returns the solution of an id, nil when there is none.
func (p *Portfolio) Find(id string) *Solution {
	if i, ok := p.by[id]; ok {
		return &p.solutions[i]
	}
	return nil
}

// Query is what a reform is about. Any part may be empty.
type Query struct {
	Text       string   // the target, in the applicant's words
	Sector     string   // of the portfolio: municipality, state, …
	Indicators []string // of annex 1, by the portfolio's ids
}

// Match is a solution that resembles the query.
type Match struct {
	Solution   *Solution
	Score      float64 // 0 to 1
	SameSector bool
	Indicators []string // that both have
	Words      []string // of the solution that answer to the query's text
}

// Shares of a match's score, and the least score that is a resemblance.
const (
	shareText       = 0.55
	shareIndicators = 0.3
	shareSector     = 0.15
	minScore        = 0.1
	fullScore       = 0.4 // of a text that is much the same
)

// Search returns the n solutions that resemble the query most, best first. A
// sector alone finds nothing: most solutions are of one or two.
func (p *Portfolio) Search(q Query, lang string, n int) []Match {
	texts := map[string]knowledge.Hit{}
	for _, h := range p.index.Search(q.Text, lang, len(p.solutions)).Hits {
		texts[h.Passage.ID] = h
	}
	var all []Match
	for i := range p.solutions {
		s := &p.solutions[i]
		m := Match{Solution: s, SameSector: q.Sector != "" && s.Sector == q.Sector, Words: texts[s.ID].Matched}
		for _, indicator := range q.Indicators {
			if slices.Contains(s.Indicators, indicator) && !slices.Contains(m.Indicators, indicator) {
				m.Indicators = append(m.Indicators, indicator)
			}
		}
		if h := texts[s.ID]; h.Parts.Words+h.Parts.Terms > 0 {
			m.Score = shareText * min(1, h.Score/fullScore)
		}
		if len(q.Indicators) > 0 {
			m.Score += shareIndicators * float64(len(m.Indicators)) / float64(len(q.Indicators))
		}
		if m.Score < minScore {
			continue
		}
		if m.SameSector {
			m.Score += shareSector
		}
		all = append(all, m)
	}
	slices.SortStableFunc(all, func(a, b Match) int { return cmp.Compare(b.Score, a.Score) })
	return all[:max(0, min(n, len(all)))]
}

// Indicators returns the indicators of annex 1 that a text names, such as the
// name of an applicant's own indicator.
func (p *Portfolio) Indicators(text, lang string) []string {
	var out []string
	for _, said := range p.index.Said(text, lang) {
		for indicator, term := range labels().Terms {
			if term == said {
				out = append(out, indicator)
			}
		}
	}
	return out
}

// Peer is a result of a solution to set beside an applicant's indicator.
type Peer struct {
	Solution *Solution
	Result   Result
}

// Peers returns the results that measure an indicator, those of the given
// sector first and then the better known ones.
func (p *Portfolio) Peers(indicator, sector string) []Peer {
	var out []Peer
	for i := range p.solutions {
		for _, r := range p.solutions[i].Shown() {
			if r.Indicator == indicator && indicator != "" {
				out = append(out, Peer{&p.solutions[i], r})
			}
		}
	}
	order := func(peer Peer) int {
		rank := slices.Index([]string{"high", "medium", "low"}, peer.Solution.Confidence)
		if peer.Solution.Sector != sector {
			rank += 3
		}
		return rank
	}
	slices.SortStableFunc(out, func(a, b Peer) int { return order(a) - order(b) })
	return out
}

// Link (kytkös) joins a solution to another.
type Link struct {
	Solution     *Solution
	Stated       bool     // one of the two names the other
	Technologies []string // that both use
	Indicators   []string // that both aim at
}

// minShared is how many technologies and indicators two solutions share at
// least to be linked without saying so.
const minShared = 4

// Links returns the solutions joined to one, the stated links first and then
// those that share most.
func (p *Portfolio) Links(id string) []Link {
	s := p.Find(id)
	if s == nil {
		return nil
	}
	var out []Link
	for i := range p.solutions {
		o := &p.solutions[i]
		if o == s {
			continue
		}
		l := Link{
			Solution: o, Stated: slices.Contains(s.Links, o.ID) || slices.Contains(o.Links, s.ID),
			Technologies: common(s.Technologies, o.Technologies), Indicators: common(s.Indicators, o.Indicators),
		}
		if l.Stated || len(l.Technologies) > 0 && len(l.Technologies)+len(l.Indicators) >= minShared {
			out = append(out, l)
		}
	}
	weight := func(l Link) int {
		n := len(l.Technologies) + len(l.Indicators)
		if l.Stated {
			n += 100
		}
		return n
	}
	slices.SortStableFunc(out, func(a, b Link) int { return weight(b) - weight(a) })
	return out
}

func common(a, b []string) []string {
	var out []string
	for _, x := range a {
		if slices.Contains(b, x) {
			out = append(out, x)
		}
	}
	return out
}
