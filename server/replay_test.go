package server_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestBundle: a replay in arrays has the same events in the same order, in frames
// of a bounded size.
func TestBundle(t *testing.T) {
	w := start(t)
	id := w.create()
	c := w.join(id, 0)
	for i := range 40 {
		c.say(fmt.Sprint("m", i), strings.Repeat("pitkä viesti ", 100))
		c.until("RUN_FINISHED")
	}
	want := w.join(id, 0).lines
	d := w.dial(id)
	d.send(map[string]any{"type": "hello", "after": 0, "lang": "fi", "bundle": true})
	var got []string
	frames := 0
	for !slices.ContainsFunc(got, func(line string) bool { return strings.Contains(line, `"luonnos.ready"`) }) {
		d.conn.SetReadDeadline(time.Now().Add(patient))
		_, data, err := d.conn.ReadMessage()
		if err != nil {
			t.Fatal(err)
		}
		events := []json.RawMessage{data}
		if data[0] == '[' {
			frames++
			if err := json.Unmarshal(data, &events); err != nil {
				t.Fatal(err)
			}
			if len(data) > 64<<10 {
				t.Errorf("a frame of %d bytes", len(data))
			}
		}
		for _, e := range events {
			got = append(got, string(e))
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("%d events in bundles, %d without", len(got), len(want))
	}
	if frames < 2 {
		t.Errorf("%d bundles of 40 long messages", frames)
	}
}
