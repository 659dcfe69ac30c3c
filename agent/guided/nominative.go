package guided

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// nominativeOrg is the name with its head word in the nominative.
func (m *message) nominativeOrg(at span, head orgHead) string {
	if m.lang != plan.FI {
		return strings.TrimSuffix(m.quote(at), "'s")
	}
	if h, ok := m.orgHeadAt(at.j - 1); !ok || h.base != head.base {
		return m.quote(at)
	}
	return m.nominative(at, head)
}

// nominative writes the last word of a Finnish name, which ends in head, in the
// nominative.
func (m *message) nominative(at span, head orgHead) string {
	last := m.toks[at.j-1]
	for _, form := range head.forms {
		i := strings.LastIndex(last.fold, form)
		if i < 0 || utf8.RuneCountInString(last.Text) != len(last.fold) {
			continue
		}
		first := string([]rune(last.Text)[:i])
		base := head.base
		if first == "" && isUpper(last.Text) {
			r, n := utf8.DecodeRuneInString(base)
			base = string(unicode.ToUpper(r)) + base[n:]
		}
		if strings.HasPrefix(reading.Fold(head.base), form) || strings.HasPrefix(form, reading.Fold(head.base)[:min(3, len(form))]) {
			return strings.TrimSpace(m.quote(span{at.i, at.j - 1}) + " " + first + base)
		}
	}
	return m.quote(at)
}

// nominativeUnit is the name of a unit with its last word in the nominative.
func (m *message) nominativeUnit(at span) string {
	if m.lang != plan.FI {
		return m.quote(at)
	}
	last := m.toks[at.j-1].fold
	if i := strings.LastIndexByte(last, '-'); i > 0 && strings.HasPrefix(last[i+1:], "yksik") {
		return m.text[m.toks[at.i].Start : m.toks[at.j-1].Start+strings.LastIndexByte(m.toks[at.j-1].Text, '-')] // "henkilöasiakkaat-yksikössä"
	}
	return m.nominativeLast(at)
}

// nominativeLed is the name that a lead announces: "edustan Tampereen seudun ammattiopistoa".
func (m *message) nominativeLed(at span) string {
	if m.lang != plan.FI {
		return m.quote(at)
	}
	return m.nominativeLast(at)
}

// nominativeLast is a Finnish name with its last word in the nominative.
func (m *message) nominativeLast(at span) string {
	last := m.toks[at.j-1]
	if last.Kind != reading.Word {
		return m.quote(at)
	}
	return m.text[m.toks[at.i].Start:last.Start] + reading.Nominative(last.Text)
}

// endsIn reports whether the last word of a Finnish name is a form of head.
func (m *message) endsIn(at span, head orgHead) bool {
	last := m.toks[at.j-1].fold
	for _, form := range head.forms {
		if i := strings.LastIndex(last, form); i >= 0 && orgEnding(plan.FI, last[i+len(form):]) {
			return true
		}
	}
	return false
}

// systemHeads are the nouns that names of sources of data end in.
var systemHeads = []orgHead{
	{base: "järjestelmä", forms: []string{"jarjestelma"}},
	{base: "rekisteri", forms: []string{"rekisteri"}},
	{base: "tietokanta", forms: []string{"tietokanta", "tietokanna"}},
	{base: "loki", forms: []string{"loki"}},
	{base: "arkisto", forms: []string{"arkisto"}},
	{base: "varasto", forms: []string{"varasto"}},
	{base: "seuranta", forms: []string{"seuranta", "seuranna"}},
	{base: "alusta", forms: []string{"alusta"}},
	{base: "portaali", forms: []string{"portaali"}},
	{base: "ohjelmisto", forms: []string{"ohjelmisto"}},
	{base: "sovellus", forms: []string{"sovellus", "sovellukse"}},
	{base: "palvelu", forms: []string{"palvelu"}},
	{base: "kirjanpito", forms: []string{"kirjanpito", "kirjanpido"}},
	{base: "hallinta", forms: []string{"hallinta", "hallinna"}},
}
