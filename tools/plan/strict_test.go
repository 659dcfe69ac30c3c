package plan

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"
)

func TestDecodeRefuses(t *testing.T) {
	tests := []struct {
		name   string
		data   string
		line   int
		at     string
		reason string // a part of it
	}{
		{"an unknown key", "{\n \"colour\": 1}", 2, "/colour", "unknown key"},
		{"an unknown key of a row", "{\"kpis\": [{\"id\": \"k1\",\n\"colour\": 1}]}", 2, "/kpis/0/colour", "unknown key"},
		{"a key in capitals", "{\"kpis\": [{\"id\": \"k1\",\n\"Baseline\": 1}]}", 2, "/kpis/0/Baseline", "unknown key"},
		{"a key that folds to another", "{\"kpis\": [{\"id\": \"k1\",\n\"Baſeline\": 1}]}", 2, "/kpis/0/Baſeline", "unknown key"},
		{"a key twice", "{\"target\": {\"title\": \"a\",\n\"title\": \"b\"}}", 2, "/target/title", "duplicate"},
		{"a section twice", "{\"target\": {},\n\n\"target\": {}}", 3, "/target", "duplicate"},
		{"invalid UTF-8", "{\n\"target\": {\"title\": \"a\xffb\"}}", 2, "/target/title", "invalid UTF-8"},
		{"a number out of range", "{\"target\": {\n\"volume\": 1e400}}", 2, "/target/volume", "out of range"},
		{"a text for a number", "{\"target\": {\n\"volume\":\n\n\"12\"}}", 4, "/target/volume", "a JSON string does not fit here"},
		{"a number for a text", "{\"target\": {\"title\": 12}}", 1, "/target/title", "a JSON number does not fit here"},
		{"a text for a bool", "{\"company\": {\"link\": \"yes\"}}", 1, "/company/link", "a JSON string does not fit here"},
		{"an object for a list", "{\"kpis\": {}}", 1, "/kpis", "a JSON object does not fit here"},
		{"a text for a list of texts", "{\"execution\": {\"model\": \"okr\"}}", 1, "/execution/model", "a JSON string does not fit here"},
		{"a number in a list of texts", "{\"execution\": {\"model\": [\"okr\",\n7]}}", 2, "/execution/model/1", "a JSON number does not fit here"},
		{"an array", "[]", 1, "", "a JSON array does not fit here"},
		{"trailing data", "{}\n{}", 2, "", "after top-level value"},
		{"trailing comma", "{\"target\": {},\n}", 1, "", "invalid character"},
		{"half a document", "{\"target\":\n", 2, "/target", "unexpected EOF"},
		{"nothing", "", 1, "", "unexpected EOF"},
		{"a byte order mark", "\ufeff{}", 1, "", "invalid character"},
		{"NaN", "{\"target\": {\"volume\": NaN}}", 1, "/target/volume", "invalid character"},
		{"a row without id", "{\"kpis\": [\n{\"name\": \"a\"}]}", 2, "/kpis/0/id", "is not a row id"},
		{"an empty row", "{\"kpis\": [\n\nnull]}", 3, "/kpis/0/id", "is not a row id"},
		{"a row id that no path can name", "{\"kpis\": [{\"id\": \"k1\"},\n{\n\"id\": \"K 2\"}]}", 3, "/kpis/1/id", "is not a row id"},
		{"a row id made of two", "{\"kpis\": [{\"id\": \"a].name[b\"}]}", 1, "/kpis/0/id", "is not a row id"},
		{"a row id used twice", "{\"data\": {\"assets\": [{\"id\": \"d1\"},\n{\"id\": \"d1\"}]}}", 2, "/data/assets/1/id", "is used twice"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, err := Decode([]byte(tt.data))
			var bad *JSONError
			if p != nil || !errors.As(err, &bad) {
				t.Fatalf("Decode = %v, %v", p, err)
			}
			if bad.Line != tt.line || bad.At != tt.at || !strings.Contains(bad.Reason, tt.reason) {
				t.Errorf("got line %d, %q, %q; want line %d, %q, %q", bad.Line, bad.At, bad.Reason, tt.line, tt.at, tt.reason)
			}
			if !strings.Contains(err.Error(), tt.reason) || !strings.Contains(err.Error(), tt.at) {
				t.Errorf("the message %q lacks the place or the reason", err)
			}
		})
	}
}

func TestDecodeTellsEveryFault(t *testing.T) {
	_, err := Decode([]byte(`{
 "colour": [{"deep": true}],
 "target": {"volume": "many", "title": 7, "title": "b",
  "start": {}},
 "kpis": [{"id": "k1", "Name": "x", "target": 1e400},
  {"name": "y"},
  {"id": "k1"}, null, 5],
 "execution": {"model": ["okr", 3, null, []]},
 "company": "none"
} {}`))
	var faults Faults
	if !errors.As(err, &faults) {
		t.Fatalf("Decode: %v", err)
	}
	var got []string
	for _, f := range faults {
		got = append(got, f.Error())
	}
	want := []string{
		"line 2: /colour: unknown key",
		"line 3: /target/volume: a JSON string does not fit here",
		"line 3: /target/title: a JSON number does not fit here",
		"line 3: /target/title: duplicate object member name",
		"line 4: /target/start: a JSON object does not fit here",
		"line 5: /kpis/0/Name: unknown key",
		"line 5: /kpis/0/target: value out of range",
		`line 6: /kpis/1/id: "" is not a row id`,
		`line 7: /kpis/2/id: row id "k1" is used twice`,
		`line 7: /kpis/3/id: "" is not a row id`,
		"line 7: /kpis/4: a JSON number does not fit here",
		"line 8: /execution/model/1: a JSON number does not fit here",
		"line 8: /execution/model/3: a JSON array does not fit here",
		"line 9: /company: a JSON string does not fit here",
		"line 10: invalid data after top-level value",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	_, err = Decode([]byte("{\"colour\": 1,\n\"target\": {]"))
	if !errors.As(err, &faults) || len(faults) != 2 || faults[1].Line != 2 {
		t.Errorf("a fault before one of syntax: %v", err)
	}
}

func TestDecode(t *testing.T) {
	data, err := json.Marshal(filled())
	if err != nil {
		t.Fatal(err)
	}
	p, err := Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(filled(), p); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, same := range []string{"a", "k1", "7"} { // one id in two lists
		if _, err := Decode([]byte(`{"kpis": [{"id": "` + same + `"}], "raci": [{"id": "` + same + `"}]}`)); err != nil {
			t.Error(err)
		}
	}
	p, err = Decode([]byte(`{"attestations": [{"what": ["lead", "scale"], "by": "A B", "date": "2026-12-09"}]}`))
	want := []Attestation{{What: []string{AttestLead, AttestScale}, By: "A B", Date: "2026-12-09"}}
	if err != nil || !cmp.Equal(p.Attestations, want) {
		t.Errorf("attestations: %v, %v", p, err)
	}
}

func TestUnmarshalServesOtherTypes(t *testing.T) {
	var v struct {
		Path Path `json:"path"`
	}
	if err := Unmarshal([]byte(`{"path": "kpis[k1]"}`), &v); err != nil || v.Path != "kpis[k1]" {
		t.Errorf("%v, %v", v, err)
	}
	if err := Unmarshal([]byte(`{"Path": "kpis[k1]"}`), &v); err == nil {
		t.Error("a re-cased key is accepted")
	}
}

// FuzzDecode: no text breaks the decoder; what it reads survives being written.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{
		`{}`, `null`, `[]`, ``, `{"kpis":[{"id":"k1","target":1e400}]}`, `{"target":{"volume":-0,"start":"2027-02"}}`,
		`{"data":{"assets":[{"id":"d1"},{"id":"d1"}]}}`, `{"kpis":[null]}`, "{\"target\":{\"title\":\"\xff\"}}", `{"Baſe":1}`,
		`{"execution":{"model":["okr",""]}}`, `{"attestations":[{"what":["lead"],"by":"A","date":"2026-01-01"}]}`,
	} {
		f.Add([]byte(s))
	}
	if data, err := json.Marshal(filled()); err == nil {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := Decode(data)
		if err != nil {
			var bad *JSONError
			var faults Faults
			if !errors.As(err, &faults) || !errors.As(err, &bad) || bad.Line < 1 || bad.Line > 1+bytes.Count(data, []byte("\n")) || bad.Reason == "" {
				t.Fatalf("%q: %#v", data, err)
			}
			return
		}
		d := ImportedDraft(*p)
		for path := range p.Leaves() {
			if _, ok := FieldAt(path); !ok || !path.Valid() {
				t.Fatalf("%q: the leaf %q is no field", data, path)
			}
		}
		if !bytes.Equal(d.JSON(), d.Clone().JSON()) {
			t.Fatalf("%q does not survive being written", data)
		}
		if err := p.NameRows(&Plan{}); err != nil {
			t.Fatalf("%q: %v", data, err)
		}
	})
}
