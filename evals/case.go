package evals

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"luonnos/tools/plan"
)

// Schema is the version of the case format.
const Schema = "luonnos.case/1"

// Case is one applicant: the plan they have in mind, what they say, and what the validator must find.
type Case struct {
	Schema       string             `yaml:"schema"`
	ID           string             `yaml:"id"`
	Canary       string             `yaml:"canary"`
	Split        string             `yaml:"split"`
	Lang         plan.Lang          `yaml:"lang"`
	Today        plan.Date          `yaml:"today"` // the run's clock
	Title        string             `yaml:"title,omitempty"`
	Persona      Persona            `yaml:"persona"`
	GoldNode     yaml.Node          `yaml:"gold"`
	Gold         *plan.Plan         `yaml:"-"`
	Derived      Derived            `yaml:"derived,omitempty"`
	Attestations []plan.Attestation `yaml:"attestations,omitempty"`
	Expected     Expected           `yaml:"expected"`
	Script       []Topic            `yaml:"script"`
	Withheld     []Withheld         `yaml:"withheld,omitempty"`
	Corrections  []Correction       `yaml:"corrections,omitempty"`
	Digressions  []Digression       `yaml:"digressions,omitempty"`
	Injections   []Injection        `yaml:"injections,omitempty"`
	OffTopic     []OffTopic         `yaml:"off_topic,omitempty"`
	Mutations    []Mutation         `yaml:"mutations,omitempty"`
	Lex          map[string]string  `yaml:"lex,omitempty"` // phrase -> value, for the checker only
	Issues       []Issue            `yaml:"issues,omitempty"`
	Source       *Source            `yaml:"source,omitempty"` // of a promoted conversation

	File string `yaml:"-"`
	SHA  string `yaml:"-"` // SHA-256 of the file, hex
	Raw  []byte `yaml:"-"` // the file
}

// Persona is who speaks.
type Persona struct {
	Name            string   `yaml:"name,omitempty"`
	Role            string   `yaml:"role,omitempty"`
	Styles          []string `yaml:"styles,omitempty,flow"`
	FactsPerMessage int      `yaml:"facts_per_message,omitempty"`
	Order           string   `yaml:"order,omitempty"` // "asked" or "own": begins the next topic unasked
}

// Derived are the numbers that must follow from the gold plan.
type Derived struct {
	Capabilities map[string]struct {
		Index    *float64 `yaml:"pi,omitempty"`
		Index2   *float64 `yaml:"pi2,omitempty"`
		Quadrant string   `yaml:"quadrant,omitempty"`
	} `yaml:"capabilities,omitempty"`
	ValueStream struct {
		ProcessMin *float64 `yaml:"process_min,omitempty"`
		WaitD      *float64 `yaml:"wait_d,omitempty"`
	} `yaml:"value_stream,omitempty"`
}

// Expected is what the validator must say of the gold plan.
type Expected struct {
	Verdict  string            `yaml:"verdict"`
	Criteria map[string]string `yaml:"criteria"`
	Rules    []string          `yaml:"rules"`             // exact set of hard and int findings
	Remarks  []string          `yaml:"remarks,omitempty"` // subset of the other findings
}

// Topic is what the applicant has to say about one subject.
type Topic struct {
	Topic plan.Topic `yaml:"topic"`
	Say   []Segment  `yaml:"say"`
}

// Segment is one statement: its text and the paths that it reveals or withholds.
type Segment struct {
	Text      string      `yaml:"t"`
	Reveals   []plan.Path `yaml:"r,omitempty,flow"`
	Withholds []plan.Path `yaml:"withholds,omitempty,flow"`
}

// Withheld is a path that the applicant has no value for, and what they say when it is asked.
type Withheld struct {
	Path plan.Path `yaml:"path"`
	Say  string    `yaml:"say"`
}

// Kinds of corrections.
const (
	Explicit      = "explicit"
	Contradiction = "contradiction"
)

// Correction takes back a value: until it is said, the truth at Path is Old.
type Correction struct {
	ID      string     `yaml:"id,omitempty"`
	After   plan.Topic `yaml:"after"`
	Path    plan.Path  `yaml:"path"`
	OldNode yaml.Node  `yaml:"old"`
	NewNode yaml.Node  `yaml:"new"`
	Old     any        `yaml:"-"`
	New     any        `yaml:"-"`
	Say     string     `yaml:"say"`
	Kind    string     `yaml:"kind,omitempty"`    // "" is Explicit
	Resolve string     `yaml:"resolve,omitempty"` // answer to "which one holds?"
	Note    string     `yaml:"note,omitempty"`
}

// Digression is a question of the applicant in the middle of the interview.
type Digression struct {
	ID         string     `yaml:"id,omitempty"`
	After      plan.Topic `yaml:"after"`
	Say        string     `yaml:"say"`
	Answerable bool       `yaml:"answerable,omitempty"`
	Section    string     `yaml:"section,omitempty"` // of the memo
	Quotes     []string   `yaml:"quotes,omitempty"`  // one of them is in the passage to cite
	Note       string     `yaml:"note,omitempty"`
}

// Injection is a message that tries to make the assistant leave its task.
type Injection struct {
	ID             string     `yaml:"id,omitempty"`
	After          plan.Topic `yaml:"after"`
	Say            string     `yaml:"say"`
	Vector         string     `yaml:"vector,omitempty"` // direct, quoted or fabricate
	ForbidText     []string   `yaml:"forbid_text,omitempty"`
	StateUnchanged bool       `yaml:"state_unchanged,omitempty"`
	Note           string     `yaml:"note,omitempty"`
}

// OffTopic is a message that has nothing to do with the plan.
type OffTopic struct {
	ID    string     `yaml:"id,omitempty"`
	After plan.Topic `yaml:"after"`
	Say   string     `yaml:"say"`
	Note  string     `yaml:"note,omitempty"`
}

// Mutation changes the gold plan; the validator must see exactly what it breaks.
type Mutation struct {
	Op        string     `yaml:"op,omitempty"` // delete, set, set_all, delete_items or append_copy
	Path      plan.Path  `yaml:"path"`
	Value     yaml.Node  `yaml:"value,omitempty"`
	IDs       []string   `yaml:"ids,omitempty"`
	Steps     []Mutation `yaml:"steps,omitempty"`
	Criterion string     `yaml:"criterion,omitempty"` // that fails; "none" when none does
	Rule      string     `yaml:"rule,omitempty"`      // the one new finding
	Warn      string     `yaml:"warn,omitempty"`      // a new finding that fails nothing
	Repairs   []string   `yaml:"repairs,omitempty"`   // findings that it cures
	Note      string     `yaml:"note,omitempty"`
}

// Issue is an entry of the case's log.
type Issue struct {
	Date   string `yaml:"date,omitempty"`
	Status string `yaml:"status,omitempty"`
	Text   string `yaml:"text,omitempty"`
}

// FileError says where and why a case file was refused.
type FileError struct {
	File   string
	Line   int
	Reason string
}

func (e *FileError) Error() string { return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Reason) }

// errNotCase says that a YAML file is the field catalogue, which lies beside the cases.
var errNotCase = errors.New("evals: the file is a field catalogue")

// ReadCase reads one case file strictly. Errors are [*FileError]s, joined.
func ReadCase(file string, data []byte) (*Case, error) {
	var root yaml.Node
	if err := yaml.Unmarshal(data, &root); err != nil {
		return nil, yamlError(file, err)
	}
	if len(root.Content) == 1 {
		if keys := keysOf(root.Content[0]); slices.Contains(keys, "fields") && !slices.Contains(keys, "schema") {
			return nil, errNotCase
		}
	}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	sum := sha256.Sum256(data)
	c := &Case{File: file, SHA: hex.EncodeToString(sum[:]), Raw: data}
	if err := dec.Decode(c); err != nil {
		return nil, yamlError(file, err)
	}
	if err := dec.Decode(&root); !errors.Is(err, io.EOF) {
		return nil, &FileError{file, 1, "more than one document"}
	}
	r := reader{file: file, catalogue: Fields()}
	r.finish(c)
	if len(r.errs) > 0 {
		return nil, errors.Join(r.errs...)
	}
	return c, nil
}

// LoadCases reads case files and the *.yaml files of folders. A field catalogue among them is passed over.
func LoadCases(names ...string) ([]*Case, error) {
	var files []string
	for _, name := range names {
		info, err := os.Stat(name)
		if err != nil {
			return nil, fmt.Errorf("evals: load cases: %w", err)
		}
		if !info.IsDir() {
			files = append(files, name)
			continue
		}
		found, err := fs.Glob(os.DirFS(name), "*.yaml")
		if err != nil {
			return nil, fmt.Errorf("evals: load cases: %w", err)
		}
		for _, f := range found {
			files = append(files, filepath.Join(name, f))
		}
	}
	var cases []*Case
	var errs []error
	ids := map[string]string{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("evals: load cases: %w", err)
		}
		c, err := ReadCase(file, data)
		switch {
		case errors.Is(err, errNotCase):
		case err != nil:
			errs = append(errs, err)
		case ids[c.ID] != "":
			errs = append(errs, &FileError{file, 1, fmt.Sprintf("id %q is used by %s", c.ID, ids[c.ID])})
		default:
			ids[c.ID] = file
			cases = append(cases, c)
		}
	}
	if len(errs) == 0 && len(cases) == 0 {
		errs = append(errs, errors.New("evals: load cases: no case file"))
	}
	return cases, errors.Join(errs...)
}

// Clock is the run's day at noon.
func (c *Case) Clock() time.Time {
	day, _ := c.Today.First()
	return day.Add(12 * time.Hour)
}

func keysOf(node *yaml.Node) []string {
	var keys []string
	for key := range pairs(node) {
		keys = append(keys, key.Value)
	}
	return keys
}

var (
	yamlLine    = regexp.MustCompile(`line (\d+): (.*)`)
	yamlUnknown = regexp.MustCompile(`^field (\S+) not found in type \S+$`)
)

// yamlError gives the decoder's complaints the form file:line: reason.
func yamlError(file string, err error) error {
	texts := []string{err.Error()}
	var typeError *yaml.TypeError
	if errors.As(err, &typeError) {
		texts = typeError.Errors
	}
	var errs []error
	for _, text := range texts {
		fe := &FileError{File: file, Line: 1, Reason: strings.TrimPrefix(text, "yaml: ")}
		if m := yamlLine.FindStringSubmatch(text); m != nil {
			fmt.Sscan(m[1], &fe.Line)
			fe.Reason = m[2]
		}
		if m := yamlUnknown.FindStringSubmatch(fe.Reason); m != nil {
			fe.Reason = fmt.Sprintf("unknown key %q", m[1])
		}
		errs = append(errs, fe)
	}
	return errors.Join(errs...)
}
