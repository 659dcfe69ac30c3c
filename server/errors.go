package server

import (
	"context"
	"crypto/rand"
	"errors"
	"math"
	"net/http"
	"strings"
	"time"

	"github.com/gorilla/websocket"

	"luonnos/agent"
	"luonnos/server/store"
)

// code is the stable name of a problem. Every refusal has one, with its text in
// messages.yaml.
type code string

// The codes.
const (
	codeBadJSON        code = "bad_json"
	codeBadFrame       code = "bad_frame"
	codeUnknownType    code = "unknown_type"
	codeBadUTF8        code = "bad_utf8"
	codeNotText        code = "not_text"
	codeFrameTooLarge  code = "frame_too_large"
	codeHelloFirst     code = "hello_first"
	codeHelloTwice     code = "hello_twice"
	codeHelloLate      code = "hello_late"
	codeTooManyErrors  code = "too_many_errors"
	codeSlowReader     code = "slow_reader"
	codeEmptyMessage   code = "empty_message"
	codeIDReused       code = "id_reused"
	codeStaleRev       code = "stale_rev"
	codeEditedSince    code = "edited_since"
	codeBadPath        code = "bad_path"
	codeBadValue       code = "bad_value"
	codeNotPending     code = "not_pending"
	codeBadAttestation code = "bad_attestation"
	codeBadLock        code = "bad_lock"
	codeBadReview      code = "bad_review"
	codeNothingToUndo  code = "nothing_to_undo"
	codeNothingToRedo  code = "nothing_to_redo"
	codeBusy           code = "busy"
	codeBadRequest     code = "bad_request"
	codeBadUpgrade     code = "bad_upgrade"
	codeUnauthorized   code = "unauthorized"
	codeForbidden      code = "forbidden"
	codeNeedsOwner     code = "needs_owner"
	codeBadTicket      code = "bad_ticket"
	codeBadLogin       code = "bad_login"
	codeNoRole         code = "no_role"
	codeProviderFailed code = "provider_failed"
	codeBadOrigin      code = "bad_origin"
	codeBadHost        code = "bad_host"
	codeNotFound       code = "not_found"
	codeBadMethod      code = "bad_method"
	codeTooMany        code = "too_many"
	codeTooManySockets code = "too_many_sockets"
	codeTooFast        code = "too_fast"
	codeIdle           code = "idle"
	codeConflict       code = "conflict"
	codeStoreFailed    code = "store_failed"
	codeNoIndex        code = "no_index"
	codeModelFailed    code = "model_failed"
	codeTurnTimeout    code = "turn_timeout"
	codeShuttingDown   code = "shutting_down"
	codeInternal       code = "internal"
)

// codes lists all codes, for the test of the catalogue.
var codes = []code{
	codeBadJSON, codeBadFrame, codeUnknownType, codeBadUTF8, codeNotText, codeFrameTooLarge, codeHelloFirst,
	codeHelloTwice, codeHelloLate, codeTooManyErrors, codeSlowReader, codeEmptyMessage, codeIDReused, codeStaleRev, codeEditedSince,
	codeBadPath, codeBadValue, codeNotPending, codeBadAttestation, codeBadLock, codeBadReview, codeNothingToUndo, codeNothingToRedo, codeBusy,
	codeBadRequest, codeBadUpgrade, codeUnauthorized, codeForbidden, codeNeedsOwner, codeBadTicket, codeBadLogin, codeNoRole, codeProviderFailed, codeBadOrigin, codeBadHost, codeNotFound,
	codeBadMethod, codeTooMany, codeTooManySockets, codeTooFast, codeIdle, codeConflict, codeStoreFailed, codeNoIndex, codeModelFailed, codeTurnTimeout, codeShuttingDown,
	codeInternal,
}

// Close codes of our own.
const (
	closeResume = 4008 // the reader was too slow: connect again and resume
	closeIdle   = 4009 // nothing was sent for long: connect again when there is something to say
)

// Problem is a refusal: its code for programs and, when it was wrapped around
// an error, the detail for the log. A person sees the text of the code.
type Problem struct {
	code  code
	err   error
	retry time.Duration // when to try again, 0 for what the code says
}

func (p *Problem) Error() string {
	if p.err == nil {
		return "server: " + string(p.code)
	}
	return "server: " + string(p.code) + ": " + p.err.Error()
}

func (p *Problem) Unwrap() error { return p.err }

func refuse(c code) error             { return &Problem{code: c} }
func refuseFor(c code, e error) error { return &Problem{code: c, err: e} }

// refuseUntil refuses what may be tried again after a time.
func refuseUntil(c code, after time.Duration) error { return &Problem{code: c, retry: after} }

// errShutdown is the cause with which a stopping server cancels its work: what
// was not finished is owed and is done after the next start.
var errShutdown = errors.New("server: shutting down")

// verdict is what an error means on the wire.
type verdict struct {
	code   code
	status int // HTTP
	close  int // websocket close code; 0 leaves the connection open
	retry  int // seconds after which to try again; 0 leaves that open
}

// judge is the one place that maps errors to codes.
func judge(err error) verdict {
	var p *Problem
	switch {
	case errors.As(err, &p):
		return verdict{p.code, statusOf(p.code), closeOf(p.code), retryOf(p)}
	case errors.Is(err, store.ErrNotFound):
		return verdict{codeNotFound, http.StatusNotFound, websocket.ClosePolicyViolation, 0}
	case errors.Is(err, store.ErrConflict), errors.Is(err, store.ErrDuplicate), errors.Is(err, store.ErrStale):
		return verdict{codeConflict, http.StatusConflict, 0, 0}
	case errors.Is(err, errShutdown):
		return verdict{codeShuttingDown, http.StatusServiceUnavailable, websocket.CloseServiceRestart, restartTime}
	case errors.Is(err, context.DeadlineExceeded):
		return verdict{codeTurnTimeout, http.StatusGatewayTimeout, 0, 0}
	case errors.Is(err, agent.ErrCut):
		return verdict{codeModelFailed, http.StatusBadGateway, 0, 0}
	default:
		return verdict{codeInternal, http.StatusInternalServerError, 0, 0}
	}
}

// Seconds after which a client may try again.
const (
	restartTime = 2  // a server that stops is soon followed by another
	crowdedTime = 15 // until somebody has left
)

func retryOf(p *Problem) int {
	switch {
	case p.retry > 0:
		return int(math.Ceil(p.retry.Seconds()))
	case p.code == codeTooMany, p.code == codeTooManySockets:
		return crowdedTime
	default:
		return 0
	}
}

func statusOf(c code) int {
	switch c {
	case codeUnauthorized, codeBadTicket, codeBadLogin:
		return http.StatusUnauthorized
	case codeBadOrigin, codeForbidden, codeNoRole:
		return http.StatusForbidden
	case codeBadHost:
		return http.StatusMisdirectedRequest
	case codeNeedsOwner:
		return http.StatusConflict
	case codeNotFound:
		return http.StatusNotFound
	case codeBadMethod:
		return http.StatusMethodNotAllowed
	case codeFrameTooLarge:
		return http.StatusRequestEntityTooLarge
	case codeTooManySockets, codeTooFast:
		return http.StatusTooManyRequests
	case codeTooMany, codeShuttingDown, codeStoreFailed, codeNoIndex:
		return http.StatusServiceUnavailable
	case codeModelFailed, codeProviderFailed:
		return http.StatusBadGateway
	case codeInternal:
		return http.StatusInternalServerError
	default:
		return http.StatusBadRequest
	}
}

func closeOf(c code) int {
	switch c {
	case codeFrameTooLarge:
		return websocket.CloseMessageTooBig
	case codeBadUTF8:
		return websocket.CloseInvalidFramePayloadData
	case codeHelloLate, codeTooManyErrors:
		return websocket.ClosePolicyViolation
	case codeSlowReader:
		return closeResume
	case codeIdle:
		return closeIdle
	case codeShuttingDown:
		return websocket.CloseServiceRestart
	default:
		return 0
	}
}

// newRef is a short number by which a person and the log mean the same problem.
func newRef() string { return strings.ToLower(rand.Text()[:8]) }
