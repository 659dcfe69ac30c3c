package server

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"regexp"
	"strings"
	"unicode"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// Frames that a client sends. All are decoded strictly.
type (
	helloFrame struct {
		Type  string `json:"type"`
		After int64  `json:"after"` // last number seen, 0 for none
		Lang  string `json:"lang"`
		// Bundle lets us send the replay as arrays of events: a browser takes
		// thousands of small frames slowly.
		Bundle bool `json:"bundle"`
	}
	messageFrame struct {
		Type string `json:"type"`
		ID   string `json:"id"`
		Text string `json:"text"`
		// Replaces is the id of the applicant's last message on the wire, when this one
		// takes its place: what was recorded since then is undone.
		Replaces string `json:"replaces,omitempty"`
	}
	editFrame struct {
		Type   string      `json:"type"`
		ID     string      `json:"id"`
		Rev    *int64      `json:"rev"`
		Set    []assign    `json:"set"`
		Remove []plan.Path `json:"remove"`
	}
	assign struct {
		Path  plan.Path `json:"path"`
		Value any       `json:"value"`
	}
	// judgeFrame answers proposed values: confirm or reject.
	judgeFrame struct {
		Type  string      `json:"type"`
		ID    string      `json:"id"`
		Rev   *int64      `json:"rev"`
		Paths []plan.Path `json:"paths"`
	}
	attestFrame struct {
		Type  string    `json:"type"`
		ID    string    `json:"id"`
		What  []string  `json:"what"`
		By    string    `json:"by"`
		Title string    `json:"title"`
		Date  plan.Date `json:"date"`
	}
	// lockFrame locks the targets as they are at rev, by the management's decision.
	lockFrame struct {
		Type string    `json:"type"`
		ID   string    `json:"id"`
		Rev  *int64    `json:"rev"`
		By   string    `json:"by"`
		Date plan.Date `json:"date"`
	}
	stepFrame struct { // undo, redo
		Type string `json:"type"`
		ID   string `json:"id"`
	}
	bareFrame struct { // stop, ping
		Type string `json:"type"`
	}
)

// frameHead is what is known of a frame before it is decoded strictly: enough to
// name it in a refusal.
type frameHead struct {
	Type string `json:"type"`
	ID   string `json:"id"`
}

func readHead(data []byte) (frameHead, error) {
	var h frameHead
	err := json.Unmarshal(data, &h)
	var wrongType *json.UnmarshalTypeError
	switch {
	case errors.As(err, &wrongType):
		return frameHead{}, refuseFor(codeBadFrame, err)
	case err != nil:
		return frameHead{}, refuseFor(codeBadJSON, err)
	}
	if !validID(h.ID) {
		h.ID = ""
	}
	return h, nil
}

// decode reads a whole frame; need says that it must have a client id.
func decode[F any](data []byte) (F, error) {
	var f F
	if err := plan.Unmarshal(data, &f); err != nil {
		return f, refuseFor(codeBadFrame, err)
	}
	return f, nil
}

var idSyntax = regexp.MustCompile(`^[A-Za-z0-9_.:-]{1,64}$`)

// validID reports whether a client's id of a frame can be kept.
func validID(id string) bool { return idSyntax.MatchString(id) }

// digest is by what two frames with the same id are compared: everything but the
// white space and the order of the keys. Only decoded frames have one.
func digest(frame any) string {
	data, err := json.Marshal(frame)
	if err != nil {
		panic("server: a decoded frame cannot be written: " + err.Error())
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// clean makes a person's text fit to be kept: see [stripped], and personal identity
// codes and account numbers are masked before anything is stored or sent on.
func clean(text string) string {
	masked, _ := reading.MaskIdentityCodes(stripped(text))
	return masked
}

// stripped takes out what has no place in a person's text: control characters, and
// the format characters that hide or reorder text. Joiners stay, emoji and some
// scripts need them; so does everything else, character for character.
func stripped(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r), isBidi(r), r >= 0xE0000 && r <= 0xE007F:
			return -1
		case r == '\u200B' || r == '\u2060' || r == '\uFEFF':
			return -1
		default:
			return r
		}
	}, text))
}

// visible reports whether a person sees the character.
func visible(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) }

func isBidi(r rune) bool {
	return r == '\u200E' || r == '\u200F' || r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069'
}
