package server_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/gorilla/websocket"

	"luonnos/server"
)

// TestBadFrames: each gets its code, the connection and the store stay as they
// were unless the code says that it is closed.
func TestBadFrames(t *testing.T) {
	w := start(t)
	id := w.create()
	w.join(id, 0)
	before := w.stored(id)
	for name, x := range map[string]struct {
		kind  int
		frame string
		code  string
		close int
	}{
		"no JSON":            {websocket.TextMessage, `hei`, "bad_json", 0},
		"empty":              {websocket.TextMessage, ``, "bad_json", 0},
		"cut":                {websocket.TextMessage, `{"type":"message"`, "bad_json", 0},
		"two values":         {websocket.TextMessage, `{"type":"ping"}{"type":"ping"}`, "bad_json", 0},
		"a list":             {websocket.TextMessage, `[]`, "bad_frame", 0},
		"type of odd type":   {websocket.TextMessage, `{"type":7}`, "bad_frame", 0},
		"unknown type":       {websocket.TextMessage, `{"type":"approve"}`, "unknown_type", 0},
		"no type":            {websocket.TextMessage, `{}`, "unknown_type", 0},
		"unknown key":        {websocket.TextMessage, `{"type":"message","id":"x","text":"a","role":"sitra"}`, "bad_frame", 0},
		"re-cased key":       {websocket.TextMessage, `{"type":"message","id":"x","Text":"a"}`, "bad_frame", 0},
		"key that folds":     {websocket.TextMessage, `{"type":"confirm","id":"x","rev":2,"pathſ":["target.object"]}`, "bad_frame", 0},
		"half a character":   {websocket.TextMessage, `{"type":"message","id":"x","text":"\ud800"}`, "bad_frame", 0},
		"nothing as text":    {websocket.TextMessage, `{"type":"message","id":"x","text":null}`, "empty_message", 0},
		"double key":         {websocket.TextMessage, `{"type":"message","id":"x","text":"a","text":"b"}`, "bad_frame", 0},
		"no id":              {websocket.TextMessage, `{"type":"message","text":"a"}`, "bad_frame", 0},
		"odd id":             {websocket.TextMessage, `{"type":"message","id":"a b","text":"a"}`, "bad_frame", 0},
		"long id":            {websocket.TextMessage, `{"type":"message","id":"` + strings.Repeat("a", 65) + `","text":"a"}`, "bad_frame", 0},
		"no text":            {websocket.TextMessage, `{"type":"message","id":"x","text":" \u0000\u200b "}`, "empty_message", 0},
		"nothing to see":     {websocket.TextMessage, `{"type":"message","id":"x","text":"\u200d\u00ad"}`, "empty_message", 0},
		"number as text":     {websocket.TextMessage, `{"type":"message","id":"x","text":1}`, "bad_frame", 0},
		"stop with more":     {websocket.TextMessage, `{"type":"stop","id":"x"}`, "bad_frame", 0},
		"undo without id":    {websocket.TextMessage, `{"type":"undo"}`, "bad_frame", 0},
		"hello again":        {websocket.TextMessage, `{"type":"hello","after":0}`, "hello_twice", 0},
		"huge number":        {websocket.TextMessage, `{"type":"edit","id":"x","rev":1e400,"remove":["kpis"]}`, "bad_frame", 0},
		"deep value":         {websocket.TextMessage, `{"type":"edit","id":"x","rev":2,"set":[{"path":"target.object","value":` + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + `}]}`, "bad_value", 0},
		"binary":             {websocket.BinaryMessage, `{"type":"ping"}`, "not_text", 0},
		"bad UTF-8":          {websocket.TextMessage, "{\"type\":\"message\",\"id\":\"x\",\"text\":\"\xff\"}", "bad_utf8", websocket.CloseInvalidFramePayloadData},
		"two mebibytes":      {websocket.TextMessage, `{"type":"message","id":"x","text":"` + strings.Repeat("a", 2<<20) + `"}`, "frame_too_large", websocket.CloseMessageTooBig},
		"one byte too large": {websocket.TextMessage, strings.Repeat(" ", 64<<10+1), "frame_too_large", websocket.CloseMessageTooBig},
	} {
		t.Run(name, func(t *testing.T) {
			c := w.join(id, 0)
			c.t = t
			if err := c.conn.WriteMessage(x.kind, []byte(x.frame)); err != nil {
				t.Fatal(err)
			}
			got := c.last("luonnos.error").Value
			if got.Code != x.code || got.Message == "" || got.Ref == "" {
				t.Errorf("error %+v, want %s with a message and a reference", got, x.code)
			}
			if x.close != 0 {
				if code := c.closed(); code != x.close {
					t.Errorf("closed with %d, want %d", code, x.close)
				}
			} else {
				c.send(map[string]any{"type": "ping"})
				c.until("luonnos.pong")
			}
			if got := w.stored(id); got != before {
				t.Errorf("stored changed to\n%s", got)
			}
		})
	}
}

func TestHelloComesFirst(t *testing.T) {
	w := start(t)
	id := w.create()
	before := w.stored(id)
	c := w.dial(id)
	c.say("a1", "Kohteena on lupa.")
	if got := c.last("luonnos.error").Value.Code; got != "hello_first" {
		t.Errorf("code %s", got)
	}
	c.send(map[string]any{"type": "hello", "after": -1})
	if got := c.last("luonnos.error").Value.Code; got != "bad_frame" {
		t.Errorf("negative after: %s", got)
	}
	if got := w.stored(id); got != before {
		t.Errorf("stored changed to %s", got)
	}
}

func TestPatienceWithBadFramesEnds(t *testing.T) {
	w := start(t)
	c := w.join(w.create(), 0)
	for range 100 {
		if err := c.conn.WriteMessage(websocket.TextMessage, []byte(`{`)); err != nil {
			t.Fatal(err)
		}
	}
	if code := c.closed(); code != websocket.ClosePolicyViolation {
		t.Errorf("closed with %d", code)
	}
}

// handshake tries to open a websocket and returns the status and code.
func (w *world) handshake(path string, header http.Header, protocols ...string) (int, string) {
	w.t.Helper()
	dialer := websocket.Dialer{Subprotocols: protocols}
	conn, answer, err := dialer.DialContext(w.t.Context(), "ws"+strings.TrimPrefix(w.http.URL, "http")+path, header)
	if err == nil {
		if got := conn.Subprotocol(); got != "luonnos.v1" && len(protocols) > 0 {
			w.t.Errorf("subprotocol %q", got)
		}
		conn.Close()
		return answer.StatusCode, ""
	}
	if answer == nil {
		w.t.Fatalf("handshake: %v", err)
	}
	var e struct{ Code, Ref, Message string }
	if json.NewDecoder(answer.Body).Decode(&e) != nil || e.Code == "" || e.Ref == "" || e.Message == "" {
		w.t.Errorf("handshake answered %d without an error body", answer.StatusCode)
	}
	return answer.StatusCode, e.Code
}

func TestHandshakes(t *testing.T) {
	w := start(t)
	id := w.create()
	cookie := w.enter()
	path := "/v1/plans/" + id + "/ws"
	own := w.http.URL
	bearer := func(t string) http.Header { return http.Header{"Authorization": {"Bearer " + t}} }
	with := func(h http.Header, key string, values ...string) http.Header {
		h = h.Clone()
		h[key] = values
		return h
	}
	v1 := []string{"luonnos.v1"}
	for name, x := range map[string]struct {
		path      string
		header    http.Header
		protocols []string
		status    int
		code      string
	}{
		"program":                     {path, bearer(token), v1, 101, ""},
		"program without subprotocol": {path, bearer(token), nil, 101, ""},
		"token as subprotocol":        {path, nil, []string{"luonnos.v1", "bearer." + token}, 101, ""},
		"token before the name":       {path, nil, []string{"bearer." + token, "luonnos.v1"}, 101, ""},
		"browser":                     {path, with(http.Header{"Cookie": {cookie}}, "Origin", own), v1, 101, ""},
		"no token":                    {path, nil, v1, 401, "unauthorized"},
		"wrong token":                 {path, bearer("x"), v1, 401, "unauthorized"},
		"empty token":                 {path, bearer(""), v1, 401, "unauthorized"},
		"wrong subprotocol token":     {path, nil, []string{"luonnos.v1", "bearer.x"}, 401, "unauthorized"},
		"other scheme":                {path, http.Header{"Authorization": {"Basic " + token}}, v1, 401, "unauthorized"},
		"forged cookie":               {path, http.Header{"Cookie": {cookie + "x"}, "Origin": {own}}, v1, 401, "unauthorized"},
		"ticket as cookie":            {path, http.Header{"Cookie": {"luonnos=" + server.NewTicket(secret, clock)}, "Origin": {own}}, v1, 401, "unauthorized"},
		"token in the address":        {path + "?token=" + token, nil, v1, 401, "unauthorized"},
		"browser without origin":      {path, http.Header{"Cookie": {cookie}}, v1, 403, "bad_origin"},
		"foreign origin":              {path, http.Header{"Cookie": {cookie}, "Origin": {"http://evil.example"}}, v1, 403, "bad_origin"},
		"program of foreign origin":   {path, with(bearer(token), "Origin", "http://evil.example"), v1, 403, "bad_origin"},
		"null origin":                 {path, with(bearer(token), "Origin", "null"), v1, 403, "bad_origin"},
		"two origins":                 {path, with(bearer(token), "Origin", own, "http://evil.example"), v1, 403, "bad_origin"},
		"foreign host":                {path, with(bearer(token), "Host", "evil.example"), v1, 421, "bad_host"},
		"unknown plan":                {"/v1/plans/none/ws", bearer(token), v1, 404, "not_found"},
		"other subprotocol":           {path, bearer(token), []string{"luonnos.v2"}, 400, "bad_upgrade"},
	} {
		t.Run(name, func(t *testing.T) {
			if status, code := w.handshake(x.path, x.header, x.protocols...); status != x.status || code != x.code {
				t.Errorf("answered %d %s, want %d %s", status, code, x.status, x.code)
			}
		})
	}
	if status, body, _ := w.request("GET", path, "", nil); status != 400 || !strings.Contains(body, "bad_upgrade") {
		t.Errorf("plain GET: %d %s", status, body)
	}
}

// enter makes a ticket, exchanges it and returns the cookie.
func (w *world) enter() string {
	w.t.Helper()
	status, header := w.redeem(server.NewTicket(secret, clock), w.http.URL)
	if status != http.StatusNoContent {
		w.t.Fatalf("enter: %d", status)
	}
	cookie := header.Get("Set-Cookie")
	for _, part := range []string{"HttpOnly", "SameSite=Strict", "Path=/"} {
		if !strings.Contains(cookie, part) {
			w.t.Errorf("cookie %q lacks %s", cookie, part)
		}
	}
	value, _, _ := strings.Cut(cookie, ";")
	return value
}

func (w *world) redeem(ticket, origin string) (int, http.Header) {
	w.t.Helper()
	body, err := json.Marshal(map[string]string{"ticket": ticket})
	if err != nil {
		w.t.Fatal(err)
	}
	header := http.Header{"Authorization": nil}
	if origin != "" {
		header.Set("Origin", origin)
	}
	status, _, answer := w.request("POST", "/enter", string(body), header)
	return status, answer
}

func TestTicketWorksOnce(t *testing.T) {
	w := start(t)
	ticket := server.NewTicket(secret, clock)
	if status, _ := w.redeem(ticket, ""); status != http.StatusForbidden {
		t.Errorf("without an origin: %d", status)
	}
	if status, _ := w.redeem(ticket, "http://evil.example"); status != http.StatusForbidden {
		t.Errorf("from elsewhere: %d", status)
	}
	if status, _ := w.redeem(ticket, w.http.URL); status != http.StatusNoContent {
		t.Errorf("first use: %d", status)
	}
	if status, _ := w.redeem(server.NewTicket(secret, clock.Add(-1)), w.http.URL); status != http.StatusNoContent {
		t.Errorf("made for another node, before this one started: %d", status)
	}
	for name, ticket := range map[string]string{
		"used":            ticket,
		"forged":          strings.ToUpper(ticket),
		"empty":           "",
		"of other secret": server.NewTicket([]byte(strings.Repeat("x", 32)), clock),
		"expired":         server.NewTicket(secret, clock.Add(-11*60e9)),
	} {
		if status, _ := w.redeem(ticket, w.http.URL); status != http.StatusUnauthorized {
			t.Errorf("%s: %d, want 401", name, status)
		}
	}
}

func TestRequests(t *testing.T) {
	w := start(t)
	id := w.create()
	c := w.join(id, 0)
	c.say("a1", "Kohteena on lupa <b>*x*</b>.")
	c.until("RUN_FINISHED")
	c.say("a2", "Ehdota.")
	c.until("RUN_FINISHED")
	cookie := w.enter()
	none := http.Header{"Authorization": nil}
	browser := http.Header{"Authorization": nil, "Cookie": {cookie}}
	plans := "/v1/plans/" + id
	for name, x := range map[string]struct {
		method, path, body string
		header             http.Header
		status             int
		has                string
	}{
		"page":                        {"GET", "/", "", none, 200, "<title>Luonnos"},
		"no such page":                {"GET", "/nothing", "", none, 404, ""},
		"enter":                       {"GET", "/enter", "", none, 200, "/enter.js"},
		"healthz":                     {"GET", "/healthz", "", none, 200, "ok"},
		"readyz":                      {"GET", "/readyz", "", none, 200, "toy"},
		"metrics":                     {"GET", "/metrics", "", none, 200, "luonnos_sockets 1"},
		"list":                        {"GET", "/v1/plans", "", nil, 200, id},
		"list by cookie":              {"GET", "/v1/plans", "", browser, 200, id},
		"list without key":            {"GET", "/v1/plans", "", none, 401, `"code": "unauthorized"`},
		"create by cookie elsewhere":  {"POST", "/v1/plans", "{}", browser, 403, "bad_origin"},
		"create in no known language": {"POST", "/v1/plans", `{"lang":"de"}`, nil, 400, "bad_request"},
		"create with odd key":         {"POST", "/v1/plans", `{"approved":true}`, nil, 400, "bad_request"},
		"create from too much":        {"POST", "/v1/plans", strings.Repeat(" ", 65<<10), nil, 413, "frame_too_large"},
		"plan":                        {"GET", plans, "", nil, 200, `"object": "lupa`},
		"criteria":                    {"GET", plans + "/criteria", "", nil, 200, `"verdict": "fail"`},
		"transcript":                  {"GET", plans + "/transcript", "", nil, 200, "Kohteena on lupa <b>"},
		"export":                      {"GET", plans + "/export", "", nil, 200, `"provenance"`},
		"export md":                   {"GET", plans + "/export?format=md&lang=sv", "", nil, 200, `\<b\>\*x\*`},
		"export md marks proposals":   {"GET", plans + "/export?format=md", "", nil, 200, "ei vahvistettu"},
		"export odd":                  {"GET", plans + "/export?format=exe", "", nil, 400, "bad_request"},
		"search":                      {"GET", "/v1/search?q=" + url.QueryEscape("mikä on prioriteetti-indeksi") + "&lang=fi", "", nil, 200, `"answerable":`},
		"search nothing":              {"GET", "/v1/search", "", nil, 400, "bad_request"},
		"unknown plan":                {"GET", "/v1/plans/none", "", nil, 404, "not_found"},
		"unknown criteria":            {"GET", "/v1/plans/none/criteria", "", nil, 404, "not_found"},
		"unknown transcript":          {"GET", "/v1/plans/none/transcript", "", nil, 404, "not_found"},
		"unknown export":              {"GET", "/v1/plans/none/export", "", nil, 404, "not_found"},
		"unknown route":               {"GET", "/v1/none", "", nil, 404, "not_found"},
		"wrong method":                {"PUT", plans, "", nil, 405, "bad_method"},
		"head of a plan":              {"HEAD", plans, "", nil, 200, ""},
		"head of the health":          {"HEAD", "/healthz", "", none, 200, ""},
		"foreign host":                {"GET", "/v1/plans", "", http.Header{"Host": {"evil.example"}}, 421, "bad_host"},
		"in Swedish":                  {"GET", "/v1/plans/none?lang=sv", "", nil, 404, "finns inte"},
		"in English":                  {"GET", "/v1/plans/none", "", http.Header{"Accept-Language": {"en-GB"}}, 404, "does not exist"},
	} {
		t.Run(name, func(t *testing.T) {
			w.t = t
			status, body, header := w.request(x.method, x.path, x.body, x.header)
			if status != x.status || !strings.Contains(body, x.has) {
				t.Errorf("answered %d %s, want %d with %q", status, body, x.status, x.has)
			}
			if csp := header.Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'none'") || header.Get("X-Content-Type-Options") != "nosniff" {
				t.Errorf("security headers are missing: %v", header)
			}
			if strings.Contains(body, "null") && strings.HasPrefix(body, "{") && strings.Contains(x.path, "/export") {
				t.Errorf("null in %s", body)
			}
		})
	}
	w.t = t
}

// TestWrongMethodSaysWhatIsAllowed: RFC 9110 asks for it.
func TestWrongMethodSaysWhatIsAllowed(t *testing.T) {
	w := start(t)
	for path, want := range map[string]string{"/v1/plans": "GET, HEAD, POST", "/healthz": "GET, HEAD", "/": "GET, HEAD"} {
		status, _, header := w.request("PUT", path, "", nil)
		if got := header.Get("Allow"); status != http.StatusMethodNotAllowed || got != want {
			t.Errorf("PUT %s: %d, allowed %q, want %q", path, status, got, want)
		}
	}
}

// TestTitleIsAPersonsWord: a title given at the beginning stands in the plan.
func TestTitleIsAPersonsWord(t *testing.T) {
	w := start(t)
	status, body, header := w.request("POST", "/v1/plans", `{"lang":"en","title":" Faster permits\u0000 "}`, nil)
	if status != http.StatusCreated {
		t.Fatalf("%d %s", status, body)
	}
	id := strings.TrimPrefix(header.Get("Location"), "/v1/plans/")
	d := w.draft(id)
	if d.Plan.Target.Title != "Faster permits" || d.Lang != "en" || !d.Counts("target.title") {
		t.Errorf("draft %s", d.JSON())
	}
	checkReplay(t, w, id)
}

func TestShutdownSaysRestart(t *testing.T) {
	w := start(t)
	id := w.create()
	c := w.join(id, 0)
	c.say("a1", "Odota.")
	<-w.model.waiting
	w.close()
	if code := c.closed(); code != websocket.CloseServiceRestart {
		t.Errorf("closed with %d, want 1012", code)
	}
}
