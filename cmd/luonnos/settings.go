package main

import (
	"errors"
	"flag"
	"fmt"
	"net/netip"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"luonnos/agent/openai"
	"luonnos/server"
	"luonnos/server/signin"
	"luonnos/tools/plan"
)

const defaultAddr = "127.0.0.1:8080"

// settings are those of the subcommands that serve or that look after a database.
type settings struct {
	addr      string
	db        string
	token     string
	secret    string
	lease     time.Duration // 0 for the server's own
	hosts     []string
	origins   []string
	contact   string
	proxies   []netip.Prefix
	sites     []string // that the assistant may link to; none for its own default
	limits    server.Limits
	budget    server.Budget // of the language model
	retention time.Duration // 0 for ever
	lang      plan.Lang

	knowledge knowledgeSettings
	signIn    *signin.Provider // nil for none
}

// setting is one row of the table of settings. Those without read are read where
// they are used.
type setting struct {
	env, flag string
	fallback  string // as a person is told
	doc       string
	read      func(s *settings, value string) error
}

// settingTable holds every setting that there is.
var settingTable = []setting{
	{"LUONNOS_ADDR", "addr", defaultAddr, "where to listen", text(func(s *settings) *string { return &s.addr })},
	{"LUONNOS_DB", "db", "sqlite:~/.local/share/luonnos/luonnos.db", "database: `sqlite:PATH` or `postgres://…`", text(func(s *settings) *string { return &s.db })},
	{"LUONNOS_SECRET", "", "with SQLite made and kept beside the file", "seals the links of `luonnos link`; 32 characters or more, the same on every node", text(func(s *settings) *string { return &s.secret })},
	{"LUONNOS_TOKEN", "", "made and printed", "the operator's bearer token", text(func(s *settings) *string { return &s.token })},
	{"LUONNOS_HOSTS", "", "loopback", "names by which browsers may come in", texts(func(s *settings) *[]string { return &s.hosts })},
	{"LUONNOS_ORIGINS", "", "our own", "origins whose pages may talk to us", texts(func(s *settings) *[]string { return &s.origins })},
	{"LUONNOS_CONTACT", "", "none", "an e-mail address, https address or phone number that the page gives to those who want to talk to a person", text(func(s *settings) *string { return &s.contact })},
	{env: settingIssuer, fallback: "none", doc: "the OpenID Connect provider at which persons sign in; it sends people back to `/login/back` of ours, and to `/` when they have signed out"},
	{env: settingClient, fallback: "none", doc: "our client id there"},
	{env: settingSecret, fallback: "none", doc: "our secret there; a public client has none"},
	{env: settingScopes, fallback: defaultScopes, doc: "what it is asked for beside `openid`"},
	{env: settingClaim, fallback: "`" + defaultClaim + "`", doc: "the claim that holds a person's roles, as `realm_access.roles`"},
	{env: settingRoles, fallback: "the roles' own names", doc: "which value of it is which role, as `sitra-experts=expert, *=applicant`; `*` is whom the provider knows, and without it who has no role is not let in"},
	{"LUONNOS_PROXIES", "", "none", "networks of the proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed, as `10.0.0.0/8`", readProxies},
	{"LUONNOS_LIMITS", "", "the table below", "limits, as `sockets=500 turns=30+0.5/s`", func(s *settings, value string) (err error) {
		s.limits, err = server.ParseLimits(value)
		return err
	}},
	{"LUONNOS_RETENTION", "", "for ever", "after which time a plan that nobody touches is erased, as `730d`", func(s *settings, value string) (err error) {
		s.retention, err = parseDays(value)
		return err
	}},
	{"LUONNOS_LEASE", "", "10s", "after which time another node takes over a dead node's work", func(s *settings, value string) (err error) {
		if s.lease, err = time.ParseDuration(value); err == nil && s.lease < time.Second {
			err = errors.New("it takes a second or more")
		}
		return err
	}},
	{env: "LUONNOS_KNOWLEDGE", fallback: "`knowledge` beside the default database", doc: "folder of ingested documents and imported solutions; with PostgreSQL they are in the database"},
	{env: "LUONNOS_MEMO", fallback: "none", doc: "a document read at start and quoted word by word, the memo"},
	{env: "LUONNOS_EMBED_MODEL", fallback: "none", doc: "an embedding model of the same server for searching the memo; without it the search is lexical"},
	{env: "LUONNOS_EMBED_WEIGHT", fallback: strconv.FormatFloat(embedWeight, 'g', -1, 64), doc: "how much its vectors count beside the lexical score, 0 to 1 (`luonnos knowledge eval --embed` measures it)"},
	{env: openai.SettingKey, fallback: "none", doc: "the key of the language model; not needed for a server of one's own. `" + settingKeyFile + "` names a file that holds it"},
	{env: openai.SettingBaseURL, fallback: "OpenAI", doc: "another server: `https://NAME.openai.azure.com/openai/v1`, `http://127.0.0.1:11434/v1` (Ollama), vLLM, llama.cpp"},
	{env: openai.SettingModel, fallback: "the adapter's own", doc: "the model or deployment; `guided` turns the language model off"},
	{env: openai.SettingAPI, fallback: "auto", doc: "`chat` (Chat Completions) or `responses`"},
	{env: openai.SettingAzure, fallback: "none", doc: "only for Azure's older deployment paths"},
	{env: openai.SettingEffort, fallback: "the model's own", doc: "of a reasoning model: `low`, `medium`, `high`"},
	{env: openai.SettingTraits, fallback: "none", doc: "what sets the server apart: `strict`, `one_call`, `no_usage`, `max_tokens`"},
	{env: openai.SettingNames, fallback: "tokens", doc: "`plain` sends the names of persons; by default tokens stand for them"},
	{env: openai.SettingKeep, fallback: "nothing", doc: "`requests` keeps in the transcript, for experts, what was sent to the model, with the names hidden"},
	{env: settingPlanCap, fallback: defaultPlanCap, doc: "the most that the language model may use for a plan, `N tokens`, `N EUR` or `none`; then the guided interviewer goes on"},
	{env: settingDayCap, fallback: "none", doc: "the same for all plans in a day of UTC"},
	{env: settingPrices, fallback: "`agent/price/prices.yaml`", doc: "file of prices of the same form; `luonnos usage turn`, `plan`, `organisation` or `day` prints what the model has cost"},
	{env: settingTraces, fallback: "none", doc: "where traces of turns go in OTLP over HTTP, as `http://127.0.0.1:4318`; they hold no message. OpenTelemetry's other settings hold as well, as `OTEL_SERVICE_NAME`, `OTEL_TRACES_SAMPLER`"},
	{env: settingTracesTo, fallback: "none", doc: "the same, with the whole path"},
	{env: settingNoTraces, fallback: "`false`", doc: "`true` turns traces off"},
	{"LUONNOS_SITES", "", "sitra.fi", "sites that the assistant may link to, with their subdomains", texts(func(s *settings) *[]string { return &s.sites })},
}

func text(field func(*settings) *string) func(*settings, string) error {
	return func(s *settings, value string) error {
		*field(s) = value
		return nil
	}
}

func texts(field func(*settings) *[]string) func(*settings, string) error {
	return func(s *settings, value string) error {
		*field(s) = list(value)
		return nil
	}
}

func list(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' })
}

func readProxies(s *settings, value string) error {
	for _, text := range list(value) {
		network, err := netip.ParsePrefix(text)
		if err != nil {
			return err
		}
		s.proxies = append(s.proxies, network)
	}
	return nil
}

// parseDays reads a duration, which may be in days: 730d.
func parseDays(text string) (time.Duration, error) {
	const day = 24 * time.Hour
	if number, ok := strings.CutSuffix(text, "d"); ok {
		days, err := strconv.ParseUint(number, 10, 16)
		return time.Duration(days) * day, err
	}
	d, err := time.ParseDuration(text)
	if err == nil && d < 0 {
		err = errors.New("it is negative")
	}
	return d, err
}

// with parses the settings of a subcommand and runs it. The operands are what comes
// after the flags, all of them required.
func with(name string, args []string, e env, work func(settings) error, operands ...*string) int {
	return withFlags(name, args, e, func(*flag.FlagSet) {}, work, operands...)
}

// withFlags is with for a subcommand that has flags of its own.
func withFlags(name string, args []string, e env, define func(*flag.FlagSet), work func(settings) error, operands ...*string) int {
	s, err := parseSettings(name, args, e, define, operands)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		fmt.Fprintln(e.stderr, err)
		return 2
	}
	if err := work(s); err != nil {
		fmt.Fprintln(e.stderr, "luonnos:", err)
		return 1
	}
	return 0
}

// parseSettings reads flags and, for what they leave out, the environment.
func parseSettings(name string, args []string, e env, define func(*flag.FlagSet), operands []*string) (settings, error) {
	s := settings{
		addr: defaultAddr, db: "sqlite:" + defaultFile(e.getenv), limits: server.DefaultLimits(),
		lang: userLang(e.getenv),
	}
	var err error
	if s.knowledge, err = knowledgeOf(e); err != nil {
		return s, err
	}
	if s.signIn, err = signInOf(e.getenv); err != nil {
		return s, err
	}
	flags := flag.NewFlagSet("luonnos "+name, flag.ContinueOnError)
	flags.SetOutput(e.stderr)
	define(flags)
	for _, row := range settingTable {
		if value := e.getenv(row.env); value != "" && row.read != nil {
			if err := row.read(&s, value); err != nil {
				return s, fmt.Errorf("%s: %w", row.env, err)
			}
		}
		if row.flag != "" {
			flags.Func(row.flag, row.doc+" ("+row.env+")", func(value string) error { return row.read(&s, value) })
		}
	}
	if err := flags.Parse(args); err != nil {
		return s, err
	}
	if flags.NArg() != len(operands) {
		return s, fmt.Errorf("luonnos %s: %d arguments, want %d: %q", name, flags.NArg(), len(operands), flags.Args())
	}
	for i, operand := range operands {
		*operand = flags.Arg(i)
	}
	return s, nil
}

// defaultFile is where the database lies when nothing else is said.
func defaultFile(getenv func(string) string) string {
	dir := getenv("XDG_DATA_HOME")
	if home := getenv("HOME"); dir == "" && home != "" {
		dir = filepath.Join(home, ".local", "share")
	}
	if dir == "" {
		return "luonnos.db"
	}
	return filepath.Join(dir, "luonnos", "luonnos.db")
}

// settingsTable is the table of settings as it stands in the README.
func settingsTable() string {
	var b strings.Builder
	b.WriteString("| setting | default | meaning |\n|---|---|---|\n")
	for _, row := range settingTable {
		name := "`" + row.env + "`"
		if row.flag != "" {
			name = "`--" + row.flag + "`, " + name
		}
		fmt.Fprintf(&b, "| %s | %s | %s |\n", name, row.fallback, row.doc)
	}
	b.WriteString("\n| limit | default | code | of |\n|---|---|---|---|\n")
	for _, row := range server.DefaultLimits().Table() {
		code := "slowed down"
		if row.Code != "" {
			code = "`" + row.Code + "`"
		}
		fmt.Fprintf(&b, "| `%s` | `%s` | %s | %s |\n", row.Name, row.Value, code, row.Doc)
	}
	return b.String()
}
