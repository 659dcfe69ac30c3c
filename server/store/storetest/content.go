package storetest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"luonnos/server/store"
	"luonnos/tools/plan"
)

func testList(t *testing.T, s store.Store) {
	for i, id := range []string{"a", "b", "c"} {
		if err := s.Create(t.Context(), id, plan.NewDraft(plan.FI), start.Add(time.Duration(i)*time.Second)); err != nil {
			t.Fatal(err)
		}
	}
	appendOK(t, s, "a", 0, entry(store.KindMessage, "c1", "x"))
	list, err := s.List(t.Context())
	if err != nil || len(list) != 3 || list[0].ID != "a" || list[1].ID != "c" || list[2].ID != "b" {
		t.Errorf("list = %+v (%v), want a, c, b", list, err)
	}
	if !list[0].Owed || list[0].Seq != 1 {
		t.Errorf("head of a = %+v", list[0])
	}
	for _, c := range list {
		head, _, err := s.Load(t.Context(), c.ID)
		if err != nil || head != c {
			t.Errorf("head of %s is %+v in the list and %+v alone (%v)", c.ID, c, head, err)
		}
	}
	late := entry(store.KindReply, "", "of a clock that went back")
	late.At = start.Add(-time.Hour)
	appendOK(t, s, "a", 1, late)
	if again, err := s.List(t.Context()); err != nil || again[0].ID != "a" || !again[0].Updated.Equal(list[0].Updated) {
		t.Errorf("an earlier time moved a back: %+v (%v)", again, err)
	}
}

func testListOfEquals(t *testing.T, s store.Store) {
	for _, id := range []string{"b", "c", "a"} {
		create(t, s, id)
	}
	list, err := s.List(t.Context())
	if err != nil || len(list) != 3 || list[0].ID != "a" || list[1].ID != "b" || list[2].ID != "c" {
		t.Errorf("list = %+v (%v), want a, b, c", list, err)
	}
}

func testContent(t *testing.T, s store.Store) {
	d := create(t, s, "a")
	texts := []string{"ä 😀 \u0000 \u202e ’;-- \\ \r\n\t", strings.Repeat("x", 1<<20), strings.Repeat("😀", 1<<18), ""}
	for i, text := range texts {
		appendOK(t, s, "a", int64(i), entry(store.KindMessage, fmt.Sprint("c", i), text))
	}
	raw := []string{`{"b": 1.10, "a":1e2, "a" : 9007199254740993}`, ` [ ] `, `null`, `"😀\ud83d\ude00\u0000"`}
	for i, data := range raw {
		e := store.Entry{At: start, Kind: "later kind", Turn: "vuoro 😀", ClientID: fmt.Sprint("käyttäjä 😀 ", i), Data: json.RawMessage(data)}
		appendOK(t, s, "a", int64(len(texts)+i), e)
		got := all(t, s, "a")[len(texts)+i]
		if e.Seq = got.Seq; !same(got, e) {
			t.Errorf("stored %+v, got %+v", e, got)
		}
	}
	for i, text := range texts {
		if want := entry(store.KindMessage, "", text).Data; !bytes.Equal(all(t, s, "a")[i].Data, want) {
			t.Errorf("entry %d came back changed", i)
		}
	}
	if err := d.Put("target.title", strings.Repeat("pitkä ", 1<<17), plan.Provenance{Source: plan.Edited}); err != nil {
		t.Fatal(err)
	}
	seq := int64(len(texts) + len(raw))
	if _, err := s.Append(t.Context(), "a", seq, d); err != nil {
		t.Fatal(err)
	}
	checkUnchanged(t, s, "a", seq, d)
}

func testTimes(t *testing.T, s store.Store) {
	create(t, s, "a")
	for i, at := range []time.Time{start.In(time.FixedZone("EET", 7200)), time.Unix(0, 1), time.Date(1999, 1, 2, 3, 4, 5, 999999999, time.UTC)} {
		e := entry(store.KindReply, "", "x")
		e.At = at
		appendOK(t, s, "a", int64(i), e)
		if got := all(t, s, "a")[i].At; !got.Equal(at) || got.Location() != time.UTC {
			t.Errorf("time %v came back as %v", at, got)
		}
	}
	d := plan.NewDraft(plan.FI)
	e := entry(store.KindReply, "", "without a time")
	e.At = time.Time{}
	if _, err := s.Append(t.Context(), "a", 3, d, e); err == nil && !all(t, s, "a")[3].At.IsZero() {
		t.Error("the zero time was stored as another one")
	}
}
