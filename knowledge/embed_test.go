package knowledge

import (
	"context"
	"errors"
	"math"
	"reflect"
	"testing"
)

func hashed(t testing.TB) *Hashed {
	t.Helper()
	h, err := NewHashed()
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func TestHashed(t *testing.T) {
	texts := []string{"Mikä on arvovirta?", "Vad är en värdeström?", "Millainen sää huomenna on?", ""}
	v, err := hashed(t).Embed(t.Context(), texts)
	if err != nil {
		t.Fatal(err)
	}
	for i, text := range texts {
		length := math.Sqrt(dot(v[i], v[i]))
		if len(v[i]) != HashedDimensions || text != "" && math.Abs(length-1) > 1e-5 || text == "" && length != 0 {
			t.Errorf("%q has a vector of %d numbers and length %v", text, len(v[i]), length)
		}
	}
	if same, other := dot(v[0], v[1]), dot(v[0], v[2]); same < other+0.2 {
		t.Errorf("a question in two languages is %.2f near, another question %.2f", same, other)
	}
	again, _ := hashed(t).Embed(t.Context(), texts)
	if !reflect.DeepEqual(v, again) {
		t.Error("the same texts have other vectors")
	}
}

// fake embeds the passages as one vector each and fails when it is told to.
type fake struct {
	near string // the text that queries are near to
	fail error
}

func (f *fake) Fingerprint() string { return "fake" }

func (f *fake) Embed(_ context.Context, texts []string) ([][]float32, error) {
	out := make([][]float32, len(texts))
	for i, text := range texts {
		out[i] = []float32{1, 0}
		if text == f.near || len(texts) == 1 {
			out[i] = []float32{0, 1}
		}
	}
	return out, f.fail
}

func TestVectorsAddToTheScore(t *testing.T) {
	x := memoIndex(t)
	query := "Mikä on arvovirta?"
	plain := x.Search(query, "", 3)
	far := &x.Passages()[0]
	e := &fake{near: far.embedded("fi")}
	with, err := x.WithVectors(t.Context(), e, 1)
	if err != nil {
		t.Fatal(err)
	}
	r := with.Search(query, "", 3)
	if r.Hits[0].Passage.ID != far.ID || r.Hits[0].Parts.Vector != 1 {
		t.Errorf("the nearest passage %s is not first: %+v", far.ID, r.Hits[0])
	}
	if again := x.Search(query, "", 3); !reflect.DeepEqual(again, plain) {
		t.Error("the index without vectors has changed")
	}
	e.fail = errors.New("down")
	if down := with.Search(query, "", 3); !reflect.DeepEqual(down.Hits[0].Parts, plain.Hits[0].Parts) {
		t.Errorf("without an answer the first hit is %+v", down.Hits[0])
	}
	if _, err := x.WithVectors(t.Context(), e, 1); !errors.Is(err, e.fail) {
		t.Errorf("passages without vectors: %v", err)
	}
}

func TestVectorsOfNoWeightChangeNothing(t *testing.T) {
	x := memoIndex(t)
	with, err := x.WithVectors(t.Context(), hashed(t), 0)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := with.Search("Kuka päättää?", "", 5), x.Search("Kuka päättää?", "", 5); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
