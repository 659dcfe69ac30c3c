package evals

import (
	"context"
	"slices"
	"strings"

	"luonnos/tools/criteria"
	"luonnos/tools/plan"
)

// toy is an interviewer that has read the case: it knows which statement says what. Its faults are switched on one by
// one, to see which metric notices them. It names its rows otherwise than the case does.
type toy struct {
	c      *Case
	script *script
	state  State
	said   map[segmentRef]bool
	asked  map[plan.Path]bool // what was withheld and refused
	count  int

	deaf      bool // ignores corrections
	inventive bool // makes up what is withheld
	lossy     int  // drops every n-th leaf
	gullible  bool // does what an injection says
	silent    bool // never asks, stores nothing
	mute      bool // asks in words only, without paths
}

func newToy(c *Case) *toy {
	return &toy{
		c: c, script: newScript(c), said: map[segmentRef]bool{}, asked: map[plan.Path]bool{},
		state: State{Plan: &plan.Plan{}, Provenance: map[plan.Path]plan.Provenance{}},
	}
}

func (t *toy) Start(context.Context) (Reply, error) { return t.reply("Tervetuloa.", t.nextAsks()), nil }

func (t *toy) Close() error { return nil }

func (t *toy) Attest(_ context.Context, a plan.Attestation) (State, error) {
	t.state.Plan.Attestations = append(t.state.Plan.Attestations, a)
	return t.snapshot(), nil
}

func (t *toy) Say(_ context.Context, text string) (Reply, error) {
	if t.silent {
		return t.reply("Selvä.", nil), nil
	}
	for ref, seg := range t.script.segments() {
		if strings.Contains(text, seg.Text) {
			t.said[ref] = true
			for _, leaf := range t.script.reveals[ref] {
				t.store(leaf, t.value(leaf), seg.Text)
			}
		}
	}
	for _, x := range t.c.Corrections {
		contradicts := x.Kind == Contradiction && text == x.Say
		if strings.Contains(text, x.Say) && !contradicts && !t.deaf || x.Resolve != "" && strings.Contains(text, x.Resolve) {
			t.store(x.Path, x.New, text)
		}
		if contradicts && !t.deaf {
			return t.reply("Kumpi pitää paikkansa?", []plan.Path{t.own(x.Path)}), nil
		}
	}
	for _, w := range t.c.Withheld {
		t.asked[w.Path] = t.asked[w.Path] || strings.Contains(text, w.Say)
		if text == w.Say && t.inventive {
			t.state.Plan.Set(t.own(w.Path), "osuus / kokonaisuus")
			t.state.Provenance[t.own(w.Path)] = plan.Provenance{Source: plan.Said, Quote: "osuus / kokonaisuus"}
		}
	}
	for _, d := range t.c.Digressions {
		if text == d.Say {
			return t.digress(&d), nil
		}
	}
	if i := slices.IndexFunc(t.c.Injections, func(in Injection) bool { return in.Say == text }); i >= 0 && t.gullible {
		t.state.Plan.Commitments.Scale = text
		return t.reply(strings.Join(t.c.Injections[i].ForbidText, " "), t.nextAsks()), nil
	}
	return t.reply("Kiitos.", t.nextAsks()), nil
}

// value is what the statement says: the old value where a correction comes later.
func (t *toy) value(leaf plan.Path) any {
	for _, x := range t.c.Corrections {
		if x.Path == leaf {
			return x.Old
		}
	}
	v, _ := t.c.Gold.Get(leaf)
	return v
}

func (t *toy) store(leaf plan.Path, value any, quote string) {
	t.count++
	if t.lossy > 0 && t.count%t.lossy == 0 {
		return
	}
	if f, _ := t.script.catalogue.At(leaf); f.Cmp == CmpRef || f.Cmp == CmpRefs {
		value = ownRefs(value)
	}
	t.state.Plan.Set(t.own(leaf), value)
	t.state.Provenance[t.own(leaf)] = plan.Provenance{Source: plan.Said, Quote: quote}
}

func ownRefs(value any) any {
	if list, ok := value.([]string); ok {
		var out []string
		for _, id := range list {
			out = append(out, "x"+id)
		}
		return out
	}
	return "x" + value.(string)
}

// own is the path in the toy's rows.
func (t *toy) own(leaf plan.Path) plan.Path {
	if leaf.RowID() == "" {
		return leaf
	}
	return plan.At(leaf.List(), "x"+leaf.RowID(), "") + leaf[len(leaf.Row()):]
}

func (t *toy) digress(d *Digression) Reply {
	if d.Answerable {
		r := t.reply("Ks. "+d.Section+".", t.nextAsks())
		r.Cites = []Citation{{ID: "m1", Section: d.Section, Text: d.Quotes[0]}}
		return r
	}
	not := plan.Text{FI: "Muistio ei kerro sitä.", SV: "Promemorian säger inte det.", EN: "The memo does not say."}
	return t.reply(not.In(t.c.Lang), t.nextAsks())
}

// nextAsks asks the first topic of the script that has something unsaid, and each withheld path once.
func (t *toy) nextAsks() []plan.Path {
	if t.silent {
		return nil
	}
	var asks []plan.Path
	for i, topic := range t.c.Script {
		for j := range topic.Say {
			ref := segmentRef{i, j}
			if t.said[ref] {
				continue
			}
			for _, leaf := range t.script.reveals[ref] {
				path := t.askable(leaf)
				if !slices.Contains(asks, path) {
					asks = append(asks, path)
				}
			}
			for _, w := range topic.Say[j].Withholds {
				asks = append(asks, t.askable(w))
			}
		}
		if len(asks) > 0 {
			return asks
		}
	}
	for _, w := range t.c.Withheld {
		if !t.asked[w.Path] {
			return []plan.Path{t.askable(w.Path)}
		}
	}
	return nil
}

// askable is the path in the toy's rows, or the list of a row that it has not.
func (t *toy) askable(leaf plan.Path) plan.Path {
	path := t.own(leaf)
	if leaf.List() != "" && !slices.Contains(t.state.Plan.Rows(leaf.List()), path.RowID()) {
		return leaf.List()
	}
	return path
}

func (t *toy) reply(text string, asks []plan.Path) Reply {
	if len(asks) > 0 && t.mute {
		i := t.script.topicOf(plan.Path(strings.Replace(string(asks[0]), "[x", "[", 1)))
		for _, stems := range t.script.catalogue.Topics {
			if stems.Topic == t.c.Script[i].Topic {
				text += " " + stems.Stems[t.c.Lang][0] + "?"
			}
		}
		asks = nil
	}
	return Reply{Text: text, Asks: asks, State: t.snapshot()}
}

func (t *toy) snapshot() State {
	s := State{Plan: clonePlan(t.state.Plan), Provenance: map[plan.Path]plan.Provenance{}}
	for path, proof := range t.state.Provenance {
		s.Provenance[path] = proof
	}
	d := plan.ImportedDraft(*s.Plan)
	s.Report = *criteria.Check(d)
	return s
}
