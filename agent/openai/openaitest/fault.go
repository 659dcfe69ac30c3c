package openaitest

import (
	"net/http"
	"strings"
	"time"

	"luonnos/tools"
)

// Fault is one way in which an answer breaks.
type Fault string

// The faults.
const (
	None         Fault = ""
	BadJSON      Fault = "bad JSON"      // an event that is not JSON
	BadArguments Fault = "bad arguments" // the arguments of a call are not JSON
	UnknownTool  Fault = "unknown tool"  // a call of a tool that was not offered
	Cut          Fault = "cut"           // the stream ends in the middle, as if it were whole
	Reset        Fault = "reset"         // the connection breaks in the middle
	Drip         Fault = "drip"          // a pause before every event
	Hang         Fault = "hang"          // nothing more after the first half
	Storm        Fault = "429"           // too many requests
	Failure      Fault = "500"
	NoChoices    Fault = "no choices"   // events without content
	Nothing      Fault = "nothing"      // an empty body
	Page         Fault = "page"         // a page of HTML with status 200
	BadUTF8      Fault = "bad UTF-8"    // bytes that are no text
	HugeLine     Fault = "huge line"    // an event without end
	Heartbeats   Fault = "heartbeats"   // 2,000 comments before the first event: no error
	Loop         Fault = "loop"         // calls a tool, whatever was asked
	Filtered     Fault = "filtered"     // finish_reason content_filter
	Length       Fault = "length"       // finish_reason length
	MidError     Fault = "error inside" // an error in the middle of the stream
)

// Faults lists all of them.
func Faults() []Fault {
	return []Fault{
		BadJSON, BadArguments, UnknownTool, Cut, Reset, Drip, Hang, Storm, Failure, NoChoices, Nothing, Page, BadUTF8,
		HugeLine, Heartbeats, Loop, Filtered, Length, MidError,
	}
}

// Frames that are no text: what the server does instead of sending.
const (
	hang  = "\x00hang"
	abort = "\x00abort"
)

// DripGap is the pause of [Drip].
const DripGap = 20 * time.Millisecond

// apply breaks an answer.
func (f Fault) apply(a Answer, frames []string, responses bool) (Answer, []string) {
	half := frames[:len(frames)/2]
	whole := strings.Join(frames, "")
	switch f {
	case BadJSON:
		return a, append(half, "data: {\"choices\": [{\n\n")
	case BadArguments:
		return a, split(strings.ReplaceAll(whole, `"arguments":"`, `"arguments":"}`))
	case UnknownTool:
		return a, split(strings.ReplaceAll(whole, `"name":"`, `"name":"approve_`))
	case Cut:
		return a, half
	case Reset:
		return a, append(half, abort)
	case Drip:
		a.Gap = DripGap
	case Hang:
		return a, append(half, hang)
	case Storm:
		return refusal(http.StatusTooManyRequests, "rate_limit_exceeded", map[string]string{"Retry-After": "1"}), nil
	case Failure:
		return refusal(http.StatusInternalServerError, "server_error", nil), nil
	case NoChoices:
		return a, []string{"data: {\"choices\":[]}\n\n", "data: [DONE]\n\n"}
	case Nothing:
		return a, nil
	case Page:
		return Answer{Status: http.StatusOK, Raw: "<html>Bad gateway</html>", Header: map[string]string{"Content-Type": "text/html"}}, nil
	case BadUTF8:
		return a, split(strings.NewReplacer(`"content":"`, "\"content\":\"\xff\xfe", `"delta":"`, "\"delta\":\"\xff\xfe").Replace(whole))
	case HugeLine:
		return a, []string{"data: " + strings.Repeat("x", 1<<20), "\n\n"}
	case Heartbeats:
		return a, append([]string{strings.Repeat(": ping\n\n", 2000)}, frames...)
	case Loop:
		again := Answer{Calls: []tools.Call{{ID: "call_loop", Name: "check_plan", Arguments: []byte("{}")}}}
		return again, again.frames(responses)
	case Filtered:
		a.Finish = "content_filter"
		return a, a.frames(responses)
	case Length:
		a.Finish = "length"
		return a, a.frames(responses)
	case MidError:
		return a, append(half, ": ping\n\n", "data: {\"error\":{\"message\":\"The server had an error\",\"type\":\"server_error\",\"code\":\"server_error\"}}\n\n")
	}
	return a, frames
}

func split(stream string) []string { return strings.SplitAfter(stream, "\n\n") }

func refusal(status int, code string, header map[string]string) Answer {
	body := `{"error":{"message":"` + http.StatusText(status) + `","type":"` + code + `","code":"` + code + `"}}`
	return Answer{Status: status, Raw: body, Header: header}
}
