package reading

import (
	"strings"
	"sync"
)

// Finnish number words. A compound such as "kahdessakymmenessäviidessä" inflects every part, so the parser knows the
// forms of the parts and reads them from left to right.

type partKind uint8

const (
	unitPart   partKind = iota + 1 // 1..10
	teenPart                       // -toista
	tensPart                       // -kymmentä
	hundred                        // sata
	thousand                       // tuhat
	million                        // miljoona
	halfBeyond                     // puoli- in puolitoista
)

type numberPart struct {
	kind  partKind
	value float64
}

// finnishParts maps folded forms to parts, indexed by their first two bytes and longest first.
var finnishParts = sync.OnceValue(func() map[string][]finnishForm {
	m := map[string][]finnishForm{}
	add := func(f string, k partKind, v float64) {
		m[f[:2]] = append(m[f[:2]], finnishForm{f, numberPart{k, v}})
	}
	for v, row := range finnishUnitsTo10 {
		for _, f := range strings.Fields(row) {
			add(f, unitPart, float64(v))
		}
	}
	add("toista", teenPart, 10)
	for _, f := range strings.Fields("kymmenta kymmenen kymmenessa kymmenesta kymmeneen kymmenella kymmenelta kymmenelle kymmenena kymmeneksi") {
		add(f, tensPart, 10)
	}
	for _, f := range strings.Fields("sata sataa sadan sadassa sadasta sataan sadalla sadalta sadalle satana sadaksi") {
		add(f, hundred, 100)
	}
	for _, f := range strings.Fields("tuhat tuhatta tuhannen tuhannessa tuhannesta tuhanteen tuhannella tuhannelta tuhannelle tuhantena tuhanneksi") {
		add(f, thousand, 1e3)
	}
	for _, f := range strings.Fields("miljoona miljoonaa miljoonan miljoonassa miljoonasta miljoonaan miljoonalla miljoonaksi") {
		add(f, million, 1e6)
	}
	for k := range m {
		sortLongest(m[k])
	}
	return m
})

type finnishForm struct {
	f string
	p numberPart
}

func sortLongest(s []finnishForm) {
	for i := 1; i < len(s); i++ {
		for j := i; j > 0 && len(s[j].f) > len(s[j-1].f); j-- {
			s[j], s[j-1] = s[j-1], s[j]
		}
	}
}

var finnishUnitsTo10 = map[int]string{
	0:  "nolla nollaa nollan nollassa nollasta nollaan nollalla",
	1:  "yksi yhden yhta yhdessa yhdesta yhteen yhdella yhdelta yhdelle yhtena yhdeksi",
	2:  "kaksi kahden kahta kahdessa kahdesta kahteen kahdella kahdelta kahdelle kahtena kahdeksi kaks",
	3:  "kolme kolmen kolmea kolmessa kolmesta kolmeen kolmella kolmelta kolmelle kolmena kolmeksi",
	4:  "nelja neljan neljaa neljassa neljasta neljaan neljalla neljalta neljalle neljana neljaksi",
	5:  "viisi viiden viitta viidessa viidesta viiteen viidella viidelta viidelle viitena viideksi viis",
	6:  "kuusi kuuden kuutta kuudessa kuudesta kuuteen kuudella kuudelta kuudelle kuutena kuudeksi kuus",
	7:  "seitseman seitsemaa seitsemassa seitsemasta seitsemaan seitsemalla seitsemalta seitsemalle seitsemana seitsemaksi seitteman",
	8:  "kahdeksan kahdeksaa kahdeksassa kahdeksasta kahdeksaan kahdeksalla kahdeksalta kahdeksalle kahdeksana kahdeksaksi",
	9:  "yhdeksan yhdeksaa yhdeksassa yhdeksasta yhdeksaan yhdeksalla yhdeksalta yhdeksalle yhdeksana yhdeksaksi",
	10: "kymmenen kymmenta kymmenessa kymmenesta kymmeneen kymmenella kymmenelta kymmenelle kymmenena kymmeneksi",
}

// finnishCardinal reads a whole folded word as a Finnish number.
func finnishCardinal(w string) (float64, bool) {
	if len(w) < 4 || len(w) > 80 {
		return 0, false
	}
	parts, ok := splitFinnish(w, nil)
	if !ok {
		return 0, false
	}
	return addParts(parts)
}

// splitFinnish splits w into number parts, trying longer forms first. Words are short and forms of one beginning few, so
// the search stays small.
func splitFinnish(w string, sofar []numberPart) ([]numberPart, bool) {
	if w == "" {
		return sofar, len(sofar) > 0
	}
	if len(w) < 4 || len(sofar) > 12 {
		return nil, false
	}
	for _, c := range finnishParts()[w[:2]] {
		if strings.HasPrefix(w, c.f) {
			if parts, ok := splitFinnish(w[len(c.f):], append(sofar, c.p)); ok {
				return parts, true
			}
		}
	}
	return nil, false
}

// addParts computes the value of a sequence of parts; false when the order makes no number.
func addParts(parts []numberPart) (float64, bool) {
	total, cur, unit := 0.0, 0.0, -1.0
	take := func() float64 { // the multiplier before a hundred or a thousand
		u := unit
		unit = -1
		if u < 0 {
			return 0
		}
		return u
	}
	for i, p := range parts {
		switch p.kind {
		case unitPart:
			if unit >= 0 {
				// "viisi" + "kymmentä" is stored as a unit of ten when it follows a unit
				if p.value == 10 && unit >= 2 && unit < 10 {
					cur += unit * 10
					unit = -1
					continue
				}
				return 0, false
			}
			unit = p.value
		case teenPart:
			if unit < 1 || unit > 9 {
				return 0, false
			}
			cur += 10 + take()
		case tensPart:
			if unit < 2 || unit > 9 {
				if unit >= 0 || i > 0 {
					return 0, false
				}
				unit = 10
				continue
			}
			cur += take() * 10
		case hundred:
			if unit == 0 || unit > 9 || cur > 0 {
				return 0, false
			}
			cur += max(1, take()) * 100
		case thousand, million:
			n := cur + take()
			if n == 0 {
				n = 1
			}
			total += n * p.value
			cur = 0
		}
	}
	return total + cur + take(), true
}

// finnishFractions lists, by denominator, the roots that take [fractionEndings].
var finnishFractions = map[int][]string{
	3: {"kolmasosa", "kolmannes", "kolmanne"}, 4: {"neljasosa", "neljannes", "neljanne"}, 5: {"viidesosa", "viidennes", "viidenne"},
	6: {"kuudesosa", "kuudennes"}, 7: {"seitsemasosa"}, 8: {"kahdeksasosa", "kahdeksannes"}, 9: {"yhdeksasosa"},
	10: {"kymmenesosa", "kymmenys", "kymmenes", "kymmenykse"}, 20: {"kahdeskymmenesosa"}, 100: {"sadasosa"},
}

// fractionEndings follow the roots of [finnishFractions].
var fractionEndings = []string{"", "n", "a", "an", "ssa", "sta", "lla", "lta", "lle", "ksi", "t", "ta", "ksen", "ksia", "kseen", "ksella", "ksesta", "kseksi",
	"ksessa", "kselta", "seen", "sella", "sen", "kset", "ksena", "ksien"}

// finnishOrdinals lists, by value, the roots that take [ordinalEndings].
var finnishOrdinals = map[int][]string{
	1: {"ensimmainen", "ensimmaise", "ensimmais"}, 2: {"toinen", "toise", "tois"}, 3: {"kolmas", "kolmanne", "kolmante", "kolmat"},
	4: {"neljas", "neljanne", "neljante", "neljat"}, 5: {"viides", "viidenne", "viidente", "viidet"},
	6: {"kuudes", "kuudenne", "kuudente", "kuudet"}, 7: {"seitsemas", "seitsemanne", "seitsemat"}, 8: {"kahdeksas", "kahdeksanne", "kahdeksat"},
	9: {"yhdeksas", "yhdeksanne", "yhdeksat"}, 10: {"kymmenes", "kymmenenne", "kymmenet"},
}

// ordinalEndings follow the roots of [finnishOrdinals].
var ordinalEndings = []string{"", "n", "ta", "ssa", "sta", "en", "lla", "lta", "lle", "na", "ksi", "een"}
