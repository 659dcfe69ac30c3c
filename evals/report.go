package evals

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"

	_ "embed"
)

// ReportSchema is the version of the JSON report.
const ReportSchema = "luonnos.report/1"

// ReportSchemaJSON is the JSON Schema of the JSON report.
//
//go:embed report.schema.json
var ReportSchemaJSON []byte

// Report is a run as it is told to others.
type Report struct {
	Schema     string      `json:"schema"`
	Run        *Header     `json:"run"`
	Summary    *Summary    `json:"summary"`
	Worst      []*Row      `json:"worst"` // the trials with the lowest F1 that did not succeed
	Rows       []*Row      `json:"rows"`
	Comparison *Comparison `json:"comparison,omitempty"`
	Curve      *Curve      `json:"curve,omitempty"`
}

// worstShown is how many of the worst trials a report names.
const worstShown = 3

// NewReport sums a run up; the comparison may be nil.
func NewReport(run *Stored, c *Comparison, seed int64) *Report {
	return &Report{
		Schema: ReportSchema, Run: run.Header, Summary: Summarize(run.Rows, seed), Worst: worst(run.Rows, worstShown),
		Rows: run.Rows, Comparison: c,
	}
}

// WriteJSON writes the report as JSON that agrees with [ReportSchemaJSON].
func (r *Report) WriteJSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	if err := enc.Encode(r); err != nil {
		return fmt.Errorf("evals: write JSON report: %w", err)
	}
	return nil
}

type junitSuites struct {
	XMLName  xml.Name     `xml:"testsuites"`
	Name     string       `xml:"name,attr"`
	Tests    int          `xml:"tests,attr"`
	Failures int          `xml:"failures,attr"`
	Errors   int          `xml:"errors,attr"`
	Skipped  int          `xml:"skipped,attr"`
	Suites   []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Skipped  int         `xml:"skipped,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Class   string      `xml:"classname,attr"`
	Name    string      `xml:"name,attr"`
	Failure *junitFault `xml:"failure,omitempty"`
	Error   *junitFault `xml:"error,omitempty"`
	Skipped *junitFault `xml:"skipped,omitempty"`
}

type junitFault struct {
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

// WriteJUnit writes the report as JUnit XML: a suite for each case, a test for each style and trial.
func (r *Report) WriteJUnit(w io.Writer) error {
	all := junitSuites{Name: "luonnos eval " + r.Run.Model}
	at := map[string]int{}
	for _, row := range r.Rows {
		i, ok := at[row.Case]
		if !ok {
			i = len(all.Suites)
			at[row.Case] = i
			all.Suites = append(all.Suites, junitSuite{Name: row.Case})
		}
		s := &all.Suites[i]
		test := junitCase{Class: row.Case, Name: fmt.Sprintf("%s #%d", row.Style, row.Trial)}
		switch {
		case row.Infra != "":
			test.Error = &junitFault{Message: row.Infra}
			s.Errors, all.Errors = s.Errors+1, all.Errors+1
		case row.Void != "":
			test.Skipped = &junitFault{Message: row.Void}
			s.Skipped, all.Skipped = s.Skipped+1, all.Skipped+1
		case !row.Success:
			test.Failure = &junitFault{Message: row.why(), Text: faultText(row)}
			s.Failures, all.Failures = s.Failures+1, all.Failures+1
		}
		s.Tests, all.Tests = s.Tests+1, all.Tests+1
		s.Cases = append(s.Cases, test)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return fmt.Errorf("evals: write JUnit report: %w", err)
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(all); err != nil {
		return fmt.Errorf("evals: write JUnit report: %w", err)
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// why says in a line what a trial failed by: its first divergence, or what it promised.
func (r *Row) why() string {
	if x := r.FirstWrong; x != nil {
		return fmt.Sprintf("turn %d: %s want %s got %s", x.Turn, x.Path, leafText(x.Want), leafText(x.Got))
	}
	if faults := broken(r); len(faults) > 0 {
		return faults[0].String()
	}
	return fmt.Sprintf("verdict %s", orNone(r.Verdict))
}

func faultText(r *Row) string {
	text := ""
	for _, fault := range broken(r) {
		text += fault.String() + "\n"
	}
	for _, x := range r.WrongAtTheEnd {
		text += fmt.Sprintf("at the end: %s want %s got %s\n", x.Path, leafText(x.Want), leafText(x.Got))
	}
	return text
}
