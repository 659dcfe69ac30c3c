package reading

import (
	"strings"
	"sync"
)

// titleHeads are the last parts of titles, with the Finnish stems on which they are inflected.
var titleHeads = map[Lang][]string{
	FI: strings.Fields(`johtaja paallikko asiantuntija koordinaattori sihteeri suunnittelija insinoori arkkitehti omistaja esihenkilo esimies lakimies juristi tutkija laakari hoitaja rehtori
		dekaani professori lehtori controller analyytikko kehittaja konsultti neuvos ministeri tarkastaja tuottaja valmistelija ohjaaja vastaava pj puheenjohtaja opettaja valvoja
		intendentti amanuenssi konservaattori kuraattori komisario konstaapeli palomestari tuomari syyttaja notaari psykologi terapeutti farmaseutti proviisori apteekkari agronomi
		kirkkoherra pastori tulkki esittelija kasittelija tyonjohtaja emanta
		kanslisti pormestari dosentti palvelupaallikko sosiaalityontekija ylilaakari apulaisjohtaja tietosuojavastaava yhteyshenkilo`),
	SV: strings.Fields(`chef direktor ledare samordnare koordinator planerare expert specialist sekreterare jurist rektor professor lakare skotare agare arkitekt ingenjor controller
		analytiker utvecklare handlaggare intendent amanuens konservator kurator kommissarie brandmastare domare aklagare notarie psykolog terapeut farmaceut apotekare agronom veterinar
		kyrkoherde pastor tolk foredragande ordforande inspektor sakkunnig ansvarig forskare lektor dekan larare ombud konsult borgmastare verksamhetsledare`),
	EN: strings.Fields(`director manager officer lead leader head chief coordinator planner expert specialist secretary lawyer professor doctor nurse owner architect engineer controller analyst
		developer chair chairman chairperson chairwoman rector dean mayor supervisor adviser advisor administrator ceo cfo cio cto coo cdo dr mr mrs ms prof president principal superintendent curator registrar archivist economist statistician auditor treasurer commissioner physician surgeon therapist psychologist teacher`),
}

// titleModifiers are the English words that go before a title head.
var titleModifiers = set(`finance financial hr it ict project programme program service services data chief executive senior unit general information operations operating development procurement quality
	digital city county municipal managing deputy acting human resources communications nursing care product process area regional technical medical planning customer security risk legal
	vice assistant head early education health social welfare housing library waste water traffic permit case team administrative research academic student study study's technology change
	budget purchasing sourcing compliance privacy protection business commercial marketing sales assistant associate state district permanent director`)

// titleAdjectives are the Finnish and Swedish adjectives that are part of the title after them.
var titleAdjectives = set(`johtava vastaava vanhempi tekninen hallinnollinen
	ledande bitradande tillforordnad teknisk administrativ aldre verkstallande`)

// bareRoles are words that name a role in a responsibility row rather than a title when they stand alone.
var bareRoles = set(`omistaja vastaava ansvarig agare owner lead tekija leader head yhteyshenkilo`)

// titleForms maps, by language, the forms of title heads to the head.
var titleForms = sync.OnceValue(func() map[Lang]map[string]string {
	m := map[Lang]map[string]string{FI: {}, SV: {}, EN: {}}
	for l, heads := range titleHeads {
		for _, h := range heads {
			m[l][h] = h
			switch {
			case l == SV && len(h) > 3:
				for _, e := range []string{"en", "n", "ens", "ns", "s", "e", "es"} { // "systemansvarige"
					m[l][h+e] = h
				}
			case l == FI && len(h) > 4:
				for _, st := range titleStems(h) {
					for e := range titleEndings {
						m[l][st+e] = h
					}
				}
			}
		}
	}
	return m
})

// titleOf returns the nominative of a folded word that ends in a title, or "". Finnish and Swedish titles are compounds;
// English ones are words of their own.
func titleOf(f string, lang Lang) string {
	if bareRoles[f] || len(f) < 2 || len(f) > 60 {
		return ""
	}
	forms := titleForms()
	for i, l := range langs(lang) {
		if i > 0 && l == EN && lang != "" {
			continue
		}
		if l == EN {
			if i := strings.LastIndexByte(f, '-'); forms[EN][f[i+1:]] != "" {
				return f
			}
			continue
		}
		for at := 0; at <= len(f)-3 || at == 0; at++ {
			if h := forms[l][f[at:]]; h != "" && (at == 0 && !bareRoles[h] || at > 0 && len(h) > 3) {
				return f[:at] + h
			}
		}
	}
	return ""
}

func titleStems(head string) []string {
	switch {
	case strings.HasSuffix(head, "mies"):
		return []string{head[:len(head)-1] + "he"}
	case strings.HasSuffix(head, "neuvos"):
		return []string{head + "t", "neuvokse"}
	}
	if w, ok := gradate(head); ok && (strings.HasSuffix(head, "kko") || strings.HasSuffix(head, "tti")) {
		return []string{w, head}
	}
	return []string{head}
}

var titleEndings = set(`n a ta lla lta lle ssa sta ksi na an kin en on in`)

// titleBefore finds the title that ends right before token i and returns its first token.
func (d *text) titleBefore(i int) (title string, first int) {
	p := i - 1
	if d.is(p, ".") && d.glued(p) && len(d.at(p-1)) <= 4 {
		p--
	}
	if d.kind(p) != Word || p < 0 {
		return "", i
	}
	t := titleOf(d.t[p].base(), d.lang)
	if f := d.t[p].f; t == "" && d.lang == EN && (f == "lead" || f == "head" || f == "leader" || f == "owner") && d.kind(p-1) == Word && !stopWord(d.at(p-1), EN) && !roleWord(d.at(p-1)) {
		return d.src(p-1, p+1), p - 1 // procurement lead
	}
	if t == "" && d.lang == EN && d.t[p].f == "general" && d.kind(p-1) == Word && titleOf(d.t[p-1].base(), EN) != "" {
		return d.src(p-1, p+1), p - 1 // director general
	}
	if t == "" {
		return "", i
	}
	first = p
	for n := 0; n < 2 && first > 0 && d.lang == EN && !d.t[first].nl && d.kind(first-1) == Word && titleModifiers[d.t[first-1].f]; n++ {
		first--
	}
	if d.lang != EN && first > 0 && !d.t[first].nl && d.kind(first-1) == Word && titleAdjectives[d.t[first-1].f] {
		first--
	}
	return d.titleText(first, p, t), first
}

// titleText is the title as written, with its last word in the nominative nom.
func (d *text) titleText(first, last int, nom string) string {
	src := d.src(last, last+1)
	if d.t[last].colon > 0 {
		src = src[:strings.LastIndexByte(src, ':')]
	}
	if f := fold(src); f != nom && len(nom) < len(f)+4 {
		rs := []rune(src)
		n := 0
		for n < len(nom) && n < len(rs) && n < len(f) && f[n] == nom[n] {
			n++
		}
		src = string(rs[:n]) + titleRest(nom, n)
	}
	if first < last {
		src = d.src(first, last) + " " + src
	}
	return src
}

// titleRest is the end of a folded title from n, with diacritics where the head has them.
func titleRest(nom string, n int) string {
	if strings.HasSuffix(nom, "paallikko") && n > len(nom)-4 {
		return strings.ReplaceAll(nom[n:], "o", "ö")
	}
	return nom[n:]
}

// titleAfter finds a title that follows a name: ", ekonomichef", "(finance manager)", ", head of early education".
func (d *text) titleAfter(j int) string {
	k := j
	if d.is(k, ",") || d.is(k, "(") {
		k++
	}
	if k == j || k >= len(d.t) {
		return ""
	}
	return d.titleAt(k)
}

// titleAt reads the title phrase that starts at token k, at most four words long.
func (d *text) titleAt(k int) string {
	for n := 0; n < 4 && d.kind(k+n) == Word; n++ {
		f := d.t[k+n].base()
		if _, cue := raciCue(f); cue && !bareRoles[f] {
			return ""
		}
		if n > 1 && d.lang != EN || d.kind(k+n+1) == Word && d.t[k+n+1].up && d.t[k+n+1].sp && !d.t[k+n].up {
			return ""
		}
		if t := titleOf(f, d.lang); t != "" || d.lang == EN && (f == "head" || f == "lead") {
			if n > 0 && d.lang != EN {
				if stopWord(d.t[k].f, d.lang) {
					return ""
				}
				return d.titleText(k+n, k+n, t)
			}
			last := k + n
			if d.lang == EN && d.at(last+1) == "of" {
				return d.src(k, d.phraseEnd(last+2))
			}
			if t == "" {
				return ""
			}
			return d.titleText(k, last, t)
		}
		if d.lang != EN || !titleModifiers[f] && n > 1 || stopWord(f, EN) && f != "a" && f != "the" {
			if d.lang != EN {
				continue
			}
			return ""
		}
	}
	return ""
}

// phraseEnd is the token after a noun phrase of at most four words from token k.
func (d *text) phraseEnd(k int) int {
	n := k
	for n < k+4 && d.kind(n) == Word && !d.t[n].nl && (!stopWord(d.t[n].f, d.lang) || d.t[n].f == "and" || d.t[n].f == "the") {
		n++
	}
	if n > k && d.at(n-1) == "and" {
		n--
	}
	return n
}
