package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// capitalised reads a name outside the known ones from capitalised words.
func (r *nameReader) capitalised(i int) (foundName, bool) {
	words := 1
	for words < 4 && r.nameFollows(i+words) && r.t[i+words].up {
		words++
	}
	f := r.nameFold(i)
	first, isFirst := firstNames()[f]
	context := r.nameContext(i)
	initial := r.sentenceInitial(i)
	if n, ok := r.reversed(i, words); ok {
		return n, true
	}
	if isFirst && nobility[r.at(i+1)] && r.glueless(i+1) && r.nameFollows(i+2) && r.t[i+2].up {
		return foundName{i: i, j: i + 3, name: r.firstName(i, i+1) + " " + r.src(i+1, i+3)}, true
	}
	if second, ok := firstNames()[r.nameFold(i+1)]; words >= 3 && !isFirst && ok && second.exact {
		return foundName{}, false // a title with a capital
	}
	if words >= 2 {
		k := i + 1
		if mid, ok := firstNames()[r.nameFold(k)]; ok && mid.exact && isFirst && words >= 3 && !r.orgAfter(k+2) {
			if _, surname := lastNames()[r.nameFold(k+1)]; surname || looksSurname(r.nameFold(k+1)) {
				k++
			}
		}
		last := r.nameFold(k)
		_, listed := lastNames()[last]
		nom := fold(r.lastName(k))
		surname := listed || looksSurname(nom)
		switch {
		case orgWord(last), r.acronym(i), r.acronym(k), r.orgAfter(k+1) && !(isFirst && first.exact && (surname || words > 2)):
		case isFirst && first.exact && !systemWord(r.at(i-1)),
			surname && hyphenFirst(f),
			surname && !initial && !stopWord(f, r.lang) && !(isFirst && !first.exact),
			context && (!initial || surname),
			words == 2 && (presenting[r.at(i+2)] || r.named(i+2) || r.is(i-1, ",") && r.is(i+2, ",") && r.titled(i-1) || !commonWord[f] && r.titleAfter(i+2) != ""):
			return foundName{i: i, j: k + 1, name: r.firstName(i, k) + " " + r.lastName(k)}, true
		}
	}
	if r.acronym(i) || r.orgAfter(i+1) || r.orgAfter(i+2) && words > 1 || systemWord(r.at(i-1)) || strings.Contains(f, "-") && !hyphenName(r.src(i, i+1)) {
		return foundName{}, false
	}
	_, listed := lastNames()[f]
	nom := fold(r.lastName(i))
	switch {
	case context && (listed || looksSurname(nom) || !isFirst && r.titled(i)),
		context && isFirst && first.exact && r.titled(i),
		listed && !commonWord[nom] && !places[nom] && !(isFirst && first.exact),
		!initial && words == 1 && r.kind(i+1) == Word && roleVerb(r.t[i+1].f) && len(f) > 3,
		looksSurname(nom) && strongSurname(nom) && !places[nom] && (!initial || words == 1 && r.listLike(i+1)):
		return foundName{i: i, j: i + 1, name: r.lastName(i)}, true
	}
	return foundName{}, false
}

// named reports whether the words from token j say that what stands before them is a name:
// "Ann Smith is the name", "Ann Smith on nimeni".
func (r *nameReader) named(j int) bool {
	for ; r.kind(j) == Word; j++ {
		switch r.at(j) {
		case "is", "the", "my", "on", "ar", "mitt":
		case "name", "nimeni", "namn", "namnet":
			return true
		default:
			return false
		}
	}
	return false
}

// presenting are the words after the name of who writes: "Ann Smith here".
var presenting = set("here speaking writing taalla tassa har")

// reversed reads a name with the surname first: "Rautio Hannu, katupäällikkö", "Hyppönen, Veikko.".
func (r *nameReader) reversed(i, words int) (foundName, bool) {
	f, k := r.nameFold(i), i+1
	comma := words == 1 && r.is(k, ",")
	if comma {
		k++
	}
	first, ok := firstNames()[r.nameFold(k)]
	own, given := firstNames()[f]
	_, listed := lastNames()[f]
	if words > 2 || words == 1 && !comma || !ok || !first.exact || given && own.exact || !listed && !looksSurname(f) || !r.t[k].up {
		return foundName{}, false
	}
	if !r.is(k+1, ".") && !r.is(k+1, ";") && k+1 != len(r.t) && (comma || r.titleAfter(k+1) == "") || comma && !r.sentenceInitial(i) {
		return foundName{}, false
	}
	return foundName{i: i, j: k + 1, name: r.firstName(k, k+1) + " " + r.lastName(i)}, true
}

// lowerCase reads a name outside the known ones from a text without capitals.
func (r *nameReader) lowerCase(i int) (foundName, bool) {
	f := r.nameFold(i)
	if stopWord(f, r.lang) || len(f) < 2 {
		return foundName{}, false
	}
	first, isFirst := firstNames()[f]
	context := r.nameContext(i)
	if isFirst && first.exact && r.nameFollows(i+1) {
		last := r.nameFold(i + 1)
		_, listed := lastNames()[last]
		nom := fold(r.lastName(i + 1))
		if listed && (!commonWord[f] || !commonWord[nom]) || looksSurname(nom) && strongSurname(nom) && !commonWord[f] || context && !commonWord[f] && len(last) > 3 && !roleWord(last) {
			return foundName{i: i, j: i + 2, name: r.firstName(i, i+1) + " " + r.lastName(i+1)}, true
		}
	}
	_, listed := lastNames()[f]
	nom := fold(r.lastName(i))
	if listed && (context && (!commonWord[nom] || r.titled(i)) || !commonWord[nom] && !places[nom] && strongSurname(nom) && !isFirst) || context && strongSurname(nom) && looksSurname(nom) {
		return foundName{i: i, j: i + 1, name: r.lastName(i)}, true
	}
	return foundName{}, false
}

// strongSurname reports whether a folded word ends like a surname and hardly like a common word.
func strongSurname(f string) bool {
	for _, e := range []string{"nen", "sson", "strom", "holm", "berg", "lund", "qvist", "quist", "kvist", "gren", "blom", "dahl", "stedt", "roos", "skog", "niemi", "lahti", "maki", "koski", "jarvi", "stjerna", "forss", "lof"} {
		if strings.HasSuffix(f, e) && len(f) >= len(e)+3 {
			return !adjective(f)
		}
	}
	return false
}

// adjective reports whether a word in -nen is a common Finnish adjective or noun rather than a name.
func adjective(f string) bool {
	if !strings.HasSuffix(f, "nen") {
		return false
	}
	for _, e := range []string{"llinen", "minen", "mainen", "kainen", "moinen", "tainen", "inen"} {
		if strings.HasSuffix(f, e) {
			_, listed := lastNames()[f]
			return !listed && (e != "inen" && e != "kainen" && e != "tainen" && e != "mainen" || commonWord[f])
		}
	}
	return commonWord[f]
}

// firstName renders the first names from token i up to the surname at k.
func (r *nameReader) firstName(i, k int) string {
	var parts []string
	for ; i < k; i++ {
		w := r.src(i, i+1)
		if e, ok := firstNames()[r.nameFold(i)]; ok && (r.caseless || r.plain && r.lang != EN) {
			w = e.name
		}
		parts = append(parts, capital(w))
	}
	return strings.Join(parts, " ")
}

// lastName renders the surname at token i in the nominative.
func (r *nameReader) lastName(i int) string {
	w := r.src(i, i+1)
	f := r.nameFold(i)
	if c := r.t[i].colon; c > 0 {
		w = w[:strings.LastIndexByte(w, ':')]
	}
	if e, ok := lastNames()[f]; ok {
		switch {
		case e.exact && !r.plain, e.exact && r.lang == EN:
			return capital(w)
		default:
			return e.name
		}
	}
	if e, ok := firstNames()[f]; ok && !r.nameFollows(i+1) && !e.exact && !looksSurname(f) && i > 0 && r.kind(i-1) != Word {
		return e.name
	}
	if x, ok := cutGenitive(w); ok && (r.lang != FI || strings.Contains(w, "'") || strings.Contains(w, "\u2019")) {
		if strings.ContainsAny(w, "'\u2019") || looksSurname(fold(x)) && !looksSurname(f) || lastNames()[fold(x)].exact {
			return capital(x)
		}
	}
	if r.lang == FI || r.lang == "" {
		if head, tail, ok := cutLastHyphen(w); ok {
			return capital(head) + "-" + capital(nominative(tail))
		}
		return capital(nominative(w))
	}
	return capital(w)
}

func cutLastHyphen(w string) (head, tail string, ok bool) {
	i := strings.LastIndexByte(w, '-')
	if i <= 0 {
		return w, "", false
	}
	return w[:i], w[i+1:], true
}

func cutGenitive(w string) (string, bool) {
	for _, e := range []string{"'s", "\u2019s", "s", "'", "\u2019"} {
		if x, ok := strings.CutSuffix(w, e); ok && len(x) > 2 {
			return x, true
		}
	}
	return w, false
}

// capital writes each hyphenated part of a name with a capital when the text has none.
func capital(w string) string {
	if !unicode.IsLower(firstRune(w)) {
		return w
	}
	parts := strings.Split(w, "-")
	for i, p := range parts {
		r, n := utf8.DecodeRuneInString(p)
		parts[i] = string(unicode.ToUpper(r)) + p[n:]
	}
	return strings.Join(parts, "-")
}

// hyphenFirst reports whether a folded word is a double first name.
func hyphenFirst(f string) bool {
	a, b, ok := strings.Cut(f, "-")
	return ok && firstNames()[a].exact && firstNames()[b].exact
}

// hyphenName reports whether all parts of a hyphenated word begin with a capital (Ala-Korpi, not Helmi-järjestelmä).
func hyphenName(w string) bool {
	for _, p := range strings.FieldsFunc(w, func(r rune) bool { return unifyRune(r) == '-' }) {
		if !unicode.IsUpper(firstRune(p)) || strings.ToUpper(p) == p && len(p) > 1 {
			return false
		}
	}
	return true
}

// acronym reports whether token i is written in capitals only.
func (r *nameReader) acronym(i int) bool {
	w := r.src(i, i+1)
	if c := strings.IndexByte(w, ':'); c > 0 {
		w = w[:c]
	}
	return len(w) > 1 && strings.ToUpper(w) == w
}

// sentenceInitial reports whether token i begins a sentence, a line or a quoted part, where any word is capitalised.
func (r *nameReader) sentenceInitial(i int) bool {
	if i == 0 || r.t[i].nl {
		return true
	}
	p := i - 1
	switch r.t[p].f {
	case ".", "!", "?", "\u2026":
		return r.t[p].k == Punct && r.endsSentence(p)
	case "-", "*", "\u2022", "\"":
		return p == 0 || r.t[p].nl
	}
	return false
}

// titled reports whether a title stands right before token i.
func (r *nameReader) titled(i int) bool {
	t, _ := r.titleBefore(i)
	return t != ""
}

// nameContext reports whether the words before token i announce a person: a title or a role.
func (r *nameReader) nameContext(i int) bool {
	if r.titled(i) {
		return true
	}
	p := i - 1
	for p >= 0 && (r.is(p, ":") || r.is(p, "=") || r.is(p, "(")) {
		p--
	}
	switch r.at(p) {
	case "is", "on", "ar", "av", "by", "och", "ja", "and", "toimii":
		if r.at(p) == "och" || r.at(p) == "ja" || r.at(p) == "and" {
			return len(r.out) > 0 && r.out[len(r.out)-1].End == r.t[p-1].end()
		}
		p--
	}
	return r.kind(p) == Word && roleWord(r.t[p].f)
}

// listItem reports whether token i stands alone between commas or brackets, or is followed by a verb of responsibility.
func (r *nameReader) listItem(i int) bool {
	if i+1 < len(r.t) && r.t[i+1].k == Word && roleWord(r.t[i+1].f) {
		return true
	}
	return (i == 0 || r.t[i-1].k == Punct) && r.listLike(i+1)
}

// listLike reports whether token j continues a list of short items, as in responsibility rows.
func (r *nameReader) listLike(j int) bool {
	return j >= len(r.t) || r.is(j, ",") || r.is(j, ".") || r.is(j, ";") || r.is(j, ")") || r.at(j) == "ja" || r.at(j) == "och" || r.at(j) == "and" || r.at(j) == "vastaa" ||
		r.at(j) == "ansvarar" || r.at(j) == "owns" || r.at(j) == "is" || r.at(j) == "on" || r.at(j) == "ar"
}

// vetoed reports whether token i can't be part of a name.
func (r *nameReader) vetoed(i int) bool {
	f := r.t[i].base()
	if len(f) < 2 || notNames[f] || r.lang == EN && titleModifiers[f] || orgWord(f) || r.is(i-1, "@") || r.is(i+1, "@") && r.glued(i+1) {
		return true
	}
	if _, m := monthPrefix(f); m > 0 && !r.t[i].up || m > 0 && len(f) > 3 && f != "may" {
		return true
	}
	return strings.ContainsAny(f, "0123456789") || r.t[i].up && titleOf(f, r.lang) != ""
}

// orgAfter reports whether token j is a word for an organisation, place or system.
func (r *nameReader) orgAfter(j int) bool {
	return r.kind(j) == Word && !r.t[j].nl && r.t[j].sp && orgWord(r.t[j].base())
}

// orgWord reports whether a folded word names a kind of organisation.
func orgWord(f string) bool {
	if orgExact[f] {
		return true
	}
	for _, s := range orgStems {
		if strings.HasPrefix(f, s) {
			return true
		}
	}
	return false
}

// systemWord reports whether a folded word announces the name of a system, project or place.
func systemWord(f string) bool {
	for _, s := range []string{"system", "jarjestelm", "sovellu", "appen", "app", "rekister", "register", "verktyg", "tool", "platform", "alusta", "hanke", "hankke", "projekt", "project", "palvelu", "tjanst", "ohjelma", "program", "tietokan", "databas", "database", "portaal", "portal"} {
		if strings.HasPrefix(f, s) || strings.HasSuffix(f, "systemet") || strings.HasSuffix(f, "jarjestelma") || strings.HasSuffix(f, "jarjestelman") || strings.HasSuffix(f, "jarjestelmasta") {
			return !strings.HasSuffix(f, "paallikko") && !strings.HasSuffix(f, "chef") && !strings.HasSuffix(f, "manager") && !strings.HasSuffix(f, "johtaja") && !strings.HasSuffix(f, "ledare")
		}
	}
	return false
}

// roleVerb reports whether a folded word is a verb of a responsibility row, so that the word before it is its subject.
func roleVerb(f string) bool {
	switch f {
	case "omistaa", "vastaa", "paattaa", "hyvaksyy", "toteuttaa", "tekee", "valmistelee", "hoitaa", "ansvarar", "svarar", "utfor", "ager", "godkanner", "beslutar", "genomfor", "owns", "approves",
		"decides", "does", "implements", "answers":
		return true
	}
	return false
}

// roleWord reports whether a folded word is a cue of a responsibility row.
func roleWord(f string) bool {
	_, ok := raciCue(f)
	return ok || announcers[f]
}

var (
	nobility   = set("von af de av van der la le")
	announcers = set(`yhteyshenkilo yhteyshenkilona kontaktperson contact signed allekirjoittaja nimi namn name terveisin halsningar regards puheenjohtaja ordforande chair vetaja vetajana sponsor
		jarjestaja omistajana tekijana vastuuhenkilona vastaavana esittelija esittelijana fordragande johtaa leads leder vetää vetaa toimii`)
	orgExact = set(`oy ab oyj abp ltd inc ry rf rp city county region kommun kommunen kommuns stad staden stads university agency council foundation ministry department municipality hospital
		library school college institute board committee office authority area`)
	orgStems = []string{"kunna", "kunta", "kaupung", "kaupunk", "hyvinvointialu", "yliopisto", "ammattikorkea", "virasto", "ministerio", "ministeriet", "lautakun", "valfardsomrad", "universitet",
		"hogskol", "yrkeshogskol", "namnd", "saatio", "stiftelse", "kuntayhtym", "samkommun", "sairaala", "sjukhus", "kirjasto", "bibliotek", "koulu", "lukio", "opisto", "paivako", "daghem", "neuvola",
		"terveysase", "halsocentral", "hallitus", "hallituk", "valtuusto", "styrelse", "fullmaktige", "maakun", "laanin", "seutukun", "jarjestelm", "systemet", "hanke", "hankke", "projekti", "projektet",
		"alueella", "alueen", "malli", "mallin", "kommunens", "keskus", "keskuks", "liitto", "liiton"}
	notNames = set(`maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai maanantaisin tiistaisin keskiviikkoisin torstaisin perjantaisin mandag tisdag onsdag torsdag fredag lordag sondag
		monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays suomi suomen suomessa finland finlands sverige ruotsi ruotsin eu sitra sitran sitras kela
		excel teams sharepoint power finnish swedish english suomeksi svenska engelska euro hei moi terve hej hello hi kiitos tack thanks kyllä yes ei no nej ja och and kpi raci okr devops agile scrum
		startup scaleup lean covid wcag gdpr api bi crm erp hr it ict ux qa ai tekoaly avainmittarit mittari tavoite
		toinen toisen toisena toiseksi toista toisessa toiselle toisesta ensimmainen ensimmaisen ensimmaisena ensimmaista entinen entisen nykyinen nykyisen jokainen jokaisen`)
	commonWord = set(`aho lahti salo virta kallio ranta rinne harju metsa kivi lehti tammi joki saari niemi maki koski lampi luoto palo repo karhu oja elo laakso halla laine lehto malmi metsala
		pelto pihlaja suvanto vainio vuori vuorela toivo rauha satu meri sisko kai arvo lumi suvi vieno ilves hirvi kangas korpi kurki kuusisto linna luoma lahde majava nurmi sorsa tuomi vaara
		valli taipale salmi soini rinta remes palmu kokko kanerva jarvi jalava autio may will mark grace rose faith bo per tom dag sten bjorn maj kent frank linn jack ali leo veli
		tor lee li jean wall king green white young hall ward cook price bell brown gray wood webb mason miller shaw reid cooper carter clark turner walker fisher hunter foster gibson parker palmer baker
		marshall smed smeds holm lund dahl roos rask hammar strom berg lind alma onni taru tuuli pilvi ilta aamu joy hope art bill rob pat sue ray dean gene guy miles max jo jan kim pia mari otto oma alku armi
		hilla lilja vappu pinja minttu aino inka pasi asta aki ari ella eve eila per ann dan albin bodil tora ola urban peter viking victor kari rami jani vesa satama era`)
	places = set(`lahti salo vaasa turku oulu kotka kemi raahe pori rauma espoo vantaa helsinki tampere kuopio joensuu jyvaskyla kouvola kajaani rovaniemi seinajoki mikkeli hamina lohja kerava
		porvoo borga nokia imatra savonlinna vasa abo raseborg kirkkonummi sipoo pietarsaari hyvinkaa jarvenpaa riihimaki kokkola naantali forssa hollola ylojarvi kangasala nurmijarvi tuusula varkaus kirkkonummi
		mantsala kauhajoki kauhava lapua alajarvi ylivieska haapajarvi nivala pudasjarvi kuusamo sodankyla kittila inari utsjoki kemijarvi ranua heinola orimattila iisalmi suonenjoki lieksa nurmes kitee outokumpu
		karkkila hanko ingå inga ekenas karis lovisa pernå kaarina raisio paimio loimaa uusikaupunki laitila kankaanpaa ulvila harjavalta kokemaki huittinen sastamala akaa valkeakoski orivesi virrat mantta
		keuruu saarijarvi viitasaari pieksamaki petajavesi muurame laukaa aanekoski suolahti alavus ahtari`)
)
