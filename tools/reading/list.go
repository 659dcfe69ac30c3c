package reading

// listMarkers gives, for each token that begins a list marker, the token after it; 0 for all others. Markers are "1)" and
// "b)" outside brackets, and at the beginning of a line a bullet, a dash, and "2." when a line with the number before or
// after it is there too ("1. vaihe" alone is an ordinal).
func (d *text) listMarkers() []int {
	after := make([]int, len(d.t))
	numbered := d.numberedLines()
	depth := 0
	for i := range d.t {
		t := &d.t[i]
		switch {
		case t.nl && (d.dash(i) || bullets[t.f]) && d.spaced(i+1):
			after[i] = i + 1
		case t.nl && d.is(i+1, ".") && d.glued(i+1) && d.spaced(i+2):
			if n := d.figure(i, 1, maxItems); n > 0 && (numbered[n-1] || numbered[n+1]) {
				after[i] = i + 2
			}
		case t.sp && depth == 0 && d.is(i+1, ")") && d.glued(i+1) && d.spaced(i+2) && d.itemLabel(i):
			after[i] = i + 2
		}
		if t.nl {
			depth = 0
		}
		switch {
		case d.is(i, "("), d.is(i, "["):
			depth++
		case d.is(i, ")"), d.is(i, "]"):
			depth = max(0, depth-1)
		}
	}
	return after
}

var bullets = map[string]bool{"•": true, "*": true, "·": true, "‣": true, "▪": true}

// maxItems is the highest number that marks an item of a list.
const maxItems = 99

// numberedLines says which numbers begin a line with "N.".
func (d *text) numberedLines() [maxItems + 2]bool {
	var seen [maxItems + 2]bool
	for i := range d.t {
		if n := d.figure(i, 1, maxItems); n > 0 && d.t[i].nl && d.is(i+1, ".") && d.glued(i+1) {
			seen[n] = true
		}
	}
	return seen
}

// itemLabel reports whether token i is a number or a letter as before ")".
func (d *text) itemLabel(i int) bool {
	return d.figure(i, 1, maxItems) > 0 || d.kind(i) == Word && len(d.t[i].f) == 1
}

// spaced reports whether token i is there and follows white space.
func (d *text) spaced(i int) bool { return i < len(d.t) && d.t[i].sp }
