package server

import (
	"bytes"
	_ "embed"
	"fmt"
	"sync"

	"go.yaml.in/yaml/v3"

	"luonnos/tools/plan"
)

//go:embed messages.yaml
var messageFile []byte

type messageTexts struct {
	Notice    plan.Text          `yaml:"notice"`
	Automatic plan.Text          `yaml:"automatic"`
	Masked    plan.Text          `yaml:"masked"`
	Problems  map[code]plan.Text `yaml:"problems"`
}

// texts reads the embedded catalogue once. A broken one is a programmer's error
// and ends the program at start-up.
var texts = sync.OnceValue(func() *messageTexts {
	var t messageTexts
	dec := yaml.NewDecoder(bytes.NewReader(messageFile))
	dec.KnownFields(true)
	if err := dec.Decode(&t); err != nil {
		panic(fmt.Sprintf("server: messages.yaml: %v", err))
	}
	return &t
})

// notice says what a person talks with: an AI, or the interviewer that is none.
func (s *Server) notice() plan.Text {
	if s.agent.Model.Name() == guided {
		return texts().Automatic
	}
	return texts().Notice
}

// guided is the name of the built-in interviewer.
const guided = "guided"

// message is the text for a problem in lang.
func (c code) message(lang plan.Lang) string { return texts().Problems[c].In(lang) }
