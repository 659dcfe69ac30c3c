package knowledge

import "testing"

func BenchmarkMemo(b *testing.B) {
	for b.Loop() {
		if _, err := Memo(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSearch(b *testing.B) {
	x := memoIndex(b)
	queries := []string{
		"Miten lasken, mikä osaaminen on kiireisintä kehittää?",
		"Hur ser man till att rollerna är tydliga?",
		"How can on-the-job learning build capabilities?",
		"mitä avainmitarista pitää kirjata ylös",
	}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		x.Search(queries[i%len(queries)], "", 2)
		i++
	}
}
