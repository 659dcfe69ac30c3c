package evals

import (
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// progress tells how far a run is: on a terminal by a bar in its last line, elsewhere by nothing, since each trial prints
// its own lines.
type progress struct {
	w     io.Writer // nil when there is no terminal
	total int
	done  int
	ok    int
}

// barWidth is the bar's length in characters.
const barWidth = 30

// newProgress shows a bar when w is a terminal.
func newProgress(w io.Writer, total int) *progress {
	if file, ok := w.(*os.File); !ok || !term.IsTerminal(int(file.Fd())) {
		return &progress{total: total}
	}
	return &progress{w: w, total: total}
}

// add counts a trial. The lines that print tells come to stand above the bar.
func (p *progress) add(ok bool, print func()) {
	p.done++
	if ok {
		p.ok++
	}
	p.clear()
	print()
	p.draw()
}

func (p *progress) draw() {
	if p.w == nil {
		return
	}
	full := barWidth * p.done / max(p.total, 1)
	fmt.Fprintf(p.w, "\r[%s%s] %d/%d, success %d", strings.Repeat("#", full), strings.Repeat(".", barWidth-full), p.done, p.total, p.ok)
}

// clear takes the bar away.
func (p *progress) clear() {
	if p.w != nil {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
