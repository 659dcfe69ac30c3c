package reading

import "strings"

// roleOf reads the role of a date from the words beside it.
func (d *text) roleOf(r *rawDate, raws []rawDate, k int) {
	if role := roleAfter(d, r.j); role != "" {
		r.role = role
		return
	}
	if k > 0 && d.rangeBetween(raws[k-1].j, r.i) {
		if raws[k-1].role == "" {
			raws[k-1].role = RoleStart
		}
		if r.role == "" {
			r.role = RoleEnd
		}
		return
	}
	floor := 0
	if k > 0 {
		floor = raws[k-1].j
	}
	for p, n := r.i-1, 0; p >= floor && n < 4; p, n = p-1, n+1 {
		if d.t[p].k != Word {
			if d.is(p, ".") && !d.endsSentence(p) {
				continue
			}
			break
		}
		c, ok := roleCues[d.t[p].f]
		if !ok {
			if cueFillers[d.t[p].f] {
				continue
			}
			break
		}
		if d.t[p].f == "to" && n > 1 || d.t[p].f == "med" && d.at(p-1) != "och" {
			continue
		}
		if r.role == "" || c == RoleDeadline || r.role == RoleEnd {
			r.role = c
		}
		switch d.t[p].f {
		case "ennen", "fore", "before", "innan":
			r.before = r.edge == whole
		}
		return
	}
	if r.role == "" {
		r.role = d.hint(r.i, floor)
		r.hinted = r.role != ""
	}
}

// roleAfter reads the Finnish postpositions ("mennessä", "alkaen").
func roleAfter(d *text, j int) Role {
	if d.kind(j) != Word || d.t[j].nl {
		return ""
	}
	f := d.t[j].f
	if r, ok := rolesAfter[f]; ok {
		return r
	}
	if len(f) >= 5 && d.lang != SV && d.lang != EN {
		for w, r := range rolesAfter {
			if len(w) >= 6 && OneEdit(w, f) {
				return r
			}
		}
	}
	return ""
}

var rolesAfter = map[string]Role{
	"alkaen": RoleStart, "lahtien": RoleStart, "jalkeen": RoleStart, "mennessa": RoleDeadline, "asti": RoleEnd, "saakka": RoleEnd,
	"onwards": RoleStart, "framat": RoleStart, "eteenpain": RoleStart,
}

// cueFillers may stand between a cue and its date.
var cueFillers = set(`den det the av of och med i in on at vid pa om kl klo noin ca jo viela redan already only is date day end slutet utgangen borjan beginning middle mitten maanantaina
	tiistaina keskiviikkona torstaina perjantaina mandagen tisdagen onsdagen torsdagen fredagen monday tuesday wednesday thursday friday than later year ar aret vuonna around about`)

// roleCues are the words before a date.
var roleCues = map[string]Role{
	"alkaen": RoleStart, "alkaa": RoleStart, "alkoi": RoleStart, "kaynnistyy": RoleStart, "kaynnistyi": RoleStart, "aloitetaan": RoleStart, "aloitus": RoleStart, "alku": RoleStart,
	"alkamispaiva": RoleStart, "alkavat": RoleStart, "ennen": RoleDeadline, "viimeistaan": RoleDeadline, "paattyy": RoleEnd, "paattyi": RoleEnd, "loppuu": RoleEnd,
	"valmistuu": RoleDeadline, "maaraaika": RoleDeadline, "maarapaiva": RoleDeadline, "deadline": RoleDeadline, "kestaa": RoleEnd,
	"fran": RoleStart, "fr.o.m": RoleStart, "from": RoleStart, "sedan": RoleStart, "borjar": RoleStart, "startar": RoleStart, "inleds": RoleStart, "start": RoleStart, "borjan": RoleStart,
	"till": RoleEnd, "t.o.m": RoleEnd, "tom": RoleEnd, "slutar": RoleEnd, "avslutas": RoleEnd, "senast": RoleDeadline, "fore": RoleDeadline, "innan": RoleDeadline,
	"since": RoleStart, "starting": RoleStart, "starts": RoleStart, "begins": RoleStart, "beginning": RoleStart, "begin": RoleStart, "started": RoleStart, "commencing": RoleStart,
	"until": RoleEnd, "through": RoleEnd, "to": RoleEnd, "ends": RoleEnd, "ending": RoleEnd, "by": RoleDeadline, "before": RoleDeadline, "due": RoleDeadline, "than": RoleDeadline,
}

// hint looks further back for the words that tell a baseline from a target.
func (d *text) hint(i, floor int) Role {
	for p, n := i-1, 0; p >= floor && n < 12; p, n = p-1, n+1 {
		if d.t[p].k == Punct && (d.endsSentence(p) || d.is(p, ";")) {
			return ""
		}
		if d.t[p].k != Word {
			continue
		}
		f := d.t[p].f
		for _, h := range hints {
			if strings.HasPrefix(f, h.stem) && (!h.exact || f == h.stem) {
				return h.role
			}
		}
	}
	return ""
}

var hints = []struct {
	stem  string
	exact bool
	role  Role
}{
	{"tavoit", false, RoleDeadline}, {"mal", true, RoleDeadline}, {"malet", true, RoleDeadline}, {"malniva", false, RoleDeadline}, {"target", false, RoleDeadline},
	{"goal", false, RoleDeadline}, {"ska", true, RoleDeadline}, {"should", true, RoleDeadline},
	{"oli", true, RoleAsOf}, {"olivat", true, RoleAsOf}, {"lahtotaso", false, RoleAsOf}, {"nykytaso", false, RoleAsOf}, {"nykytila", false, RoleAsOf}, {"tilanne", false, RoleAsOf},
	{"var", true, RoleAsOf}, {"utgangsniva", false, RoleAsOf}, {"nulage", false, RoleAsOf}, {"was", true, RoleAsOf}, {"were", true, RoleAsOf}, {"baseline", false, RoleAsOf},
	{"stood", true, RoleAsOf}, {"mitattu", false, RoleAsOf}, {"measured", true, RoleAsOf}, {"uppmatt", false, RoleAsOf},
}
