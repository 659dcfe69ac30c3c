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
		{plan.FI, plan.TopicTarget, "Uudistamme hautapaikkojen varaukset, 800, tai ei, uurnalehdon kanssa niitä on 950 varausta vuodessa.", "target.volume", 950.0},
		{plan.FI, plan.TopicTarget, "Alkaa 1.2.2027, anteeksi, se siirtyi, 1.3.2027, ja päättyy 31.12.2029.", "target.start", plan.Date("2027-03-01")},
		{plan.FI, plan.TopicCapabilities, "Hankintaosaaminen: kypsyys 4, eiku, se taitaa olla 2, ja kriittisyys 5.", "capabilities[c1].maturity", 2.0},
		{plan.SV, plan.TopicTarget, "Vi förnyar gravplatsbokningen, 800, eller nej, med urnlunden blir det 950 bokningar per år.", "target.volume", 950.0},
		{plan.SV, plan.TopicCapabilities, "Upphandling: mognad 4, nej, den är väl bara 2, och kritikaliteten är 5.", "capabilities[c1].maturity", 2.0},
		{plan.SV, plan.TopicValueStream, "Granskningen tar 25 min, fel av mig, 52 min, och väntar 6 dagar, den automatiseras.", "value_stream.steps[s1].process_min", 52.0},
		{plan.SV, plan.TopicRACI, "Nyckeltalen: ansvarig är jag, eller nej, det gick över till Sven Holm, Eva Berg utför.", "raci[r1].accountable", "Sven Holm"},
		{plan.EN, plan.TopicTarget, "It starts on 1 February 2027, sorry, that was put off, 1 March 2027, and ends on 31 December 2029.", "target.start", plan.Date("2027-03-01")},
		{plan.EN, plan.TopicCapabilities, "Procurement: maturity 4, no, it is only 2, and criticality 5.", "capabilities[c1].maturity", 2.0},
		{plan.EN, plan.TopicValueStream, "Inspection takes 25 min, my mistake, 52 min, and waits 6 days (automated).", "value_stream.steps[s1].process_min", 52.0},
		{plan.EN, plan.TopicData, "The key data set is the grave register, owned by Sam Hale. Class A, no, make it B.", "data.assets[d1].quality", "B"},
		{plan.SV, plan.TopicData, "Den viktigaste datamängden är gravregistret, som Eva Berg äger. Klass A, nej, sätt B.", "data.assets[d1].quality", "B"},
		{plan.EN, plan.TopicCapabilities, "Procurement: maturity 4, no doubt about it, and criticality 5.", "capabilities[c1].maturity", 4.0},
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
