package criteria

import (
	"os"
	"path/filepath"
	"testing"

	"luonnos/tools/plan"
)

// FuzzCheck holds for any plan file that decodes: the check ends, the verdict
// follows from the findings, the parts agree with the criteria, and each finding
// is complete.
func FuzzCheck(f *testing.F) {
	for _, name := range planNames(f) {
		data, err := os.ReadFile(filepath.Join("testdata", "plans", name+".json"))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(`{"kpis":[{"id":"k1"}],"batches":[{"id":"b1","kpi":"k1","weeks":-1}],"capabilities":[{"id":"c1","maturity":1e300}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := plan.Decode(data)
		if err != nil {
			return
		}
		r := Check(plan.ImportedDraft(*p))
		failing := len(r.Failing()) > 0
		if failing != (r.Verdict == Failed) {
			t.Errorf("verdict %s with %d failing findings", r.Verdict, len(r.Failing()))
		}
		agrees(t, "fuzzed", r)
		for _, finding := range r.Findings {
			if !finding.Message.Complete() || !finding.Fix.Complete() || finding.Path == "" {
				t.Errorf("incomplete finding %+v", finding)
			}
		}
	})
}
