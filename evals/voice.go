package evals

import (
	"context"
	"embed"
	"fmt"
	"slices"
	"strings"
	"text/template"

	"luonnos/tools/plan"
)

// Speak asks a language model for a text.
type Speak func(ctx context.Context, system, input string) (text string, used Usage, err error)

//go:embed voice
var voiceFiles embed.FS

var voicePrompts = template.Must(template.ParseFS(voiceFiles, "voice/*.md"))

// voice lets a language model word what the applicant says. What is said stays the script's decision, so that it is known
// at each turn what is true. Each message is held against what it had to say: one that tells something else voids the
// trial; one that leaves something out is replaced by the script's own words.
//
// The events that put the interviewer to the test (digressions, off-topic messages, injections) and the stock phrases are
// sent as they are written.
type voice struct {
	speak  Speak
	system string
	facts  *factChecker
	used   Usage
	worded Ratio // messages in the model's words among those it was asked for
}

func newVoice(c *Case, speak Speak) (*voice, error) {
	var system strings.Builder
	if err := voicePrompts.ExecuteTemplate(&system, string(c.Lang)+".md", c.Persona); err != nil {
		return nil, fmt.Errorf("evals: voice: %w", err)
	}
	return &voice{speak: speak, system: system.String(), facts: newFactChecker(c)}, nil
}

// Invention is a fact in an applicant's message that the model was not given. It voids the trial.
type Invention struct{ Fact, Text string }

func (e *Invention) Error() string {
	return fmt.Sprintf("evals: the applicant's model invented %q in %q", e.Fact, e.Text)
}

// worded are the kinds of messages that are put in other words.
var worded = []Kind{KindAnswer, KindOwn, KindRepeat, KindRefusal, KindResolve, KindCorrection}

var voiceLabels = struct{ asked, tell plan.Text }{
	asked: plan.Text{FI: "Haastattelijan viesti", SV: "Intervjuarens meddelande", EN: "The interviewer's message"},
	tell:  plan.Text{FI: "Kerro nyt", SV: "Berätta nu", EN: "Tell now"},
}

// word puts a message into the model's words.
func (v *voice) word(ctx context.Context, l *ledger, u *Utterance, question string) error {
	if !slices.Contains(worded, u.Kind) {
		v.facts.hear(u.Text)
		return nil
	}
	lang := l.script.c.Lang
	input := fmt.Sprintf("%s:\n%s\n\n%s:\n%s\n", voiceLabels.asked.In(lang), question, voiceLabels.tell.In(lang), u.Text)
	text, used, err := v.speak(ctx, v.system, input)
	v.used.add(used)
	if err != nil {
		return fmt.Errorf("evals: the applicant's model: %w", err)
	}
	text = strings.TrimSpace(text)
	if fact, invented := v.facts.invented(text, u.Text, question); invented {
		return &Invention{fact, text}
	}
	faithful := v.facts.faithful(text, l, u)
	v.worded.add(faithful)
	v.facts.hear(u.Text)
	if faithful {
		u.Text = text
	}
	return nil
}
