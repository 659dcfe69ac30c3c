package criteria

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

var rulesC5Transfer = []Rule{
	{
		ID: "C5.TRANSFER.EFFECT", Spec: "R-508", Sub: "K5a", Level: plan.Model, Memo: "6", Later: true,
		Message: lackingRows,
		Fix: say("Kerro, miten siirto vaikuttaa vastaanottavaan prosessiin.", "Berätta hur överföringen påverkar den mottagande processen.",
			"Say how the transfer affects the receiving process."),
		Variants: map[string]Wording{
			"weakens": {
				say("siirto heikentää vastaanottavaa prosessia: {value}", "överföringen försvagar den mottagande processen: {value}",
					"the transfer weakens the receiving process: {value}"),
				say("Muuta siirtoa tai uudista myös vastaanottavaa prosessia.", "Ändra överföringen eller förnya också den mottagande processen.",
					"Change the transfer, or renew the receiving process as well."),
			},
			"none": {
				say("vapautuva työ kohdennetaan uudelleen, mutta siirtoa ei ole kuvattu: {value}",
					"det frigjorda arbetet omfördelas, men överföringen har inte beskrivits: {value}",
					"the freed work is reallocated, but the transfer is not described: {value}"),
				say("Kuvaa siirto: mistä prosessista ja mihin prosessiin työ siirtyy.", "Beskriv överföringen: från vilken process arbetet flyttas och till vilken.",
					"Describe the transfer: from which process to which the work moves."),
			},
		},
		Check: checkTransferEffect,
	},
	{
		ID: "C5.TRANSFER.TRAINING", Spec: "R-509", Sub: "K5a", Level: plan.Model, Memo: "6", Later: true,
		Message: lackingRows,
		Fix: say("Kerro, mitä koulutusta siirto vaatii. Jos koulutusta ei tarvita, kirjaa sekin.",
			"Berätta vilken utbildning överföringen kräver. Om ingen utbildning behövs, anteckna även det.",
			"Say what training the transfer needs. If none is needed, record that."),
		Variants: map[string]Wording{"total": {
			say("siirtojen vaikutusta kokonaistuottavuuteen ei ole kuvattu", "överföringarnas inverkan på totalproduktiviteten har inte beskrivits",
				"the effect of the transfers on total productivity is not described"),
			say("Kerro, miten siirrot vaikuttavat koko organisaation tuottavuuteen.", "Berätta hur överföringarna påverkar hela organisationens produktivitet.",
				"Say how the transfers affect the productivity of the whole organisation."),
		}},
		Check: func(p *Pass) {
			const total = plan.Path("commitments.total_productivity")
			wishRows(p, p.transfers, "training", func(t *plan.Transfer) lack { return text(t.Training) })
			if len(p.transfers) > 0 && text(p.plan.Commitments.TotalProductivity) != none && !p.waived(total) {
				p.found(whole, total, detail{variant: "total"})
			}
		},
	},
	{
		ID: "C5.TRANSFER.PERSON", Spec: "R-517", Sub: "K5a", Level: plan.Int, Memo: "6", Later: true,
		Message: say(`{row}siirrossa on henkilön nimi ("{value}")`, `{row}överföringen nämner en person ("{value}")`,
			`{row}the transfer names a person ("{value}")`),
		Fix: say("Kirjaa siirto prosessien tai yksiköiden tasolla, ei henkilöittäin.", "Anteckna överföringen per process eller enhet, inte per person.",
			"Record the transfer by process or unit, not by person."),
		Check: func(p *Pass) {
			for _, t := range p.transfers {
				p.unnamed(t.place, "from", t.v.From)
				p.unnamed(t.place, "to", t.v.To)
			}
		},
	},
	{
		ID: "W.TRANSFER.NEED", Spec: "R-519", Sub: "K5a", Level: plan.Advice, Memo: "6", Later: true,
		Message: lackingRows,
		Fix:     needFix,
		Variants: map[string]Wording{"other": {
			say("siirron kohteessa ei ole työvoimapulaa eikä ihmistyö ole sen arvon lähde: {value}",
				"där arbetet tas emot råder ingen personalbrist och mänskligt arbete skapar inte värdet: {value}",
				"the receiving process has no staff shortage and human work does not carry its value: {value}"),
			needFix,
		}},
		Check: func(p *Pass) {
			wishRows(p, p.transfers, "need", func(t *plan.Transfer) lack { return text(t.Need) })
			p.transfersWith("need", "other", func(t *plan.Transfer) string { return t.Need })
		},
	},
	{
		ID: "C5.STAFF_NEED", Spec: "R-520", Sub: "K5a", Level: plan.Int, Memo: "6", Later: true,
		Message: say("{row}työn tarve kasvaa ({value}), mutta rivin mukaan jotain vapautuu: {other}",
			"{row}behovet av arbete ökar ({value}), men enligt raden frigörs något: {other}",
			"{row}the need for work grows ({value}), but the row says that something is freed: {other}"),
		Fix: say("Poista tieto vapautuvan resurssin käytöstä tai tarkista luku. Työn tarve saa kasvaa, kun asiakas saa uutta arvoa.",
			"Ta bort uppgiften om vad den frigjorda resursen används till eller kontrollera talet. Behovet av arbete får öka när kunden får nytt värde.",
			"Remove what is done with the freed resource, or check the figure. The need for work may grow when the customer gets new value."),
		Check: func(p *Pass) {
			for _, r := range p.realisation {
				if raisesNeed(r.v) && r.v.Disposition != "" {
					p.found(r.place, r.leaf("freed_fte"), detail{other: enumValue{"realisation[].disposition", r.v.Disposition}})
				}
			}
		},
	},
}

var needFix = say("Suuntaa työ sinne, missä työvoimasta on pula tai missä ihmistyö tuottaa arvon.",
	"Rikta arbetet dit där det råder personalbrist eller där mänskligt arbete skapar värdet.",
	"Direct the work to where staff are short or where human work carries the value.")

// checkTransferEffect asks for a transfer where work is reallocated, and of each
// transfer that it does not weaken the process that receives the work.
func checkTransferEffect(p *Pass) {
	var moved []place
	for _, r := range p.realisation {
		if r.v.Disposition == "reallocate" && r.v.FreedFTE != nil {
			moved = append(moved, r.place)
		}
	}
	if moved != nil && len(p.transfers) == 0 {
		p.found(whole, "commitments.transfers[].from", detail{variant: "none", value: moved})
	}
	wishRows(p, p.transfers, "receiving_effect", func(t *plan.Transfer) lack { return text(t.ReceivingEffect) })
	p.transfersWith("receiving_effect", "weakens", func(t *plan.Transfer) string { return t.ReceivingEffect })
}

// transfersWith reports the transfers of which key holds value, in the wording
// of that name.
func (p *Pass) transfersWith(key plan.Path, value string, of func(*plan.Transfer) string) {
	var such []place
	for _, t := range p.transfers {
		if of(t.v) == value {
			such = append(such, t.place)
		}
	}
	if such != nil {
		p.found(whole, "commitments.transfers[]."+key, detail{variant: value, value: such})
	}
}

// raisesNeed reports whether a realisation row takes more work instead of
// freeing any. That is no error: the customer may get new value for it.
func raisesNeed(r *plan.Realisation) bool {
	less := func(v *float64) bool { return v == nil || *v <= 0 }
	return r.FreedFTE != nil && *r.FreedFTE < 0 && less(r.FreedEUR) && less(r.FreedHours)
}

// unnamed reports a text that names a person.
func (p *Pass) unnamed(at place, key plan.Path, value string) {
	if name := person(value, p.draft.Lang); name != "" {
		p.found(at, at.leaf(key), detail{value: name})
	}
}

// person is the full or titled name of a person in a text that should say a
// process or a unit, or "". A bare surname may be a place and does not count,
// nor does a unit or an institution that is called after a person ("Alvar Aalto
// -museo").
func person(s string, lang plan.Lang) string {
	for _, p := range reading.People(s, lang, nil) {
		full := strings.Contains(p.Name, " ")
		if (full || p.Title != "" && p.Name != "") && !unitName(p.Name) && !compound(s[p.End:]) && !institution(s[p.End:]) {
			return p.Name
		}
	}
	return ""
}

// unitName reports whether what looks like a name is that of a unit ("Onni
// Palvelut").
func unitName(name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc(unitStems, func(stem string) bool { return strings.Contains(name, stem) })
}

var unitStems = []string{
	"palvelu", "keskus", "keskuk", "yksik", "tiimi", "osasto", "toimisto", "virasto", "hallinto", "sairaala", "neuvola",
	"enhet", "avdelning", "byrå", "tjänst", "vård", "central", "förvaltning",
	"service", "centre", "center", "team", "office", "health", "department",
}

// institution reports whether the word after a name is that of an institution,
// which is then called after a person ("Maria Malmin sairaala").
func institution(rest string) bool {
	word, _, _ := strings.Cut(strings.ToLower(strings.TrimLeft(rest, " ")), " ")
	return slices.ContainsFunc(institutionStems, func(stem string) bool { return strings.HasPrefix(word, stem) })
}

var institutionStems = []string{
	"sairaal", "koulu", "museo", "kirjasto", "säätiö", "päiväko", "opisto", "lukio", "instituu",
	"skola", "sjukhus", "lasarett", "museum", "museet", "bibliotek", "stiftels", "daghem", "institut", "gymnasi",
	"hospital", "school", "library", "foundation",
}

// compound reports whether a name is the first part of a compound that goes on
// with rest (" -museo").
func compound(rest string) bool {
	after, dash := strings.CutPrefix(strings.TrimLeft(rest, " "), "-")
	r, _ := utf8.DecodeRuneInString(after)
	return dash && unicode.IsLetter(r)
}
