package evals

import "luonnos/tools/plan"

// Kind says what a message of the applicant is for.
type Kind string

// The kinds of messages.
const (
	KindAnswer     Kind = "answer"
	KindOwn        Kind = "own" // begins a topic unasked
	KindRepeat     Kind = "repeat"
	KindRefusal    Kind = "refusal"
	KindResolve    Kind = "resolve" // says which of two values holds
	KindCorrection Kind = "correction"
	KindDigression Kind = "digression"
	KindOffTopic   Kind = "off_topic"
	KindInjection  Kind = "injection"
	KindNothing    Kind = "nothing" // no more to add
	KindUnknown    Kind = "unknown" // the case holds no answer
	KindUnclear    Kind = "unclear" // asks what is meant
)

// Utterance is one message of the applicant.
type Utterance struct {
	Kind        Kind         `json:"kind"`
	Text        string       `json:"text"`
	Segments    []segmentRef `json:"segments,omitempty"`
	Corrections []int        `json:"corrections,omitempty"`
	Event       int          `json:"event,omitempty"` // index of the digression, off-topic message or injection
}

// stock are the applicant's phrases that no case holds.
var stock = map[Kind]plan.Text{
	KindNothing: {
		FI: "Tähän ei ole muuta lisättävää.",
		SV: "Jag har inget att tillägga här.",
		EN: "I have nothing to add here.",
	},
	KindUnknown: {
		FI: "Siihen en osaa vastata.",
		SV: "Det kan jag inte svara på.",
		EN: "I can't answer that.",
	},
	KindUnclear: {
		FI: "En ymmärtänyt, mitä tietoa tarkoitatte. Mitä haluatte tietää?",
		SV: "Jag förstod inte vilken uppgift ni menar. Vad vill ni veta?",
		EN: "I did not understand which information you mean. What would you like to know?",
	},
}
