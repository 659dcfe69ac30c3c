package reading

import (
	"strings"
	"sync"
)

// RACI roles of a responsibility row (vastuunjakotaulukko).
const (
	Accountable = "accountable" // omistaja, ansvarig
	Responsible = "responsible" // tekijä, utför
	Consulted   = "consulted"   // kuultava, hörs
	Informed    = "informed"    // tiedoksi, informeras
)

// RoleCue is a word that announces a role in a responsibility row.
type RoleCue struct {
	Role       string
	Start, End int
}

// RACIRole finds the role cues of s in their order.
func RACIRole(s string, lang Lang) []RoleCue {
	d := parse(s, lang)
	var out []RoleCue
	for i, n := 0, 0; i < len(d.t); i += n {
		t := &d.t[i]
		n = 1
		if t.k != Word {
			continue
		}
		role, ok := raciCue(t.base())
		if ok && t.f == "vastaava" && !(i+1 < len(d.t) && (d.t[i+1].up || d.is(i+1, ":") || d.is(i+1, "="))) {
			continue // an adjective
		}
		if !ok {
			role, n, ok = d.raciPhrase(i)
			n = max(1, n)
		}
		if ok {
			out = append(out, RoleCue{role, t.start(), d.t[i+n-1].end()})
		}
	}
	return out
}

// raciPhrase reads cues of several words and the letters of the matrix ("A: …").
func (d *text) raciPhrase(i int) (role string, n int, ok bool) {
	f := d.t[i].f
	if len(f) == 1 && (d.is(i+1, ":") || d.is(i+1, "=") || d.is(i+1, ")") && d.is(i-1, "(")) && (d.t[i].up || d.caseless) {
		role, ok = map[string]string{"a": Accountable, "r": Responsible, "c": Consulted, "i": Informed}[f]
		return role, 1, ok
	}
	next := d.at(i + 1)
	switch f + " " + next {
	case "for kannedom", "till kannedom", "far information", "kept informed", "pidetaan ajan":
		return Informed, 2, true
	case "carries out", "carry out", "carried out", "panee toimeen":
		return Responsible, 2, true
	case "in charge", "on vastuussa":
		return Accountable, 2, true
	}
	if len(f) >= 6 {
		for _, c := range fuzzyCues() {
			if c.stem[0] == f[0] && abs(len(f)-len(c.stem)) <= 1 && OneEdit(f, c.stem) {
				return c.role, 1, true
			}
		}
	}
	return "", 1, false
}

// raciCue reads one folded word as a cue.
func raciCue(f string) (string, bool) {
	if r, ok := raciExact[f]; ok {
		return r, true
	}
	if len(f) < 5 {
		return "", false
	}
	for _, c := range raciStems {
		if strings.HasPrefix(f, c.stem) && len(f) <= len(c.stem)+6 {
			return c.role, true
		}
	}
	return "", false
}

type cueStem struct{ stem, role string }

var fuzzyCues = sync.OnceValue(func() []cueStem {
	var out []cueStem
	for w, r := range raciExact {
		if len(w) >= 6 && w != "vastaava" {
			out = append(out, cueStem{w, r})
		}
	}
	for _, c := range raciStems {
		for _, e := range []string{"", "a", "o", "i", "ad", "as", "le", "ed"} {
			if len(c.stem+e) >= 7 {
				out = append(out, cueStem{c.stem + e, c.role})
			}
		}
	}
	return out
})

var raciStems = []cueStem{
	{"omistaja", Accountable}, {"vastuuhenkil", Accountable}, {"vastuulli", Accountable}, {"vastuutah", Accountable}, {"paattaja", Accountable}, {"hyvaksyja", Accountable}, {"tilivelvolli", Accountable},
	{"tekija", Responsible}, {"tekijoi", Responsible}, {"toteuttaj", Responsible}, {"suorittaj", Responsible}, {"valmistelij", Responsible}, {"toimeenpanij", Responsible}, {"toimeenpanev", Responsible},
	{"kuultav", Consulted}, {"konsultoi", Consulted}, {"kuulemi", Consulted},
	{"tiedotetta", Informed}, {"informoi", Informed},
	{"ansvarig", Accountable}, {"huvudansvar", Accountable}, {"utforare", Responsible}, {"verkstallare", Responsible},
	{"konsulter", Consulted}, {"radfraga", Consulted}, {"tillfraga", Consulted}, {"informer", Informed}, {"underratt", Informed},
	{"accountab", Accountable}, {"responsib", Responsible}, {"consult", Consulted}, {"inform", Informed}, {"notif", Informed},
}

var raciExact = map[string]string{
	"vastaa": Accountable, "vastaavat": Accountable, "vastaava": Accountable, "vastuussa": Accountable, "paattaa": Accountable, "paattavat": Accountable, "hyvaksyy": Accountable, "hyvaksyvat": Accountable,
	"omistaa": Accountable, "vastuu": Accountable, "vastuulla": Accountable, "vastuullani": Accountable, "vastuullamme": Accountable, "vastuullaan": Accountable, "vastuut": Accountable,
	"toteuttaa": Responsible, "toteuttavat": Responsible, "tekee": Responsible, "tekevat": Responsible, "suorittaa": Responsible, "valmistelee": Responsible, "valmistelevat": Responsible, "hoitaa": Responsible,
	"hoitavat": Responsible, "kuullaan": Consulted, "kuulemme": Consulted, "kuulen": Consulted, "kysytaan": Consulted, "neuvoo": Consulted, "kommentoi": Consulted, "lausuu": Consulted,
	"tiedoksi": Informed, "tiedotetaan": Informed, "tiedotamme": Informed, "tiedotan": Informed, "ilmoitetaan": Informed, "tiedottaa": Informed,
	"agare": Accountable, "ager": Accountable, "ags": Accountable, "godkanner": Accountable, "beslutar": Accountable, "ansvarar": Accountable, "svarar": Accountable,
	"utfor": Responsible, "utfors": Responsible, "gor": Responsible, "genomfor": Responsible, "verkstaller": Responsible, "skoter": Responsible, "bereder": Responsible,
	"hors": Consulted, "horas": Consulted, "hord": Consulted, "meddelas": Informed, "kannedom": Informed,
	"owner": Accountable, "owns": Accountable, "owned": Accountable, "approves": Accountable, "approver": Accountable, "decides": Accountable, "answerable": Accountable,
	"does": Responsible, "doer": Responsible, "performs": Responsible, "executes": Responsible, "implements": Responsible, "prepares": Responsible, "delivers": Responsible,
	"told": Informed,
}
