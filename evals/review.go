package evals

import (
	"slices"

	"luonnos/tools/plan"
)

// Review is a row with what it was made of: for people who want to see where a dialogue went wrong.
type Review struct {
	Row    *Row
	Steps  []Step
	Leaves []FinalLeaf
}

// Step is what one turn did to the leaves.
type Step struct {
	Turn  int
	Wrong []Wrong // went wrong, or is missing though it was said
	Right []plan.Path
}

// FinalLeaf is one leaf at the end, as the case and as the product have it.
type FinalLeaf struct {
	Path  plan.Path // in the case's rows; of a surplus leaf, the product's
	State string    // right, wrong, missing or extra
	Gate  string    // the rule that fails without it
	Want  any
	Got   any
}

func finalLeaves(leaves []leafDiff) []FinalLeaf {
	all := make([]FinalLeaf, len(leaves))
	for i, l := range leaves {
		all[i] = FinalLeaf{Path: l.path, State: l.state, Gate: l.field.Gate, Want: l.want, Got: l.got}
	}
	return all
}

// step notes which leaves the turn made wrong and which right.
func (s *scorer) step(turn int, leaves []leafDiff) {
	step := Step{Turn: turn}
	now := map[plan.Path]bool{}
	for _, l := range leaves {
		if !s.isWrong(l) {
			continue
		}
		now[l.path] = true
		if !s.wrong[l.path] {
			step.Wrong = append(step.Wrong, Wrong{Turn: turn, Path: l.path, Want: l.want, Got: l.got})
		}
	}
	for path := range s.wrong {
		if !now[path] {
			step.Right = append(step.Right, path)
		}
	}
	slices.Sort(step.Right)
	s.wrong = now
	if len(step.Wrong)+len(step.Right) > 0 {
		s.steps = append(s.steps, step)
	}
}
