package evals

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"luonnos/tools/plan"
)

// Talk is a conversation as it was held, with what experts have said of it.
type Talk struct {
	ID       string
	Rev      int64       // of the plan at the end
	Turns    []TalkTurn  // those of messages that were written again are left out
	Draft    *plan.Draft // at the end
	Verdicts []plan.Review
}

// TalkTurn is one message of the applicant with what it led to.
type TalkTurn struct {
	ID            string
	At            time.Time
	Text          string
	Before, After *plan.Draft
	Skipped       []plan.Path // what the applicant has left open
	Cites         []Citation
}

// Source says which conversation a case was made of, and on whose word.
type Source struct {
	Conversation string    `yaml:"conversation"`
	Revision     int64     `yaml:"revision"`
	Messages     []string  `yaml:"messages,flow"`
	PromotedBy   string    `yaml:"promoted_by"` // the expert who was the first to assess all of the plan
	ApprovedBy   string    `yaml:"approved_by"` // the second
	At           plan.Date `yaml:"at"`
	Content      string    `yaml:"content"` // SHA-256 of what was said and recorded, hex
}

// Refused is why a conversation can't be a case.
type Refused []string

func (r Refused) Error() string { return "promote: " + strings.Join(r, "\npromote: ") }

// promotion is a case in the making.
type promotion struct {
	talk    *Talk // in which everybody has another name
	gold    *plan.Plan
	c       *Case
	refused Refused
}

func (p *promotion) refuse(format string, args ...any) {
	p.refused = append(p.refused, fmt.Sprintf(format, args...))
}

// Promote makes a case file of a conversation: what the applicant said becomes the script, the values with their words
// as proof become the gold plan, and the verdicts that two experts agree on become what the validator must find. It
// returns [Refused] when the conversation can't be played again, when somebody in it has their own name, when the
// experts do not agree or when the validator does not share their view.
//
// A value that the applicant has typed or only accepted was never said: it is no part of the gold plan. A message that
// tells nothing is left out and noted among the case's issues.
func Promote(talk *Talk, names Pseudonyms, today plan.Date) (*Case, error) {
	if len(talk.Turns) == 0 {
		return nil, Refused{"the applicant has said nothing"}
	}
	p := &promotion{c: &Case{Schema: Schema, Lang: talk.Draft.Lang, Source: source(talk, today)}}
	p.talk = p.renamed(talk, names)
	p.gold, p.c.Attestations = said(p.talk.Draft), p.talk.Draft.Plan.Attestations
	p.script()
	p.verdicts()
	p.name()
	if len(p.refused) > 0 {
		return nil, p.refused
	}
	data, err := p.c.yaml(p.gold)
	if err != nil {
		return nil, fmt.Errorf("promote: %w", err)
	}
	made, err := ReadCase(p.c.ID+".yaml", data)
	if err != nil {
		return nil, fmt.Errorf("promote: %w", err)
	}
	if wrong := Check(made); len(wrong) > 0 {
		return nil, Refused(wrong)
	}
	return made, nil
}

// said is what of a draft was said, or follows from it.
func said(d *plan.Draft) *plan.Plan {
	p := &plan.Plan{}
	for leaf, value := range d.Plan.Leaves() {
		if s := d.Provenance[leaf].Source; s == plan.Said || s == plan.Computed {
			_ = p.Set(leaf, value) // the draft holds it
		}
	}
	return p
}

// source tells of the conversation. The digest is of its own words: whatever names are given, it makes one case.
func source(talk *Talk, today plan.Date) *Source {
	s := &Source{Conversation: talk.ID, Revision: talk.Rev, At: today}
	hash := sha256.New()
	for _, t := range talk.Turns {
		s.Messages = append(s.Messages, t.ID)
		fmt.Fprintln(hash, t.Text)
	}
	for leaf, value := range said(talk.Draft).Leaves() {
		fmt.Fprintln(hash, leaf, value)
	}
	s.Content = hex.EncodeToString(hash.Sum(nil))
	return s
}

// name gives the case what it is called by. The split is drawn by the digest.
func (p *promotion) name() {
	content := p.c.Source.Content
	p.c.Split = "dev"
	if content[0] >= '8' {
		p.c.Split = "test"
	}
	p.c.ID = fmt.Sprintf("s%s-%s", content[:6], p.c.Lang)
	p.c.Canary = fmt.Sprintf("LUONNOS-%s-%s-%s", strings.ToUpper(p.c.Split), p.c.ID, content[6:10])
	p.c.Today = plan.Date(p.talk.Turns[0].At.UTC().Format(time.DateOnly))
	p.c.Title = p.gold.Target.Title
	who := p.gold.Applicant
	p.c.Persona = Persona{Name: who.ContactName, Role: who.ContactRole, Styles: []string{string(Terse)}, FactsPerMessage: 1, Order: "asked"}
}

// yaml writes the case with its gold plan.
func (c *Case) yaml(gold *plan.Plan) ([]byte, error) {
	data, err := json.Marshal(gold)
	if err != nil {
		return nil, err
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil { // JSON is YAML
		return nil, err
	}
	c.GoldNode = *doc.Content[0]
	loosen(&c.GoldNode)
	var b bytes.Buffer
	enc := yaml.NewEncoder(&b)
	enc.SetIndent(2)
	if err := enc.Encode(c); err != nil {
		return nil, err
	}
	return b.Bytes(), enc.Close()
}

// loosen takes the looks of JSON from a node: one line for a row, no needless quotes.
func loosen(n *yaml.Node) {
	n.Style = 0
	if n.Kind == yaml.MappingNode && len(n.Content) > 0 && n.Content[0].Value == "id" {
		n.Style = yaml.FlowStyle
	}
	for _, child := range n.Content {
		loosen(child)
	}
}
