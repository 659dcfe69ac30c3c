package plan

import "testing"

func TestLangWritesNumbersAndDates(t *testing.T) {
	for _, tt := range []struct {
		v      float64
		fi, en string
	}{
		{0, "0", "0"}, {0.25, "0,25", "0.25"}, {999, "999", "999"}, {-1200.5, "-1\u00a0200,5", "-1,200.5"},
		{27500, "27\u00a0500", "27,500"}, {1234567, "1\u00a0234\u00a0567", "1,234,567"},
	} {
		if fi, sv, en := FI.Number(tt.v), SV.Number(tt.v), EN.Number(tt.v); fi != tt.fi || sv != tt.fi || en != tt.en {
			t.Errorf("%v: got %q, %q, %q", tt.v, fi, sv, en)
		}
	}
	for _, tt := range []struct {
		d      Date
		sv, en string
	}{
		{"2026-09-03", "3.9.2026", "3 September 2026"}, {"2026-09", "9/2026", "September 2026"}, {"later", "later", "later"},
	} {
		if fi, sv, en := FI.Date(tt.d), SV.Date(tt.d), EN.Date(tt.d); fi != tt.sv || sv != tt.sv || en != tt.en {
			t.Errorf("%s: got %q, %q, %q", tt.d, fi, sv, en)
		}
	}
}
