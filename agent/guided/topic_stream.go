package guided

import (
	"slices"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// stream reads the customer, the value, the steps of the work and what changes.
func (r *reader) stream(p part) {
	m := r.m
	for _, s := range p.sentences {
		s = r.belowAnnouncement(s)
		if r.steps(s) {
			continue
		}
		r.stepChanges(s)
		if m.has("value_stream.redesign", s) && r.redesigns(s) {
			r.text("value_stream.redesign", s)
			continue
		}
		r.streamTexts(s)
	}
}

// belowAnnouncement is a sentence without a clause before a colon that only announces the
// steps: "it goes like this: …".
func (r *reader) belowAnnouncement(s span) span {
	m := r.m
	c := m.clauseAt(s.i)
	if c.j+1 >= s.j || m.toks[c.j].Text != ":" || len(r.durations(c)) > 0 || m.startsValue(c.j+1) {
		return s
	}
	if last := m.toks[c.j-1]; announcing.has(last) {
		return span{c.j + 1, s.j}
	}
	return s
}

var announcing = wordSet("tämä näin seuraava seuraavat nämä seuraavasti denna detta dessa så följande this these follows following thus so")

// redesigns reports whether a sentence sets before against after.
func (r *reader) redesigns(s span) bool {
	m := r.m
	for _, p := range m.pieces(s, "value_stream.customer", "value_stream.value", "value_stream.evidence") {
		if p.mode == lead && p.label != "" && m.onlyFillers(span{s.i, p.cue.i}) {
			return false
		}
	}
	led := slices.ContainsFunc([]string{"value_stream.customer", "value_stream.value", "value_stream.evidence"}, func(cue string) bool {
		return slices.ContainsFunc(m.cues(cue, s), func(h hit) bool { return h.mode == lead && h.weight > 1 })
	})
	return len(m.cues("value_stream.redesign", s)) >= 2 || r.pending == plan.TopicValueStream && !led
}

// streamTexts stores customer, value and evidence by their leads; an unlabelled clause
// goes on with the one before it or answers what was asked.
func (r *reader) streamTexts(s span) {
	m := r.m
	var last plan.Path
	for _, p := range m.pieces(s, "value_stream.customer", "value_stream.value", "value_stream.evidence") {
		v := m.value(p)
		switch {
		case p.label == "value_stream.evidence" && p.mode == sign && last != "":
			r.text("value_stream.evidence", v)
		case p.label != "":
			last = plan.Path(p.label)
			if r.said(last) {
				last = ""
				continue
			}
			r.text(last, v)
		case last != "" && r.said(last):
			at, _ := r.earlier(last)
			r.widen(last, span{at.i, v.j})
		default:
			r.streamLeft(v)
		}
	}
}

func (r *reader) streamLeft(v span) {
	if r.m.words(v) == 0 || r.smallTalk(v) {
		return
	}
	if r.m.words(v) < 4 && len(r.m.numsIn(v)) == 0 && r.asksOnly("value_stream.redesign") {
		return // "one moment, the phone rings"
	}
	for _, leaf := range []plan.Path{"value_stream.evidence", "value_stream.redesign", "value_stream.customer", "value_stream.value"} {
		if r.asksOnly(leaf) && r.held(leaf) == nil {
			r.text(leaf, v)
			return
		}
	}
}

// steps reads a list of steps, each a name with a working time and a waiting time.
func (r *reader) steps(s span) bool {
	m := r.m
	times := r.durations(s)
	if len(times) < 2 && len(m.cues("value_stream.redesign", s)) >= 2 {
		return false // "until now it took a month, from now on …"
	}
	if len(times) == 0 || len(times) < 2 && len(m.enums(enumChange, s)) == 0 && r.askedRow("value_stream.steps") == "" && !r.namesStep(s) {
		return false
	}
	at := s.i
	if c := m.clauseAt(s.i); c.j < s.j && m.toks[c.j].Text == ":" && r.hasNoTime(c, times) &&
		(m.has("topic.value_stream", c) || c.j+1 < s.j && r.hasNoTime(m.clauseAt(c.j+1), times)) {
		at = c.j + 1 // "The steps are:", "It goes like this: registration, which takes …"
	}
	stored := false
	for _, item := range r.stepItems(span{at, s.j}, times) {
		stored = r.step(item) || stored
	}
	return stored
}

func (r *reader) namesStep(s span) bool {
	_, score := r.rowNamed("value_stream.steps", s)
	return score >= sameRow
}

func (r *reader) durations(s span) []amount {
	var found []amount
	for _, n := range r.m.numsIn(s) {
		switch n.Unit {
		case reading.UnitMinute, reading.UnitHour, reading.UnitSecond, reading.UnitDay, reading.UnitWeek, reading.UnitMonth:
			if n.Per == "" {
				found = append(found, n)
			}
		}
	}
	return found
}

// stepItems cuts a sentence into steps: a new one begins at a clause with words before
// its first duration, once the step before has a duration.
func (r *reader) stepItems(s span, times []amount) []span {
	m := r.m
	var items []span
	timed := false
	clauses := r.betweenSteps(m.clausesIn(s), times)
	for i, c := range clauses {
		first := slices.IndexFunc(times, func(n amount) bool { return c.covers(n.span) })
		named := first >= 0 && r.stepName(r.stepTitle(span{c.i, times[first].i})) || first < 0 && m.words(c.span) > 0 && timed && (c.sep == ":" || c.sep == "-")
		heads := first < 0 && timed && r.headsStep(clauses, i, times)
		switch {
		case heads:
			items = append(items, c.span)
			timed = false
		case len(items) == 0 || named && timed || first < 0 && timed && (c.sep == ":" || c.sep == "-"):
			items = append(items, c.span)
			timed = first >= 0
		case named && !timed && items[len(items)-1].j <= c.i && c.i > 0 && m.toks[c.i-1].Text != ":" && m.words(items[len(items)-1]) > 0 && r.hasNoTime(items[len(items)-1], times):
			items[len(items)-1].j = c.j
			timed = true
		default:
			items[len(items)-1].j = c.j
			timed = timed || first >= 0
		}
	}
	return items
}

// headsStep reports whether clause i is the name of a step whose duration stands in the
// next clause: "…; approval, 10 min, two days; …".
func (r *reader) headsStep(clauses []clause, i int, times []amount) bool {
	if i+1 >= len(clauses) || len(r.m.enums(enumChange, clauses[i].span)) > 0 || !r.stepName(r.stepTitle(clauses[i].span)) {
		return false
	}
	next := clauses[i+1]
	first := slices.IndexFunc(times, func(n amount) bool { return next.covers(n.span) })
	return first >= 0 && short(times[first]) && r.m.words(span{next.i, times[first].i}) == 0
}

// betweenSteps cuts clauses at an "and" that has a duration before it and another step
// with its working time after it.
func (r *reader) betweenSteps(clauses []clause, times []amount) []clause {
	var out []clause
	for _, c := range clauses {
		for k := c.i + 1; k < c.j-1; k++ {
			if !conjunctions.has(r.m.toks[k]) || r.hasNoTime(span{c.i, k}, times) {
				continue
			}
			next := slices.IndexFunc(times, func(n amount) bool { return n.i > k && n.j <= c.j })
			if next >= 0 && short(times[next]) && r.stepName(r.stepTitle(span{k + 1, times[next].i})) && !pronoun.has(r.m.toks[k+1]) {
				out = append(out, clause{span{c.i, k}, ","})
				c.i = k + 1
			}
		}
		out = append(out, c)
	}
	return out
}

// short reports whether a duration is one of working time rather than of waiting.
func short(n amount) bool {
	return n.Unit == reading.UnitMinute || n.Unit == reading.UnitHour || n.Unit == reading.UnitSecond
}

func (r *reader) hasNoTime(s span, times []amount) bool {
	return !slices.ContainsFunc(times, func(n amount) bool { return s.covers(n.span) })
}

// stepName reports whether the words before a duration name a step: not only words
// such as "waiting time".
func (r *reader) stepName(s span) bool {
	if len(reading.ContentWords(r.m.quote(s), r.m.lang)) == 0 {
		return false
	}
	n := r.m.words(s)
	for _, cue := range []string{"value_stream.process_min", "value_stream.wait_d"} {
		for _, h := range r.m.cues(cue, s) {
			n -= r.m.words(h.span)
		}
	}
	return n > 0
}

// step stores one step.
func (r *reader) step(s span) bool {
	m := r.m
	times := r.durations(s)
	if len(times) == 0 {
		return false
	}
	name := span{s.i, times[0].i}
	for k := name.i; k < name.j; k++ {
		if m.toks[k].Text == ":" || m.toks[k].Text == "(" {
			name.j = k
		}
	}
	for _, cue := range []string{"value_stream.process_min", "value_stream.wait_d"} {
		for _, h := range m.cues(cue, name) {
			if h.i > name.i {
				name.j = min(name.j, h.i)
			}
		}
	}
	name = r.stepTitle(name)
	row := r.stepRow(name, times)
	if row == "" {
		return false
	}
	r.stepTimes(row, s, times)
	if change := m.enums(enumChange, span{times[0].i, s.j}); len(change) > 0 {
		r.put(row+".change", change[len(change)-1].value, s)
	} else if change := m.enums(enumChange, s); len(change) > 0 && !name.covers(change[0].span) {
		r.put(row+".change", change[0].value, s)
	}
	return true
}

// stepTitle takes the verbs "takes" and "is" off a step's name.
func (r *reader) stepTitle(s span) span {
	s = r.m.trim(s)
	for !s.empty() && stepVerbs.has(r.m.toks[s.j-1]) {
		s.j--
		s = r.m.trim(s)
	}
	for s.i+1 < s.j && r.m.toks[s.i].Kind == reading.Figure && (r.m.toks[s.i+1].Text == ")" || r.m.toks[s.i+1].Text == ".") {
		s = r.m.trim(span{s.i + 2, s.j})
	}
	for !s.empty() && (stepLeads.has(r.m.toks[s.i]) || s.i+1 < s.j && r.m.toks[s.i].fold == "first" && articles.has(r.m.toks[s.i+1])) {
		s.i++
		for _, n := range r.m.numsIn(s) {
			if n.i == s.i && n.j < s.j && r.m.toks[n.j].Kind == reading.Punct {
				s.i = n.j // "step one, weighing the load"
			}
		}
		s = r.m.trim(s)
	}
	return s
}

var (
	stepVerbs = wordSet(`vie kestää vaatii on tehdään hoidetaan tapahtuu menee siihen siinä
		tar kräver är varar görs sköts sker det på takes lasts requires is needs done made handled be will in which it`)
	stepLeads = wordSet(`minkä jonka jälkeen vaiheet vaihe ensin ensiksi aluksi sitten lopuksi viimeiseksi seuraavaksi sen jälkeen nyt nykyisin nykyään tällä hetkellä
		varefter vilket sen steget steg stegen först kommer sedan därefter slutligen till slut nu idag
		which after that steps step then next finally lastly now today currently`)
)

func (r *reader) stepRow(name span, times []amount) plan.Path {
	if r.m.hollow(name) {
		if last := r.lastRow("value_stream.steps"); last != "" && r.said(last+".name") {
			return last // "the application is registered, and then it waits two days"
		}
	}
	if r.m.words(name) == 0 {
		return r.askedRow("value_stream.steps")
	}
	if row, score := r.rowNamed("value_stream.steps", name); score >= sameRow && !r.otherStep(row, name, times) {
		return row
	}
	row := r.row("value_stream.steps")
	r.text(row+".name", name)
	return row
}

// stepTimes stores working and waiting time: by their cues, else by order and unit.
func (r *reader) stepTimes(row plan.Path, s span, times []amount) {
	for i, n := range times {
		leaf := plan.Path("")
		near := -1
		for _, cue := range []string{"value_stream.process_min", "value_stream.wait_d"} {
			for _, h := range r.m.cues(cue, s) {
				if r.m.within("value_stream.no_wait", h.span) {
					continue
				}
				if h.mode == lead && h.j <= n.i && h.j > near && (i == 0 || h.i >= times[i-1].j) {
					leaf, near = plan.Path("."+h.leaf()), h.j
				}
				if h.mode == tail && h.i == n.j {
					leaf, near = plan.Path("."+h.leaf()), len(r.m.toks)
				}
			}
		}
		if leaf == "" {
			switch {
			case i == 0 && (short(n) || len(times) > 1):
				leaf = ".process_min"
			case short(n) && !r.said(row+".process_min"):
				leaf = ".process_min"
			default:
				leaf = ".wait_d"
			}
		}
		unit := reading.UnitMinute
		if leaf == ".wait_d" {
			unit = reading.UnitDay
		}
		if v, ok := reading.Convert(n.Value, n.Unit, unit); ok {
			r.put(row+leaf, v, n.span)
		}
	}
	for _, h := range r.m.cues("value_stream.no_wait", s) {
		r.put(row+".wait_d", 0.0, h.span)
	}
}
