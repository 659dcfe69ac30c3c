package openai

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"luonnos/agent"
)

// Write returns what the model writes on an input under instructions of the caller's own: without the interviewer's
// prompt, tools and hidden names. It keeps to the limits of [Config] and tries again as Generate does.
func (m *Model) Write(ctx context.Context, system, input string) (string, agent.Usage, error) {
	ctx, cancel := context.WithTimeout(ctx, m.config.Whole)
	defer cancel()
	sum := sha256.Sum256([]byte(system))
	p := &prompt{
		instructions: &instructions{text: system, hash: hex.EncodeToString(sum[:6])},
		toolbox:      &toolbox{}, messages: []agent.Message{{Role: agent.User, Text: input}},
	}
	a := &answer{model: m}
	for try := 1; ; try++ {
		text, used, err := m.write(ctx, p)
		if err == nil {
			return text, used, nil
		}
		if ctx.Err() != nil || try == maxTries || !a.again(ctx, err, try) {
			return "", used, err
		}
	}
}

func (m *Model) write(ctx context.Context, p *prompt) (text string, used agent.Usage, fault *Error) {
	x := &exchange{}
	got := &gathered{speech: speech{show: func(string) (string, bool) { return "", false }}}
	if fault = m.gather(ctx, p, x, got, func(string) bool { return true }); fault != nil {
		return "", used, fault
	}
	got.rest()
	if got.usage != nil {
		used = *got.usage
	}
	_, fault = m.end(got, x)
	return got.text.String(), used, fault
}
