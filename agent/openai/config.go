package openai

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// API says which of the two interfaces of a server is used.
type API string

// The interfaces.
const (
	APIAuto      API = "auto" // Chat Completions, until the server asks for Responses
	APIChat      API = "chat"
	APIResponses API = "responses"
)

// Config is what a [Model] is made from.
type Config struct {
	BaseURL string // to the version: "https://api.openai.com/v1", "https://X.openai.azure.com/openai/v1"
	Key     string // may be empty for a server of one's own
	Model   string // or the name of the deployment
	API     API    // "" is [APIAuto]

	// AzureVersion is the api-version of Azure's deployment paths; "" for all
	// other servers and for Azure's v1 path.
	AzureVersion string

	Traits   Traits
	Names    bool // send the names of persons as they are
	Keep     bool // pass on each request as it is sent, for the transcript
	Effort   string
	Budget   int // tokens of a request; 0 is 6,000
	MaxReply int // tokens of an answer; 0 is 2,000

	// Transport, if set, carries the requests in place of our own; it records them, say.
	Transport http.RoundTripper

	FirstToken time.Duration // until the answer begins; 0 is 15 s
	NextToken  time.Duration // between two pieces of it; 0 is 15 s
	Whole      time.Duration // for the whole answer with its retries; 0 is 60 s
}

// Traits are what sets a server apart from the others.
type Traits struct {
	Strict    bool // "strict": it holds the model to the tools' schemas
	OneCall   bool // "one_call": it must be told to make one tool call at a time
	NoUsage   bool // "no_usage": it refuses stream_options
	MaxTokens bool // "max_tokens": it knows only the older name of max_completion_tokens
}

// ParseTraits reads a list such as "no_usage,max_tokens".
func ParseTraits(s string) (Traits, error) {
	var t Traits
	known := map[string]*bool{"strict": &t.Strict, "one_call": &t.OneCall, "no_usage": &t.NoUsage, "max_tokens": &t.MaxTokens}
	for _, name := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' }) {
		trait, ok := known[name]
		if !ok {
			return t, fmt.Errorf("openai: %s: %q is none of strict, one_call, no_usage and max_tokens", SettingTraits, name)
		}
		*trait = true
	}
	return t, nil
}

// Settings are the names under which a person sets what [Config] holds. Errors
// name them.
const (
	SettingKey     = "OPENAI_API_KEY"
	SettingBaseURL = "LUONNOS_OPENAI_BASE_URL"
	SettingModel   = "LUONNOS_MODEL"
	SettingAPI     = "LUONNOS_OPENAI_API"
	SettingAzure   = "LUONNOS_AZURE_API_VERSION"
	SettingEffort  = "LUONNOS_OPENAI_EFFORT" // of a reasoning model: low, medium, high
	SettingTraits  = "LUONNOS_OPENAI_TRAITS" // of the server, see [ParseTraits]
	SettingNames   = "LUONNOS_OPENAI_NAMES"  // "plain" sends the names of persons as they are
	SettingKeep    = "LUONNOS_OPENAI_KEEP"   // "requests" keeps them in the transcript, as they are sent
)

// OpenAI's own server, and a model of it. Other servers have no model by default.
const (
	DefaultBaseURL = "https://api.openai.com/v1"
	DefaultModel   = "gpt-5-mini"
)

// withDefaults fills in what was left out.
func (c Config) withDefaults() Config {
	fill(&c.BaseURL, DefaultBaseURL)
	fill(&c.API, APIAuto)
	fill(&c.Budget, 6000)
	fill(&c.MaxReply, 2000)
	fill(&c.FirstToken, 15*time.Second)
	fill(&c.NextToken, 15*time.Second)
	fill(&c.Whole, time.Minute)
	if c.BaseURL = strings.TrimRight(c.BaseURL, "/"); c.BaseURL == DefaultBaseURL {
		fill(&c.Model, DefaultModel)
	}
	return c
}

func fill[T comparable](at *T, value T) {
	var zero T
	if *at == zero {
		*at = value
	}
}

func (c Config) check() error {
	if c.Model == "" {
		return fmt.Errorf("openai: %s names no model", SettingModel)
	}
	switch c.API {
	case APIAuto, APIChat, APIResponses:
	default:
		return fmt.Errorf("openai: %s=%q is none of auto, chat and responses", SettingAPI, c.API)
	}
	base, err := url.Parse(c.BaseURL)
	if err != nil || base.Host == "" || base.User != nil || base.RawQuery != "" {
		return fmt.Errorf("openai: %s is not an address of the form https://HOST/v1", SettingBaseURL)
	}
	switch {
	case base.Scheme == "https":
	case base.Scheme == "http" && private(base.Hostname()):
	case base.Scheme == "http":
		return fmt.Errorf("openai: %s must begin with https:// unless the server is in the own network", SettingBaseURL)
	default:
		return fmt.Errorf("openai: %s is not an address of the form https://HOST/v1", SettingBaseURL)
	}
	if c.Key == "" && !private(base.Hostname()) {
		return fmt.Errorf("openai: %s is not set", SettingKey)
	}
	if strings.ContainsFunc(c.Key, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return errors.New("openai: " + SettingKey + " holds white space or characters that no key has")
	}
	return nil
}

// private reports whether a host is this machine, or stands in a private network
// by its address or by a name without a dot.
func private(host string) bool {
	if host == "localhost" || !strings.Contains(host, ".") && !strings.Contains(host, ":") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && (ip.IsLoopback() || ip.IsPrivate())
}
