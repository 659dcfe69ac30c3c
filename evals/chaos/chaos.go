// Package chaos makes any model unreliable: it wraps an [agent.Model] and now and then breaks an answer as language models
// and networks do. What breaks is a pure function of the seed, the conversation and the number of the answer.
//
// It shows what the program promises whatever a model does: no panic, no stored value without a quote, no criterion
// passed that should fail, and an interview that still comes to its end.
package chaos

import (
	"context"
	"fmt"
	"hash/fnv"
	"iter"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"

	"luonnos/agent"
)

// Config says what breaks and how often.
type Config struct {
	Profile string  // one of [Profiles]; "" for nothing
	P       float64 // chance that an answer is broken
	Seed    int64
}

// Profiles lists the groups of faults.
func Profiles() []string {
	names := []string{"all"}
	for _, f := range faults {
		if !slices.Contains(names, f.profile) {
			names = append(names, f.profile)
		}
	}
	return names
}

// Parse reads "PROFILE@P": "numbers@0.2".
func Parse(s string) (Config, error) {
	if s == "" {
		return Config{}, nil
	}
	profile, chance, ok := strings.Cut(s, "@")
	if !ok {
		return Config{}, fmt.Errorf("chaos: %q is not of the form PROFILE@P", s)
	}
	if !slices.Contains(Profiles(), profile) {
		return Config{}, fmt.Errorf("chaos: no profile %q; there are %v", profile, Profiles())
	}
	p, err := strconv.ParseFloat(chance, 64)
	if err != nil || !(p >= 0 && p <= 1) {
		return Config{}, fmt.Errorf("chaos: %q is no chance between 0 and 1", chance)
	}
	return Config{Profile: profile, P: p}, nil
}

// String is the form that [Parse] reads.
func (c Config) String() string {
	if c.Profile == "" {
		return ""
	}
	return c.Profile + "@" + strconv.FormatFloat(c.P, 'f', -1, 64)
}

// Model is an unreliable model, for one conversation.
type Model struct {
	inner        agent.Model
	config       Config
	conversation string
	calls        atomic.Uint64
}

var _ agent.Model = (*Model)(nil)

// Wrap makes a model unreliable in the conversation.
func Wrap(m agent.Model, c Config, conversation string) *Model {
	return &Model{inner: m, config: c, conversation: conversation}
}

// Name implements [agent.Model]: the name of the model within.
func (m *Model) Name() string { return m.inner.Name() }

// Generate implements [agent.Model].
func (m *Model) Generate(ctx context.Context, req *agent.Request) iter.Seq2[agent.Chunk, error] {
	random := m.random(m.calls.Add(1))
	if random.Float64() >= m.config.P {
		return m.inner.Generate(ctx, req)
	}
	return func(yield func(agent.Chunk, error) bool) {
		a := &answer{random: random, req: req}
		for chunk, err := range m.inner.Generate(ctx, req) {
			if err != nil {
				yield(agent.Chunk{}, err)
				return
			}
			a.chunks = append(a.chunks, chunk)
		}
		a.breakSome(m.config.Profile)
		for _, chunk := range a.chunks {
			if !yield(chunk, nil) {
				return
			}
		}
		if a.err != nil {
			yield(agent.Chunk{}, a.err)
		}
	}
}

func (m *Model) random(call uint64) *rand.Rand {
	hash := fnv.New64a()
	fmt.Fprintf(hash, "%s\x00%d", m.conversation, call)
	return rand.New(rand.NewPCG(uint64(m.config.Seed), hash.Sum64()))
}
