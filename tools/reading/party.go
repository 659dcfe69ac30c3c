package reading

import (
	"strings"
	"sync"
)

// Party is a person, a group or a role that stands for people.
type Party struct {
	Name   string // a person's full name or the group as written; Finnish group heads in the nominative
	Person bool
	Self   bool // the speaker
	Start  int
	End    int
}

// Parties finds the persons and groups of s ("kunnan johtoryhmä", "ledningsgruppen", "steering group") in their order.
func Parties(s string, lang Lang, known []string) []Party {
	d := parse(s, lang)
	people := d.people(known)
	var out []Party
	k := 0
	for i := 0; i < len(d.t); {
		for k < len(people) && people[k].End <= d.t[i].start() {
			k++
		}
		if k < len(people) && people[k].Start <= d.t[i].start() {
			p := people[k]
			out = append(out, Party{p.Name, true, p.Self, p.Start, p.End})
			for i < len(d.t) && d.t[i].start() < p.End {
				i++
			}
			k++
			continue
		}
		g, j, ok := d.groupAt(i, people)
		if !ok {
			i++
			continue
		}
		if !(k < len(people) && d.entitles(j, people[k])) {
			out = append(out, g)
		}
		i = j
	}
	return out
}

// entitles reports whether the words from token j on go straight over to a person, so that a
// group before them is part of a title: "head of personnel Olivia Brandt", "personnel manager
// Olivia Brandt".
func (d *text) entitles(j int, p Person) bool {
	if d.kind(j) == Word && titleOf(d.t[j].base(), d.lang) != "" {
		j++
	}
	return j < len(d.t) && d.t[j].start() == p.Start && !p.Self
}

// PartyList reads s as a list of parties ("Pöyry, kunnan johtoryhmä ja HR"): every item is one, also an item that is no
// known group.
func PartyList(s string, lang Lang, known []string) []Party {
	d := parse(s, lang)
	var out []Party
	first := 0
	flush := func(end int) {
		for first < end && d.t[first].k == Punct {
			first++
		}
		for end > first && d.t[end-1].k == Punct && !d.is(end-1, ")") {
			end--
		}
		if first >= end {
			return
		}
		from, to := d.t[first].start(), d.t[end-1].end()
		part := s[from:to]
		found := Parties(part, lang, known)
		if len(found) == 0 {
			switch lang {
			case EN:
				part = strings.TrimPrefix(part, "the ")
			case FI:
				part = ofGroup(part)
			}
			found = []Party{{Name: part, Start: 0, End: to - from}}
		}
		for _, p := range found {
			p.Start, p.End = p.Start+from, p.End+from
			out = append(out, p)
		}
	}
	for i := range d.t {
		switch t := &d.t[i]; {
		case t.k == Punct && (t.f == "," || t.f == ";" || t.f == "&" || t.f == "/" || t.f == "+"), t.k == Word && (t.f == "ja" || t.f == "och" || t.f == "and" || t.f == "seka" || t.f == "samt"), t.nl && i > first:
			flush(i)
			first = i
			if !t.nl || t.k == Punct {
				first = i + 1
			}
		}
	}
	flush(len(d.t))
	return out
}

// groupAt reads a group at token i, the words that describe it included.
func (d *text) groupAt(i int, people []Person) (Party, int, bool) {
	if adjective, ok := d.agreeing(i); ok {
		if g, end, ok := d.groupAt(i+1, people); ok && d.t[i+1].start() == g.Start {
			g.Name, g.Start = adjective+" "+g.Name, d.t[i].start()
			return g, end, true
		}
	}
	for n := 0; n < 4 && d.kind(i+n) == Word; n++ {
		h := i + n
		if n > 0 && d.t[h].nl {
			break
		}
		name, ok := d.groupHead(h)
		if ok && !d.titleOfPerson(h, people) && !d.groupFollows(h) {
			start := i
			if n > 0 {
				name = d.src(start, h) + " " + name
			}
			return Party{Name: name, Start: d.t[start].start(), End: d.t[h].end()}, h + 1, true
		}
		if !d.describes(h) {
			break
		}
	}
	return Party{}, 0, false
}

// agreeing reads an adjective that agrees with the Finnish group after it and gives its
// nominative: "tekniselle lautakunnalle".
func (d *text) agreeing(i int) (string, bool) {
	if langs(d.lang)[0] != FI || d.kind(i) != Word || d.kind(i+1) != Word {
		return "", false
	}
	f := d.t[i].f
	src := []rune(d.s[d.t[i].start():d.t[i].end()])
	for _, e := range adjectiveEndings {
		stem, ok := strings.CutSuffix(f, e.ending)
		if !ok || len(stem) < 3 || len(src) != len(f) {
			continue
		}
		if _, head := d.groupHead(i + 1); head {
			return string(src[:len(stem)]) + e.nom, true
		}
	}
	return "", false
}

// adjectiveEndings are the endings of adjectives in -nen with those of the nominative.
var adjectiveEndings = []struct{ ending, nom string }{
	{"iselle", "inen"}, {"isella", "inen"}, {"iselta", "inen"}, {"isesta", "inen"}, {"isessa", "inen"}, {"iseen", "inen"}, {"isen", "inen"}, {"ista", "inen"},
	{"isille", "iset"}, {"isilla", "iset"}, {"isilta", "iset"}, {"isista", "iset"}, {"isten", "iset"}, {"isia", "iset"},
}

// titleOfPerson reports whether token h is the title of a person next to it.
func (d *text) titleOfPerson(h int, people []Person) bool {
	if titleOf(d.t[h].base(), d.lang) == "" {
		return false
	}
	for _, p := range people {
		if p.Title != "" && (p.Start >= d.t[h].end() && p.Start <= d.t[h].end()+2 || p.End <= d.t[h].start() && p.End+40 >= d.t[h].start()) {
			return true
		}
	}
	return false
}

// groupFollows reports whether the group is itself a modifier of the next word: "johtoryhmän puheenjohtaja".
func (d *text) groupFollows(h int) bool {
	if d.kind(h+1) != Word || d.t[h+1].nl || !d.describes(h) {
		return false
	}
	_, ok := d.groupHead(h + 1)
	return ok
}

// describes reports whether token i can stand before a group's head: a genitive in Finnish or Swedish, a noun or
// adjective in English.
func (d *text) describes(i int) bool {
	f := d.t[i].f
	if len(f) < 2 || stopWord(f, d.lang) || f == "asian" || f == "tiedon" {
		return false
	}
	if _, cue := raciCue(f); cue {
		return false
	}
	n := len(f)
	switch langs(d.lang)[0] {
	case SV:
		return n > 3 && f[n-1] == 's' && !strings.HasSuffix(f, "as") || strings.HasSuffix(f, "a") && d.at(i-1) == "de"
	case EN:
		_, number := englishWord(f)
		return !number && !strings.HasSuffix(f, "ed") && !strings.HasSuffix(f, "ing") || f == "steering" || f == "nursing" || f == "planning" || f == "housing"
	}
	return n > 3 && f[n-1] == 'n' && vowel(f[n-2]) && !strings.HasSuffix(f, "nen") && !strings.HasSuffix(f, "sin") && !strings.HasSuffix(f, "ain") && !strings.HasSuffix(f, "etaan") &&
		!strings.HasSuffix(f, "aan") && !strings.HasSuffix(f, "ttain")
}

// groupHead reports whether token i is the head of a group and returns it in the form to show.
func (d *text) groupHead(i int) (string, bool) {
	t := &d.t[i]
	f := t.base()
	if d.dash(i+1) && d.glued(i+1) { // "hallinto- ja talousjohtaja"
		return "", false
	}
	src := d.s[t.start():t.end()]
	switch langs(d.lang)[0] {
	case SV:
		return src, swedishGroupWord(f)
	case EN:
		return src, englishGroups[f] || len(f) > 4 && titleOf(strings.TrimSuffix(f, "s"), EN) != "" && strings.HasSuffix(f, "s")
	}
	if len(f) < 4 || len(f) > 80 {
		return "", false
	}
	if t.colon > 0 {
		src = src[:strings.LastIndexByte(src, ':')]
	}
	forms := finnishGroups()
	for at := 0; at < len(f)-3; at++ {
		g, ok := forms[f[at:]]
		if !ok || at > 0 && at < 2 {
			continue
		}
		if g.alone && at > 0 {
			continue
		}
		if f[at:] == fold(g.nom) && !d.plain {
			return src, true
		}
		rs := []rune(src)
		if len(rs) != len(f) {
			return g.nom, true
		}
		return string(rs[:at]) + g.nom, true
	}
	if titleOf(f, FI) != "" {
		return d.titleText(i, i, titleOf(f, FI)), true
	}
	return "", false
}

// swedishGroupWord reports whether a folded Swedish word names a group or a role.
func swedishGroupWord(f string) bool {
	for _, h := range swedishGroups {
		at := strings.LastIndex(f, h.stem)
		if at < 0 {
			continue
		}
		if h.stem == "rad" && strings.HasSuffix(f[:at], "om") {
			continue // område
		}
		rest := f[at+len(h.stem):]
		for _, e := range strings.Fields(h.endings) {
			if rest == e || e == "-" && rest == "" {
				return true
			}
		}
	}
	return false
}

var swedishGroups = []struct{ stem, endings string }{
	{"grupp", "- en er erna"}, {"team", "- et en teamen"}, {"styrelse", "- n r rna"}, {"namnd", "- en er erna"}, {"personal", "- en"}, {"chef", "er erna"}, {"ledar", "na e"},
	{"direktor", "er erna"}, {"vardar", "na e"}, {"skotar", "na e"}, {"larar", "na e"}, {"handledar", "na e"}, {"ledning", "en"}, {"rad", "et"}, {"fullmaktige", "-"}, {"kommitte", "n -"},
	{"utskott", "et -"}, {"sektion", "en -"}, {"avdelning", "en arna -"}, {"enhet", "en er erna"}, {"forvaltning", "en -"}, {"ombud", "et en"}, {"jurist", "en er erna"},
	{"kund", "er erna"}, {"klient", "er erna"}, {"invanar", "na e"}, {"kommunikation", "en"}, {"expert", "er erna"}, {"handlaggar", "na e"}, {"samordnar", "na e"}, {"planerar", "na e"},
	{"rektor", "er erna"}, {"sekreterar", "na e"}, {"byra", "n"}, {"anstallda", "-"}, {"medarbetar", "na e"}, {"leverantor", "en er erna"}, {"fortroendeman", "nen -"}, {"fackforbund", "et en -"},
	{"koordinator", "er erna"}, {"forman", "nen"}, {"anvandar", "na e"}, {"foretradar", "na e"}, {"myndighet", "en er erna"}, {"partner", "- na"}, {"foraldrar", "- na"}, {"studerande", "- na"},
}

var englishGroups = set(`group groups team teams board committee council staff managers leaders heads advisors advisers officers department departments unit units management directors supervisors
	nurses teachers employees coordinators planners office communications lawyers users customers residents unions representatives personnel assembly cabinet partners suppliers vendors
	students parents clients executive secretariat workgroup leadership owners specialists experts workers assistants`)

type groupForm struct {
	nom   string
	alone bool // not as the last part of a compound
}

// finnishGroups maps the forms of group words to the nominative, singular or plural as the form is.
var finnishGroups = sync.OnceValue(func() map[string]groupForm {
	m := map[string]groupForm{}
	for _, g := range finnishGroupWords {
		strong := fold(g.strong)
		weak := fold(g.weak)
		put := func(f, nom string) {
			if _, ok := m[f]; !ok {
				m[f] = groupForm{nom, g.alone}
			}
		}
		if g.nom != "" {
			put(fold(g.nom), g.nom)
			put(fold(g.nom)+"ta", g.nom)
			singularForms(strong, weak, func(f string) { put(f, g.nom) })
		}
		if g.plural != "" {
			put(fold(g.plural), g.plural)
			for _, p := range strings.Fields(g.plStems) {
				pluralForms(weak, p, p, func(f string) { put(f, g.plural) })
			}
		}
	}
	return m
})

// finnishGroupWords lists heads of groups: nominative, strong and weak stem, plural and its folded stems.
var finnishGroupWords = []struct {
	nom, strong, weak, plural, plStems string
	alone                              bool
}{
	{"ryhmä", "ryhmä", "ryhmä", "ryhmät", "ryhmi", false},
	{"tiimi", "tiimi", "tiimi", "tiimit", "tiimei tiimi", false},
	{"hallitus", "hallitukse", "hallitukse", "", "", false},
	{"lautakunta", "lautakunta", "lautakunna", "lautakunnat", "lautakunti lautakunni", false},
	{"toimikunta", "toimikunta", "toimikunna", "", "", false},
	{"johtokunta", "johtokunta", "johtokunna", "johtokunnat", "johtokunti johtokunni", false},
	{"tiedekunta", "tiedekunta", "tiedekunna", "tiedekunnat", "tiedekunti tiedekunni", false},
	{"", "kunta", "kunna", "kunnat", "kunti kunni", false},
	{"", "hoitola", "hoitola", "hoitolat", "hoitoloi", false},
	{"", "vankila", "vankila", "vankilat", "vankiloi", false},
	{"", "asema", "asema", "asemat", "asemi", false},
	{"", "koulu", "koulu", "koulut", "koului", false},
	{"", "kirjasto", "kirjasto", "kirjastot", "kirjastoi kirjasto", false},
	{"", "laitokse", "laitokse", "laitokset", "laitoksi", false},
	{"", "virasto", "virasto", "virastot", "virastoi virasto", false},
	{"", "yritykse", "yritykse", "yritykset", "yrityksi", false},
	{"", "valvoja", "valvoja", "valvojat", "valvoji", false},
	{"", "neuvoja", "neuvoja", "neuvojat", "neuvoji", false},
	{"", "kuljettaja", "kuljettaja", "kuljettajat", "kuljettaji", false},
	{"", "vartija", "vartija", "vartijat", "vartijoi", false},
	{"", "kouluttaja", "kouluttaja", "kouluttajat", "kouluttaji", false},
	{"", "urakoitsija", "urakoitsija", "urakoitsijat", "urakoitsijoi", false},
	{"", "tuottaja", "tuottaja", "tuottajat", "tuottaji", false},
	{"", "toimija", "toimija", "toimijat", "toimijoi", false},
	{"", "omaise", "omaise", "omaiset", "omaisi", false},
	{"", "potilaa", "potilaa", "potilaat", "potilai", false},
	{"", "insinööri", "insinööri", "insinöörit", "insinoorei insinoori", false},
	{"", "arkkitehti", "arkkitehdi", "arkkitehdit", "arkkitehtei arkkitehdei", false},
	{"valtuusto", "valtuusto", "valtuusto", "", "", false},
	{"jaosto", "jaosto", "jaosto", "", "", false},
	{"neuvosto", "neuvosto", "neuvosto", "", "", false},
	{"kollegio", "kollegio", "kollegio", "", "", false},
	{"verkosto", "verkosto", "verkosto", "verkostot", "verkostoi verkosto", false},
	{"henkilöstö", "henkilöstö", "henkilöstö", "", "", false},
	{"henkilökunta", "henkilökunta", "henkilökunna", "", "", false},
	{"osasto", "osasto", "osasto", "osastot", "osastoi osasto", false},
	{"yksikkö", "yksikkö", "yksikö", "yksiköt", "yksikoi yksikkoi", false},
	{"hallinto", "hallinto", "hallinno", "", "", false},
	{"viestintä", "viestintä", "viestinnä", "", "", false},
	{"juridiikka", "juridiikka", "juridiika", "", "", false},
	{"johto", "johto", "johdo", "", "", false},
	{"toimisto", "toimisto", "toimisto", "toimistot", "toimistoi toimisto", false},
	{"asiakaspalvelu", "asiakaspalvelu", "asiakaspalvelu", "", "", false},
	{"väki", "väke", "väe", "", "", false},
	{"", "palvelu", "palvelu", "palvelut", "palvelui palvelu", false},
	{"", "johtaja", "johtaja", "johtajat", "johtaji", false},
	{"", "ohjaaja", "ohjaaja", "ohjaajat", "ohjaaji", false},
	{"", "hoitaja", "hoitaja", "hoitajat", "hoitaji", false},
	{"", "opettaja", "opettaja", "opettajat", "opettaji", false},
	{"", "kasvattaja", "kasvattaja", "kasvattajat", "kasvattaji", false},
	{"", "toimittaja", "toimittaja", "toimittajat", "toimittaji", false},
	{"", "tekijä", "tekijä", "tekijät", "tekijoi", false},
	{"", "käsittelijä", "käsittelijä", "käsittelijät", "kasittelijoi", false},
	{"", "suunnittelija", "suunnittelija", "suunnittelijat", "suunnittelijoi", false},
	{"", "valmistelija", "valmistelija", "valmistelijat", "valmistelijoi", false},
	{"", "asiantuntija", "asiantuntija", "asiantuntijat", "asiantuntijoi", false},
	{"", "tutkija", "tutkija", "tutkijat", "tutkijoi", false},
	{"", "päällikkö", "päällikö", "päälliköt", "paallikoi", false},
	{"", "henkilö", "henkilö", "henkilöt", "henkiloi", false},
	{"", "esimiehe", "esimiehe", "esimiehet", "esimiehi", false},
	{"", "luottamusmiehe", "luottamusmiehe", "luottamusmiehet", "luottamusmiehi", false},
	{"", "sihteeri", "sihteeri", "sihteerit", "sihteerei sihteeri", false},
	{"", "koordinaattori", "koordinaattori", "koordinaattorit", "koordinaattorei koordinaattori", false},
	{"", "rehtori", "rehtori", "rehtorit", "rehtorei rehtori", false},
	{"", "lääkäri", "lääkäri", "lääkärit", "laakarei laakari", false},
	{"", "juristi", "juristi", "juristit", "juristei juristi", false},
	{"", "lehtori", "lehtori", "lehtorit", "lehtorei lehtori", false},
	{"", "vastaava", "vastaava", "vastaavat", "vastaavi", false},
	{"", "edustaja", "edustaja", "edustajat", "edustaji", false},
	{"", "käyttäjä", "käyttäjä", "käyttäjät", "kayttaji", false},
	{"", "työntekijä", "työntekijä", "työntekijät", "tyontekijoi", false},
	{"", "asiakkaa", "asiakkaa", "asiakkaat", "asiakkai", false},
	{"", "asukkaa", "asukkaa", "asukkaat", "asukkai", false},
	{"", "kuntalaise", "kuntalaise", "kuntalaiset", "kuntalaisi", false},
	{"", "viranhaltija", "viranhaltija", "viranhaltijat", "viranhaltijoi", false},
	{"", "kumppani", "kumppani", "kumppanit", "kumppanei kumppani", false},
	{"", "opiskelija", "opiskelija", "opiskelijat", "opiskelijoi", false},
	{"", "tarkastaja", "tarkastaja", "tarkastajat", "tarkastaji", false},
	{"", "vastuuhenkilö", "vastuuhenkilö", "vastuuhenkilöt", "vastuuhenkiloi", false},
	{"", "omistaja", "omistaja", "omistajat", "omistaji", false},
	{"", "etsivä", "etsivä", "etsivät", "etsivi", true},
}
