package portfolio

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"luonnos/knowledge"
)

// Problem is one thing wrong in a file of solutions.
type Problem struct {
	Line   int
	Reason knowledge.Text
}

// FileError lists everything that is wrong in a file of solutions.
type FileError struct {
	File     string
	Problems []Problem
}

func (e *FileError) Error() string { return e.In("en") }

// In returns the problems in the language, one a line, as FILE:LINE: REASON.
func (e *FileError) In(lang string) string {
	var lines []string
	for _, p := range e.Problems {
		lines = append(lines, fmt.Sprintf("%s:%d: %s", e.File, p.Line, p.Reason.In(lang)))
	}
	return strings.Join(lines, "\n")
}

// maxFile is the greatest size of a file of solutions in bytes.
const maxFile = 4 << 20

// Parse reads solutions from YAML: a list of solutions with the fields of
// [Solution]. Links are checked by [New], which knows all solutions. What is
// wrong is returned as *[FileError].
func Parse(file string, raw []byte) ([]Solution, error) {
	bad := &FileError{File: file}
	if len(raw) > maxFile {
		bad.Problems = []Problem{{1, say("tiedosto on liian suuri (yli 4 Mt)", "filen är för stor (över 4 MB)", "the file is too large (over 4 MB)")}}
		return nil, bad
	}
	var list yaml.Node
	if err := yaml.Unmarshal(raw, &list); err != nil {
		bad.Problems = yamlProblems(err)
		return nil, bad
	}
	var solutions []Solution
	decoder := yaml.NewDecoder(bytes.NewReader(raw))
	decoder.KnownFields(true)
	if err := decoder.Decode(&solutions); err != nil && !errors.Is(err, io.EOF) {
		bad.Problems = yamlProblems(err)
		return nil, bad
	}
	if len(solutions) == 0 {
		bad.Problems = []Problem{{1, say("tiedostossa ei ole ratkaisuja", "filen innehåller inga lösningar", "the file holds no solutions")}}
		return nil, bad
	}
	for i := range solutions {
		c := checker{node: list.Content[0].Content[i], problems: &bad.Problems}
		c.solution(&solutions[i])
	}
	if len(bad.Problems) > 0 {
		slices.SortStableFunc(bad.Problems, func(a, b Problem) int { return a.Line - b.Line })
		return nil, bad
	}
	return solutions, nil
}

var (
	yamlLine = regexp.MustCompile(`^(?:yaml: )?(?:unmarshal errors:\s*)?line (\d+): (.*)`)
	unknown  = regexp.MustCompile(`^field (\S+) not found`)
)

// yamlProblems reads the lines out of the YAML reader's errors.
func yamlProblems(err error) []Problem {
	texts := []string{err.Error()}
	var all *yaml.TypeError
	if errors.As(err, &all) {
		texts = all.Errors
	}
	var out []Problem
	for _, text := range texts {
		line, detail := 1, strings.TrimPrefix(text, "yaml: ")
		if m := yamlLine.FindStringSubmatch(text); m != nil {
			line, _ = strconv.Atoi(m[1]) // the pattern takes digits only
			detail = m[2]
		}
		reason := say("ei ole kelvollista YAMLia ("+detail+")", "är inte giltig YAML ("+detail+")", "is not valid YAML ("+detail+")")
		if m := unknown.FindStringSubmatch(detail); m != nil {
			reason = say("tuntematon kenttä "+m[1], "okänt fält "+m[1], "unknown field "+m[1])
		}
		out = append(out, Problem{line, reason})
	}
	return out
}

// checker checks one mapping of the file and notes what is wrong by its line.
type checker struct {
	node     *yaml.Node
	problems *[]Problem
}

var (
	idShape   = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	dateShape = regexp.MustCompile(`^\d{4}(-\d{2}(-\d{2})?)?$`)
	urlShape  = regexp.MustCompile(`^https?://[^\s/]+`)
)

func (c checker) solution(s *Solution) {
	c.shape("id", s.ID, idShape)
	c.text("title", s.Title)
	c.text("problem", s.Problem)
	c.text("solution", s.Solution)
	c.text("lesson", s.Lesson)
	if s.Organisation == "" {
		c.missing("organisation")
	}
	names := labels()
	c.oneOf("country", s.Country, names.Countries)
	c.oneOf("sector", s.Sector, names.Sectors)
	c.oneOf("maturity", s.Maturity, names.Maturities)
	c.oneOf("confidence", s.Confidence, names.Confidences)
	for _, indicator := range s.Indicators {
		c.oneOf("indicators", indicator, names.Indicators)
	}
	for _, technology := range s.Technologies {
		c.oneOf("technologies", technology, names.Technologies)
	}
	source := c.at("source")
	source.shape("url", s.Source.URL, urlShape)
	source.oneOf("type", s.Source.Type, names.SourceTypes)
	if s.Source.Date != "" {
		source.shape("date", s.Source.Date, dateShape)
	}
	for _, url := range s.MoreSources {
		c.shape("more_sources", url, urlShape)
	}
	results := c.at("results")
	for i := range s.Results {
		checker{results.node.Content[i], c.problems}.result(&s.Results[i], names)
	}
}

func (c checker) result(r *Result, names *labelTable) {
	if r.Metric == "" {
		c.missing("metric")
	}
	c.oneOf("kind", r.Kind, names.Kinds)
	c.shape("source", r.Source, urlShape)
	if r.Indicator != "" {
		c.oneOf("indicator", r.Indicator, names.Indicators)
	}
	if r.Shown() {
		c.text("text", r.Text)
	}
}

// at returns a checker of the mapping or list under the key.
func (c checker) at(key string) checker {
	for i := 0; i+1 < len(c.node.Content); i += 2 {
		if c.node.Content[i].Value == key {
			value := c.node.Content[i+1]
			if value.Kind == yaml.AliasNode {
				value = value.Alias
			}
			return checker{value, c.problems}
		}
	}
	return checker{&yaml.Node{Line: c.node.Line}, c.problems}
}

func (c checker) add(key string, reason knowledge.Text) {
	*c.problems = append(*c.problems, Problem{c.at(key).node.Line, reason})
}

func (c checker) missing(key string) { c.add(key, absent(key)) }

func absent(key string) knowledge.Text {
	return say("kenttä "+key+" puuttuu", "fältet "+key+" saknas", "field "+key+" is missing")
}

func (c checker) text(key string, text knowledge.Text) {
	for _, lang := range knowledge.Languages {
		if strings.TrimSpace(text.In(lang)) == "" {
			c.add(key, absent(key+"."+lang))
		}
	}
}

func (c checker) shape(key, value string, shape *regexp.Regexp) {
	if value == "" {
		c.missing(key)
	} else if !shape.MatchString(value) {
		c.add(key, say(fmt.Sprintf("kentän %s arvo %q ei kelpaa", key, value), fmt.Sprintf("fältet %s har det ogiltiga värdet %q", key, value),
			fmt.Sprintf("field %s has the bad value %q", key, value)))
	}
}

func (c checker) oneOf(key, value string, known map[string]knowledge.Text) {
	if value == "" {
		c.missing(key)
		return
	}
	if _, ok := known[value]; !ok {
		var all []string
		for k := range known {
			all = append(all, k)
		}
		slices.Sort(all)
		list := strings.Join(all, ", ")
		c.add(key, say(fmt.Sprintf("kentän %s arvo %q on tuntematon; tunnetut: %s", key, value, list),
			fmt.Sprintf("fältet %s har det okända värdet %q; kända: %s", key, value, list),
			fmt.Sprintf("field %s has the unknown value %q; known: %s", key, value, list)))
	}
}

func say(fi, sv, en string) knowledge.Text { return knowledge.Text{FI: fi, SV: sv, EN: en} }
