package openai

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"

	"github.com/sashabaranov/go-openai"
)

// Kind says what went wrong, and so what can be done about it.
type Kind string

// The kinds of errors.
const (
	Busy    Kind = "busy"    // 429, 5xx, no connection, a cut or silent stream: may pass
	Auth    Kind = "auth"    // the key or its rights
	Quota   Kind = "quota"   // nothing left to spend
	Setting Kind = "setting" // no such model, or a request that the server does not take
	Context Kind = "context" // more than the model can read at once
	Refused Kind = "refused" // the model or a filter refused to answer
	Garbage Kind = "garbage" // an answer that is none
	Moved   Kind = "moved"   // the server wants the other API
)

// Error is a failed request to a model.
type Error struct {
	Kind      Kind
	Status    int    // of HTTP; 0 without an answer
	RequestID string // in the server's own logs
	Detail    string // what to do, or what the server said; never the key

	after time.Duration // how long the server asks to wait
	cause error
}

func (e *Error) Error() string {
	text := "openai: " + string(e.Kind)
	if e.Status > 0 {
		text += fmt.Sprintf(" (HTTP %d)", e.Status)
	}
	if e.Detail != "" {
		text += ": " + e.Detail
	}
	if e.RequestID != "" {
		text += " [request " + e.RequestID + "]"
	}
	return text
}

// Unwrap gives the error of the network or the context behind it.
func (e *Error) Unwrap() error { return e.cause }

// Lasting reports whether the error will not pass until a person does something.
func (e *Error) Lasting() bool {
	return e.Kind == Auth || e.Kind == Quota || e.Kind == Setting || e.Kind == Moved
}

// maxDetail is how much of the server's own words an error keeps.
const maxDetail = 300

// judge makes an [Error] of what the library returned.
func (c *Config) judge(ctx context.Context, err error, x *exchange) *Error {
	var known *Error
	if errors.As(err, &known) {
		return known
	}
	e := &Error{Status: x.status, RequestID: x.requestID, after: x.retryAfter}
	code, said := serverError(err)
	e.Detail = c.clean(said)
	switch why := cause(ctx, err); {
	case ctx.Err() != nil:
		e.Kind, e.Detail, e.cause = Busy, why.Error(), why
	case errors.Is(err, openai.ErrReasoningToolsRequireResponses):
		e.Kind = Moved
	case x.status == 0:
		e.Kind, e.Detail, e.cause = Busy, c.clean(unaddressed(err).Error()), err
	case x.status < 300:
		e.judgeStream(err, code)
	default:
		e.judgeStatus(c, code)
	}
	return e
}

// judgeStream judges an error after the answer had begun.
func (e *Error) judgeStream(err error, code string) {
	switch {
	case code != "":
		e.judgeCode(code)
	case errors.Is(err, errFirstToken), errors.Is(err, errNextToken):
		e.Kind, e.Detail, e.cause = Busy, err.Error(), err
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		e.Kind, e.Detail, e.cause = Busy, "the answer was cut", io.ErrUnexpectedEOF
	default:
		e.Kind, e.cause = Garbage, err
	}
}

// judgeCode judges an error that came inside the stream.
func (e *Error) judgeCode(code string) {
	switch {
	case strings.Contains(code, "context_length"), tooLong(e.Detail):
		e.Kind = Context
	case strings.Contains(code, "content_filter"):
		e.Kind = Refused
	default:
		e.Kind = Busy
	}
}

func (e *Error) judgeStatus(c *Config, code string) {
	switch {
	case e.Status == 401 || e.Status == 403:
		e.Kind = Auth
		e.Detail = fmt.Sprintf("%s does not accept the key; check %s and the rights of the key to the model in %s", c.host(), SettingKey, SettingModel)
	case code == "insufficient_quota":
		e.Kind = Quota
		e.Detail = fmt.Sprintf("nothing is left to spend on the account of %s", SettingKey)
	case e.Status == 429, e.Status == 408, e.Status == 409, e.Status >= 500:
		e.Kind = Busy
	case strings.Contains(code, "context_length"), e.Status == 413, tooLong(e.Detail):
		e.Kind = Context
	case strings.Contains(code, "content_filter"):
		e.Kind = Refused
	case wantsOtherAPI(e.Status, e.Detail):
		e.Kind = Moved
		e.Detail = strings.TrimSpace(fmt.Sprintf("%s; check %s and %s", e.Detail, SettingAPI, SettingBaseURL))
	case e.Status == 404:
		e.Kind = Setting
		e.Detail = fmt.Sprintf("%s knows no model %q at this address; check %s and %s", c.host(), c.Model, SettingModel, SettingBaseURL)
	case e.Status >= 300 && e.Status < 400:
		e.Kind = Setting
		e.Detail = fmt.Sprintf("%s: %s", SettingBaseURL, errRedirect)
	default:
		e.Kind = Setting
	}
}

// tooLong recognises the words of servers that give no code for it.
func tooLong(said string) bool {
	said = strings.ToLower(said)
	for _, words := range []string{"maximum context length", "context window", "context size", "prompt is too long", "max_model_len"} {
		if strings.Contains(said, words) {
			return true
		}
	}
	return false
}

// wantsOtherAPI recognises a refusal of Chat Completions, or of Responses by a server
// that has not got it.
func wantsOtherAPI(status int, said string) bool {
	said = strings.ToLower(said)
	return status == 405 || status == 501 || status == 404 && !strings.Contains(said, "model") && !strings.Contains(said, "deployment") ||
		(status == 400 || status == 404) && (strings.Contains(said, "responses api") || strings.Contains(said, "/v1/responses") || strings.Contains(said, "v1/chat/completions"))
}

// serverError is the code and the text that a server gave.
func serverError(err error) (code, text string) {
	var request *openai.RequestError
	if errors.As(err, &request) {
		return flatError(request.Body)
	}
	var api *openai.APIError
	if !errors.As(err, &api) {
		return "", err.Error()
	}
	code = fmt.Sprint(api.Code)
	if api.Code == nil {
		code = api.Type
	}
	if api.InnerError != nil && api.InnerError.Code == "ResponsibleAIPolicyViolation" {
		code = "content_filter"
	}
	return or(code, "error"), api.Message
}

// unaddressed takes the address out of an error of net/http, which repeats it.
func unaddressed(err error) error {
	var at *url.Error
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// clean makes the server's words fit for a log: short, on one line, without the key.
func (c *Config) clean(s string) string {
	if c.Key != "" {
		s = strings.ReplaceAll(s, c.Key, "[key]")
	}
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	if len(s) > maxDetail {
		s = strings.ToValidUTF8(s[:maxDetail], "") + " …"
	}
	return s
}

// host is the server's name.
func (c *Config) host() string {
	u, err := url.Parse(c.BaseURL)
	if err != nil {
		return SettingBaseURL
	}
	return u.Host
}

// flatError reads an error body that is not of OpenAI's form: vLLM's flat one, one
// with only a text, or a page of a proxy.
func flatError(body []byte) (code, text string) {
	var flat struct {
		Message string          `json:"message"`
		Type    string          `json:"type"`
		Detail  json.RawMessage `json:"detail"`
		Error   json.RawMessage `json:"error"`
	}
	if json.Unmarshal(body, &flat) != nil {
		return "", "" // a page: its words help nobody
	}
	for _, text := range []json.RawMessage{flat.Error, flat.Detail} {
		var s string
		if json.Unmarshal(text, &s) == nil && s != "" {
			return "", s
		}
	}
	return flat.Type, flat.Message
}
