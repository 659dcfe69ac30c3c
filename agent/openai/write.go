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
	ctx = context.WithValue(ctx, exchangeKey{}, x)
	stream := m.chat
	if m.responses.Load() {
		stream = m.respond
	}
	got := &gathered{speech: speech{show: func(string) (string, bool) { return "", false }}}
	for piece, err := range stream(ctx, p) {
		if err == nil {
			_, err = got.take(piece)
		}
		if err != nil && got.finish != "" {
			break // the text is whole; only its counts are missing
		}
		if err != nil {
			return "", used, m.config.judge(ctx, err, x)
		}
	}
	got.rest()
	if got.usage != nil {
		used = *got.usage
	}
	if _, fault = got.end(); fault != nil {
		fault.Status, fault.RequestID, fault.Detail = x.status, x.requestID, m.config.clean(fault.Detail)
	}
	return got.text.String(), used, fault
}
