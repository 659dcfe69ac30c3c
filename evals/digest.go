package evals

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"time"

	"luonnos/knowledge"
	"luonnos/tools"
)

func sha(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// memoSHA identifies the passages that can be cited; "" when they can't be read.
func memoSHA() string {
	passages, err := knowledge.MemoPassages()
	if err != nil {
		return ""
	}
	data, err := json.Marshal(passages)
	if err != nil {
		return ""
	}
	return sha(data)
}

// toolsSHA identifies what a model may call.
func toolsSHA() string {
	var all []byte
	for _, t := range tools.All() {
		all = append(all, t.Name+"\n"+t.Doc+"\n"...)
		all = append(all, t.Schema...)
	}
	return sha(all)
}

// timing says how long a trial took, in milliseconds.
type timing struct {
	Case  string  `json:"case"`
	Style Style   `json:"style"`
	Trial int     `json:"trial"`
	Total float64 `json:"total_ms"`
	P50   float64 `json:"turn_p50_ms"`
	P95   float64 `json:"turn_p95_ms"`
}

func timingOf(t *Trial) timing {
	var took []time.Duration
	var total time.Duration
	for i := range t.Dialogue.Turns {
		took = append(took, t.Dialogue.Turns[i].Took)
		total += t.Dialogue.Turns[i].Took
	}
	slices.Sort(took)
	at := func(share float64) float64 {
		if len(took) == 0 {
			return 0
		}
		return ms(took[int(share*float64(len(took)-1)+0.5)])
	}
	return timing{Case: t.Row.Case, Style: t.Row.Style, Trial: t.Row.Trial, Total: ms(total), P50: at(0.5), P95: at(0.95)}
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
