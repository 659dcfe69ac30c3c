package export_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"luonnos/tools/criteria"
	"luonnos/tools/export"
	"luonnos/tools/plan"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestMarkdown holds the documents of whole drafts in the three languages. An
// archive has the draft, a report on it and what comes of them.
func TestMarkdown(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "*.txtar"))
	if err != nil || len(files) < 2 {
		t.Fatalf("archives %v: %v", files, err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			want := map[string]string{}
			for _, f := range archive.Files {
				want[f.Name] = string(f.Data)
			}
			d := draft(t, want)
			report := &criteria.Report{}
			if err := plan.Unmarshal([]byte(want["report.json"]), report); err != nil {
				t.Fatal(err)
			}
			got := &txtar.Archive{Comment: archive.Comment, Files: archive.Files[:2]}
			for _, lang := range plan.Langs {
				text := export.Markdown(d, report, lang)
				got.Files = append(got.Files, txtar.File{Name: string(lang) + ".md", Data: []byte(text)})
				if diff := cmp.Diff(want[string(lang)+".md"], text); diff != "" && !*update {
					t.Errorf("%s (-want +got):\n%s", lang, diff)
				}
			}
			if *update {
				if err := os.WriteFile(file, txtar.Format(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// draft reads an archive's plan.json, a bare plan, or its draft.json.
func draft(t *testing.T, files map[string]string) *plan.Draft {
	t.Helper()
	if data, ok := files["draft.json"]; ok {
		d, err := plan.DecodeDraft([]byte(data))
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	p, err := plan.Decode([]byte(files["plan.json"]))
	if err != nil {
		t.Fatal(err)
	}
	return plan.ImportedDraft(*p)
}
