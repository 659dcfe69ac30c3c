package evals

import (
	"reflect"

	"luonnos/tools/plan"
)

// State of a leaf in a comparison.
const (
	leafRight   = "right"
	leafWrong   = "wrong"
	leafMissing = "missing"
	leafExtra   = "extra"
)

// leafDiff is one leaf of the gold plan, or of the predicted plan that the gold plan has not.
type leafDiff struct {
	field *Field
	path  plan.Path // in the case's rows; of an extra leaf, the product's
	at    plan.Path // in the product's rows
	state string
	want  any
	got   any
	score leafScore
}

// differ compares predicted plans with true ones.
type differ struct {
	catalogue *Catalogue
	lexicon   lexicon
	either    map[plan.Path]any
	grounds   func(plan.Path) wordList
	known     func(f *Field, want any) any
}

// view is a plan laid out for comparison: the leaves that the catalogue knows.
type view struct {
	leaves []viewLeaf
	at     map[plan.Path]*viewLeaf
	rows   map[plan.Path][]viewLeaf // by row
	ids    map[plan.Path][]string   // by list
}

type viewLeaf struct {
	path  plan.Path
	field *Field
	value any
}

func (d *differ) view(p *plan.Plan) *view {
	v := &view{at: map[plan.Path]*viewLeaf{}, rows: map[plan.Path][]viewLeaf{}, ids: map[plan.Path][]string{}}
	for path, value := range p.Leaves() {
		if f, ok := d.catalogue.At(path); ok {
			v.leaves = append(v.leaves, viewLeaf{path, f, value})
		}
	}
	for i := range p.KPIs { // what follows from other leaves counts as stated
		path := plan.At("kpis", p.KPIs[i].ID, "direction")
		if f, _ := d.catalogue.At(path); p.KPIs[i].Direction == "" && p.KPIs[i].Heading() != "" {
			v.leaves = append(v.leaves, viewLeaf{path, f, p.KPIs[i].Heading()})
		}
	}
	for i := range v.leaves {
		l := &v.leaves[i]
		v.at[l.path] = l
		if row := l.path.Row(); row != "" {
			v.rows[row] = append(v.rows[row], *l)
		}
	}
	for _, list := range lists {
		v.ids[list] = p.Rows(list)
	}
	return v
}

// diff compares got with gold, leaf by leaf: first the gold plan's leaves in its order, then the extra ones.
func (d *differ) diff(goldPlan, gotPlan *plan.Plan) ([]leafDiff, rowMap) {
	gold, got := d.view(goldPlan), d.view(gotPlan)
	rows := alignRows(d, gold, got)
	m := &matcher{rows: rows, lexicon: d.lexicon, grounds: d.grounds}
	var leaves []leafDiff
	seen := map[plan.Path]bool{}
	for _, l := range gold.leaves {
		leaf := leafDiff{field: l.field, path: l.path, want: l.value, state: leafMissing, score: leafScore{want: width(l.value)}}
		if at, ok := rows.toGot(l.path); ok {
			leaf.at = at
			if have := got.at[at]; have != nil {
				leaf.got = have.value
				seen[at] = true
				d.judge(m, &leaf, gold, got)
			}
		}
		leaves = append(leaves, leaf)
	}
	for _, l := range got.leaves {
		if seen[l.path] || l.field.Derived {
			continue
		}
		leaves = append(leaves, leafDiff{
			field: l.field, path: l.path, at: l.path, got: l.value, state: leafExtra, score: leafScore{got: width(l.value)},
		})
	}
	return leaves, rows
}

func (d *differ) judge(m *matcher, leaf *leafDiff, gold, got *view) {
	wantUnit, gotUnit := gold.unit(leaf.field, leaf.path), got.unit(leaf.field, leaf.at)
	leaf.score = m.score(leaf.field, leaf.path, leaf.want, leaf.got, wantUnit, gotUnit)
	leaf.state = leafWrong
	if leaf.score.equal() {
		leaf.state = leafRight
		return
	}
	for _, other := range d.others(leaf) {
		if s := m.score(leaf.field, leaf.path, other, leaf.got, wantUnit, gotUnit); s.equal() {
			leaf.score, leaf.state = s, leafRight
			return
		}
	}
}

// others are the other values that are right for now: the one that a contradiction tells, and what was said of a value
// that is not told in full yet.
func (d *differ) others(leaf *leafDiff) []any {
	var values []any
	if other, ok := d.either[leaf.path]; ok {
		values = append(values, other)
	}
	if d.known != nil {
		values = append(values, d.known(leaf.field, leaf.want))
	}
	return values
}

// unit is the unit beside a number in its row, or "".
func (v *view) unit(f *Field, path plan.Path) string {
	if f.Cmp != CmpNum || path.List() == "" {
		return ""
	}
	if l := v.at[path.Row()+".unit"]; l != nil {
		return text(l.value)
	}
	return ""
}

// width is how many values a leaf counts for.
func width(value any) int {
	if list, ok := value.([]string); ok {
		return len(list)
	}
	return 1
}

// changed reports whether the leaf at path has another value in now than in before.
func changed(before, now *plan.Plan, path plan.Path) bool {
	a, _ := before.Get(path)
	b, _ := now.Get(path)
	return !reflect.DeepEqual(a, b)
}
