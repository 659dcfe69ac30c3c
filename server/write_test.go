package server

import (
	"net"
	"slices"
	"testing"
)

// pieces is a connection that keeps each piece written to it.
type pieces struct {
	net.Conn
	written []string
}

func (p *pieces) Write(data []byte) (int, error) {
	p.written = append(p.written, string(data))
	return len(data), nil
}

func TestWireHoldsBack(t *testing.T) {
	under := &pieces{}
	w := &wire{Conn: under}
	write := func(text string) {
		if n, err := w.Write([]byte(text)); n != len(text) || err != nil {
			t.Errorf("write %q: %d, %v", text, n, err)
		}
	}
	write("a")
	w.hold()
	write("b")
	write("c")
	if want := []string{"a"}; !slices.Equal(under.written, want) {
		t.Errorf("written while held: %q, want %q", under.written, want)
	}
	if err := w.let(); err != nil {
		t.Error(err)
	}
	write("d")
	if want := []string{"a", "bc", "d"}; !slices.Equal(under.written, want) {
		t.Errorf("written %q, want %q", under.written, want)
	}
}

func TestOutboxGivesWhatFits(t *testing.T) {
	o := newOutbox(func() {})
	for _, frame := range []string{"long", "a", "b", "c"} {
		o.put([]byte(frame))
	}
	for _, want := range []int{1, 2, 1, 0} {
		if frames, _ := o.next(2); len(frames) != want {
			t.Errorf("got %q, want %d", frames, want)
		}
	}
	if frames, bytes := o.size(); frames+bytes != 0 {
		t.Errorf("%d frames of %d bytes are left", frames, bytes)
	}
}
