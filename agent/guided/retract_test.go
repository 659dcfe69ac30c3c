package guided

import (
	"testing"

	"luonnos/tools/plan"
)

// TestLastWordOfASentenceCounts: of a value that is taken back in the same breath only
// the one that holds is read.
func TestLastWordOfASentenceCounts(t *testing.T) {
	tests := []struct {
		lang  plan.Lang
		topic plan.Topic
		say   string
		path  plan.Path
		want  any
	}{
		{plan.FI, plan.TopicTarget, "Uudistamme satamamaksujen laskutuksen, 2 400, anteeksi, 4 200 laskua vuodessa.", "target.volume", 4200.0},
		{plan.FI, plan.TopicBatches, "Ensimmäinen erä: satamamaksut, kolme viikkoa, ei kun viisi, 3.5.2027 alkaen.", "batches[b1].weeks", 5.0},
		{plan.FI, plan.TopicTarget, "Alkaa 1.3.2027, tai siis 1.4.2027, ja päättyy 31.12.2029.", "target.start", plan.Date("2027-04-01")},
		{plan.FI, plan.TopicCommitments, "Hyötyjä seurataan neljä, eikun kolme vuotta.", "commitments.horizon_years", 3.0},
		{plan.SV, plan.TopicTarget, "Vi förnyar faktureringen, 2 400, förlåt, 4 200 fakturor per år.", "target.volume", 4200.0},
		{plan.SV, plan.TopicBatches, "Etapp 1: hamnavgifterna, tre veckor, nej, fem, från 3.5.2027.", "batches[b1].weeks", 5.0},
		{plan.SV, plan.TopicCommitments, "Nyttan följs upp i fyra, jag menar tre år.", "commitments.horizon_years", 3.0},
		{plan.SV, plan.TopicTarget, "Vi börjar den 1 mars 2027, rättare sagt den 1 april 2027, och slutar den 31 december 2029.", "target.start", plan.Date("2027-04-01")},
		{plan.EN, plan.TopicTarget, "We renew invoicing, 2,400, no sorry, 4,200 invoices a year.", "target.volume", 4200.0},
		{plan.EN, plan.TopicBatches, "Batch one: harbour dues, three weeks, no, five, from 3 May 2027.", "batches[b1].weeks", 5.0},
		{plan.EN, plan.TopicTarget, "It starts on 1 March 2027, correction, 1 April 2027, and ends on 31 December 2029.", "target.end", plan.Date("2029-12-31")},
		{plan.EN, plan.TopicCapabilities, "Procurement is at maturity 1, wait, we trained people in May, so maturity 2, with criticality 4.", "capabilities[c1].maturity", 2.0},
		{plan.EN, plan.TopicIntro, "Sam Hale, deputy harbour master, no, since May I am harbour master at the Port Authority.", "applicant.contact_role", "harbour master"},
		{plan.EN, plan.TopicCommitments, "We follow the benefits for three years, not four.", "commitments.horizon_years", 3.0},
	}
	for _, tt := range tests {
		facts, _, _ := tell(t, plan.NewDraft(tt.lang), tt.say, asksOf(tt.topic), noon)
		var got any
		for _, f := range facts {
			if f.path == tt.path {
				got = f.value
			}
		}
		if got != tt.want {
			t.Errorf("%q: %s = %v, want %v", tt.say, tt.path, got, tt.want)
		}
	}
}
