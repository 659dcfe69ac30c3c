package guided

import (
	"fmt"
	"testing"

	"luonnos/tools/plan"
)

// TestNotes reads clipped notes, groups of indicators, principles with their document and
// what is told out of the usual order.
func TestNotes(t *testing.T) {
	tests := []struct {
		name  string
		lang  plan.Lang
		topic plan.Topic
		say   string
		want  map[plan.Path]string
	}{
		{"abbreviations", plan.FI, plan.TopicCapabilities, "Hankinta: mat. 2, krit. 4. Luotsit kouluttavat toisiaan, Saara Elo, 31.3.2027.",
			map[plan.Path]string{"capabilities[c1].maturity": "2", "capabilities[c1].criticality": "4", "capabilities[c1].action": "Luotsit kouluttavat toisiaan", "capabilities[c1].owner": "Saara Elo"}},
		{"abbreviations", plan.SV, plan.TopicCapabilities, "Upphandling: mogn. 2, krit. 4. Lotsarna utbildar varandra, Ann Ek, 31.3.2027.",
			map[plan.Path]string{"capabilities[c1].maturity": "2", "capabilities[c1].criticality": "4", "capabilities[c1].owner": "Ann Ek"}},
		{"abbreviations", plan.EN, plan.TopicCapabilities, "Procurement: mat. 2, crit. 4. Pilots train each other, Ann Lee, 31 March 2027.",
			map[plan.Path]string{"capabilities[c1].maturity": "2", "capabilities[c1].criticality": "4", "capabilities[c1].owner": "Ann Lee"}},
		{"a sentence that ends in a short word", plan.SV, plan.TopicValueStream, "Kunden är ett rederi och värdet är en kajplats utan att ringa om. Rederienkäten 2025 visar det.",
			map[plan.Path]string{"value_stream.customer": "ett rederi", "value_stream.evidence": "Rederienkäten 2025 visar det"}},
		{"short headings", plan.FI, plan.TopicExecution, "Vko: luotsit käyvät läpi myöhästymiset. Kk: satamapäällikkö päättää seuraavasta laiturista. Stop: jos vahinkoja sattuu, palataan vanhaan.",
			map[plan.Path]string{"execution.weekly": "luotsit käyvät läpi myöhästymiset", "execution.monthly": "satamapäällikkö päättää seuraavasta laiturista"}},
		{"all indicators", plan.FI, plan.TopicExecution, "Kumpikin mittari ohjaa päätöksiä.", map[plan.Path]string{"execution.kpi_refs": "[k1 k2]"}},
		{"all indicators", plan.SV, plan.TopicExecution, "Bägge nyckeltalen styr besluten, och ansvariga är Ann Ek och Bo Lind.", map[plan.Path]string{"execution.kpi_refs": "[k1 k2]", "execution.responsible": "[Ann Ek Bo Lind]"}},
		{"all indicators", plan.EN, plan.TopicExecution, "Both KPIs are used.", map[plan.Path]string{"execution.kpi_refs": "[k1 k2]"}},
		{"principles in a document", plan.FI, plan.TopicData, "Periaatteita on kaksi ja ne ovat satamaohjeessa 2026: jokainen laituri on yksilöity eikä rahtitietoa viedä muihin järjestelmiin.",
			map[plan.Path]string{"data.principles": "[jokainen laituri on yksilöity eikä rahtitietoa viedä muihin järjestelmiin]", "data.reference": "satamaohjeessa 2026"}},
		{"principles in a document", plan.SV, plan.TopicData, "Två principer har vi i hamnordningen 2026 och de är i bruk: varje kaj har ett nummer, och uppgifter frågas en gång.",
			map[plan.Path]string{"data.principles": "[varje kaj har ett nummer uppgifter frågas en gång]", "data.reference": "hamnordningen 2026"}},
		{"principles before their document", plan.EN, plan.TopicData, "Each berth has one number and data is asked for once. Those principles are in the port handbook 2026.",
			map[plan.Path]string{"data.principles": "[Each berth has one number data is asked for once]", "data.reference": "port handbook 2026"}},
		{"title first", plan.SV, plan.TopicTarget, "Kaj i tid heter det. Det gäller bokningen av kajplatser, cirka 2 400 anlöp per år.",
			map[plan.Path]string{"target.title": "Kaj i tid", "target.object": "bokningen av kajplatser"}},
		{"one batch", plan.EN, plan.TopicBatches, "There is one batch so far: ferries in the south harbour, four weeks from 3 May 2027.",
			map[plan.Path]string{"batches[b1].scope": "ferries in the south harbour", "batches[b1].weeks": "4"}},
		{"one batch", plan.SV, plan.TopicBatches, "Det finns en etapp hittills: färjor i södra hamnen, fyra veckor från 3.5.2027.",
			map[plan.Path]string{"batches[b1].scope": "färjor i södra hamnen", "batches[b1].weeks": "4"}},
		{"surname first", plan.FI, plan.TopicIntro, "Virtanen, Pekka. Satamapäällikkö, Kaskisten kaupunki.", map[plan.Path]string{"applicant.contact_name": "Pekka Virtanen"}},
		{"consulted by hearing", plan.SV, plan.TopicRACI, "Nyckeltalen: Ann Ek är ansvarig, Bo Lind utför arbetet efter att ha hört Eva Holm, och lotsarna informeras.",
			map[plan.Path]string{"raci[r1].responsible": "[Bo Lind]", "raci[r1].consulted": "[Eva Holm]", "raci[r1].informed": "[lotsarna]"}},
		{"we hear and tell", plan.FI, plan.TopicRACI, "Avainmittareista vastaa Saara Elo, tekijänä on Pekka Virtanen, kuulemme talouspäällikkö Eino Tirhosta ja tiedotamme johtoryhmää.",
			map[plan.Path]string{"raci[r1].responsible": "[Pekka Virtanen]", "raci[r1].consulted": "[Eino Tirhonen]"}},
		{"no article", plan.EN, plan.TopicRACI, "KPIs: Ann Lee is accountable, Bob Ray is responsible, Eve Holt is consulted, the pilots are informed.",
			map[plan.Path]string{"raci[r1].informed": "[pilots]"}},
		{"a sector denied", plan.EN, plan.TopicIntro, "I'm Ann Lee, port captain at the Baltic Pilots Organisation, an international body rather than a Finnish ministry.",
			map[plan.Path]string{"applicant.sector": "other_public"}},
		{"not settled", plan.SV, plan.TopicRACI, "Vem som äger nyttan har vi inte utsett, två chefer är oense om det.", map[plan.Path]string{"raci[r1].accountable": "", "raci[r1].item": ""}},
	}
	for _, tt := range tests {
		t.Run(tt.name+" "+string(tt.lang), func(t *testing.T) {
			d := plan.NewDraft(tt.lang)
			if tt.topic == plan.TopicExecution {
				for _, path := range []plan.Path{"kpis[k1].name", "kpis[k2].name"} {
					if err := d.Put(path, "x", plan.Provenance{Source: plan.Said}); err != nil {
						t.Fatal(err)
					}
				}
			}
			facts, _, _ := tell(t, d, tt.say, asksOf(tt.topic), noon)
			got := map[plan.Path]string{}
			for _, f := range facts {
				got[f.path] = fmt.Sprint(f.value)
			}
			for path, want := range tt.want {
				if got[path] != want {
					t.Errorf("%q: %s = %q, want %q", tt.say, path, got[path], want)
				}
			}
		})
	}
}
