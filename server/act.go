package server

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"luonnos/server/agui"
	"luonnos/server/store"
	"luonnos/tools"
	"luonnos/tools/plan"
)

// Limits of what a person types.
const (
	maxRows  = 200  // of one list
	maxPaths = 200  // of one frame
	maxTitle = 200  // characters of a name or a title
	maxValue = 8000 // characters of a value
)

// answerer is where the answer to a frame goes.
type answerer interface {
	ack(id string, seq int64)
	refuse(id string, err error)
}

// message takes one message of the applicant: it is on disk before it is
// acknowledged, and then the assistant's turn runs.
func (c *conversation) message(ctx context.Context, f messageFrame, lang plan.Lang, to answerer) {
	err := c.held(ctx, func(ctx context.Context, h *head) error {
		data := Message{Text: f.Text, Lang: lang, Replaces: f.Replaces}
		if again, err := c.again(ctx, h, f.ID, to, func(e store.Entry) bool {
			old, err := unpack[Message](e)
			return err == nil && e.Kind == store.KindMessage && old.Text == data.Text && old.Replaces == data.Replaces
		}); again || err != nil {
			return err
		}
		turn := turnOf(h.seq + 1)
		entries := []store.Entry{newEntry(c.srv.now(), store.KindMessage, turn, f.ID, data)}
		draft, undone, err := c.rewritten(ctx, h, f.Replaces)
		if err != nil {
			return err
		}
		if draft != nil {
			entries = append(entries, newEntry(c.srv.now(), store.KindChange, "", "", undone))
		}
		stored, err := c.commit(h, draft, entries...)
		if err != nil {
			return err
		}
		to.ack(f.ID, stored[0].Seq)
		c.answer(ctx, h, owed{turn: turn, lang: lang})
		return nil
	})
	if err != nil {
		to.refuse(f.ID, err)
	}
}

// again answers a frame whose id is in the log already: with the number of its
// entry when it is the same frame, else with a refusal.
func (c *conversation) again(ctx context.Context, h *head, id string, to answerer, same func(store.Entry) bool) (bool, error) {
	if !slices.Contains(h.clients, id) {
		return false, nil
	}
	old, ok, err := c.srv.store.FindClient(ctx, c.id, id)
	switch {
	case err != nil:
		return false, err
	case !ok:
		return false, nil
	case !same(old):
		return true, refuse(codeIDReused)
	default:
		to.ack(id, old.Seq)
		return true, nil
	}
}

// change is a person's change of the draft.
type change struct {
	id     string
	cause  Cause
	digest string
	rev    *int64                             // the revision that the person saw, when it matters
	next   func(h *head) (*plan.Draft, error) // makes the new draft, without touching the old
}

// act carries out a person's change, exactly once.
func (c *conversation) act(ctx context.Context, a change, to answerer) {
	var seq int64
	err := c.held(ctx, func(ctx context.Context, h *head) (err error) {
		seq, err = c.tryAct(ctx, h, a, to)
		return err
	})
	switch {
	case err != nil:
		to.refuse(a.id, err)
	case seq > 0:
		to.ack(a.id, seq)
	}
}

// tryAct returns the number of the change's entry; 0 when it was answered as a
// repeated frame.
func (c *conversation) tryAct(ctx context.Context, h *head, a change, to answerer) (int64, error) {
	again, err := c.again(ctx, h, a.id, to, func(e store.Entry) bool {
		old, err := unpack[Change](e)
		return err == nil && e.Kind == store.KindChange && old.Request == a.digest
	})
	if again || err != nil {
		return 0, err
	}
	if a.rev != nil && *a.rev != h.draft.Rev {
		return 0, refuse(codeStaleRev)
	}
	after, err := a.next(h)
	if err != nil {
		return 0, err
	}
	next, _ := nextDraft(h.draft, after)
	data, err := changeOf(h.draft, next, a.cause, a.digest)
	if err != nil {
		return 0, err
	}
	stored, err := c.commit(h, next, newEntry(c.srv.now(), store.KindChange, "", a.id, data))
	if err != nil {
		return 0, err
	}
	return stored[0].Seq, nil
}

// edited is the draft after a person's edit by hand.
func (c *conversation) edited(d *plan.Draft, f editFrame, by string) (*plan.Draft, error) {
	next := d.Clone()
	for _, path := range f.Remove {
		if !removable(path) {
			return nil, refuseFor(codeBadPath, fmt.Errorf("remove %q", path))
		}
		if err := next.Drop(path); err != nil {
			return nil, refuseFor(codeBadPath, err)
		}
	}
	proof := plan.Provenance{Source: plan.Edited, By: by, At: c.srv.now().UTC()}
	for _, s := range f.Set {
		if err := set(next, s, proof); err != nil {
			return nil, err
		}
	}
	tools.Derive(next, c.srv.now().UTC())
	return next, rowsExist(next, f.Set)
}

// removable reports whether a person may take the path away: a leaf, a row or a
// list.
func removable(path plan.Path) bool {
	if !path.Valid() {
		return false
	}
	if _, ok := plan.FieldAt(path); ok {
		return path.List() == "" || path.RowID() != ""
	}
	return plan.IsList(path) || plan.IsList(path.List()) && path == path.Row() && path.RowID() != ""
}

// set stores one value that a person typed, checked against the catalogue.
func set(d *plan.Draft, s assign, proof plan.Provenance) error {
	list := s.Path.List()
	if _, ok := plan.FieldAt(s.Path); !ok || !s.Path.Valid() || list != "" && s.Path.RowID() == "" {
		return refuseFor(codeBadPath, fmt.Errorf("set %q", s.Path))
	}
	if list != "" {
		rows := d.Plan.Rows(list)
		if len(rows) >= maxRows && !slices.Contains(rows, s.Path.RowID()) {
			return refuseFor(codeBadValue, fmt.Errorf("%s has %d rows", list, len(rows)))
		}
	}
	if err := d.Put(s.Path, typed(s.Value), proof); err != nil {
		return refuseFor(codeBadValue, err)
	}
	value, ok := d.Plan.Get(s.Path)
	if !ok {
		return refuseFor(codeBadValue, fmt.Errorf("%s: nothing to store", s.Path))
	}
	if err := tools.Allowed(s.Path, value); err != nil {
		return refuseFor(codeBadValue, err)
	}
	return nil
}

// typed cleans the texts of a value.
func typed(value any) any {
	switch v := value.(type) {
	case string:
		return cut(clean(v))
	case []any:
		items := slices.Clone(v)
		for i := range items {
			items[i] = typed(items[i])
		}
		return items
	default:
		return value
	}
}

// cut makes a text that is too long unfit to be stored: it is refused, not
// shortened.
func cut(text string) string {
	if utf8.RuneCountInString(text) > maxValue {
		return ""
	}
	return text
}

// rowsExist checks that what was set refers to rows that are there.
func rowsExist(d *plan.Draft, set []assign) error {
	for _, s := range set {
		f, ok := plan.FieldAt(s.Path)
		if !ok || f.List == "" {
			continue
		}
		value, _ := d.Plan.Get(s.Path)
		ids, _ := value.([]string)
		if id, ok := value.(string); ok {
			ids = []string{id}
		}
		rows := d.Plan.Rows(f.List)
		for _, id := range ids {
			if !slices.Contains(rows, id) {
				return refuseFor(codeBadValue, fmt.Errorf("%s: no row %q in %s", s.Path, id, f.List))
			}
		}
	}
	return nil
}

// pending lists which of the paths hold a value that waits for a person.
func pending(d *plan.Draft, paths []plan.Path) error {
	if len(paths) == 0 {
		return refuse(codeNotPending)
	}
	for _, path := range paths {
		proof, ok := d.Provenance[path]
		waits := proof.Source == plan.Proposed || proof.Source == plan.Document
		if !ok || !waits || proof.ConfirmedBy != "" {
			return refuseFor(codeNotPending, fmt.Errorf("%q", path))
		}
	}
	return nil
}

// confirmed is the draft in which a person has accepted the proposed values.
func (c *conversation) confirmed(d *plan.Draft, paths []plan.Path, by string) (*plan.Draft, error) {
	if err := pending(d, paths); err != nil {
		return nil, err
	}
	next := d.Clone()
	for _, path := range paths {
		proof := next.Provenance[path]
		proof.ConfirmedBy, proof.ConfirmedAt = by, c.srv.now().UTC()
		next.Provenance[path] = proof
	}
	return next, nil
}

// rejected is the draft without the proposed values.
func rejected(d *plan.Draft, paths []plan.Path) (*plan.Draft, error) {
	if err := pending(d, paths); err != nil {
		return nil, err
	}
	next := d.Clone()
	for _, path := range paths {
		if err := next.Drop(path); err != nil {
			return nil, refuseFor(codeBadPath, err)
		}
	}
	return next, nil
}

// attested is the draft with a person's own commitment to it as it is. Given again, it
// is to the later revision. No tool can make one.
func attested(d *plan.Draft, f attestFrame) (*plan.Draft, error) {
	a := plan.Attestation{What: f.What, By: clean(f.By), Title: clean(f.Title), Date: f.Date}
	if err := checkAttestation(a); err != nil {
		return nil, refuseFor(codeBadAttestation, err)
	}
	a.Rev = d.Rev
	next := d.Clone()
	next.Plan.Attestations = append(slices.DeleteFunc(next.Plan.Attestations, sameAs(a)), a)
	return next, nil
}

// sameAs tells the very same commitments, of whatever revision.
func sameAs(a plan.Attestation) func(plan.Attestation) bool {
	return func(b plan.Attestation) bool {
		return a.By == b.By && a.Title == b.Title && a.Date == b.Date && slices.Equal(a.What, b.What)
	}
}

// locked is the draft whose targets a person has locked by the management's
// decision. No tool can lock them.
func locked(d *plan.Draft, f lockFrame) (*plan.Draft, error) {
	by := clean(f.By)
	if err := signed(by, f.Date); err != nil {
		return nil, refuseFor(codeBadLock, err)
	}
	if len(d.Plan.KPIs) == 0 {
		return nil, refuseFor(codeBadLock, fmt.Errorf("there are no indicators"))
	}
	next := d.Clone()
	next.Plan.LockTargets(by, f.Date)
	return next, nil
}

func checkAttestation(a plan.Attestation) error {
	if len(a.What) == 0 {
		return fmt.Errorf("nothing is attested")
	}
	for i, what := range a.What {
		known := what == plan.AttestLead || what == plan.AttestRealise || what == plan.AttestScale
		if !known || slices.Contains(a.What[:i], what) {
			return fmt.Errorf("what: %q", what)
		}
	}
	if len(a.Title) > maxTitle {
		return fmt.Errorf("title: too long")
	}
	return signed(a.By, a.Date)
}

// signed checks who acts and on which day.
func signed(by string, date plan.Date) error {
	names := 0
	for word := range strings.FieldsSeq(by) {
		if strings.ContainsFunc(word, unicode.IsLetter) {
			names++
		}
	}
	if names < 2 || len(by) > maxTitle {
		return fmt.Errorf("by: a first and a last name are needed")
	}
	const day = len("2006-01-02")
	if !date.Valid() || len(date) != day {
		return fmt.Errorf("date: %q", date)
	}
	return nil
}

// stepped is the draft before its last change, or after it again.
func stepped(h *head, redo bool) (*plan.Draft, error) {
	step, none := h.history.undone, codeNothingToUndo
	if redo {
		step, none = h.history.redone, codeNothingToRedo
	}
	next, err := step(h.draft)
	if err == nil && next == nil {
		return nil, refuse(none)
	}
	return next, err
}

// ackEvent says that a frame is on disk.
func ackEvent(id string, seq int64) agui.Event {
	return agui.Custom(eventAck, ackValue{ID: id, Seq: seq})
}
