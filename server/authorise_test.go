package server_test

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	gotoken "go/token"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"luonnos/server/register"
)

// columns are those who try. The reader has a token of the owner's that only reads, and
// one-plan one that is only for the owner's plan.
var columns = strings.Fields("operator owner editor viewer signatory expert evaluator admin reader one-plan nobody")

// rights says of each route and frame who may: on the owner's plan and on a foreign
// one, in the order of the columns. + is allowed, f forbidden, 0 not there for them, u
// not known. What concerns no plan has one column. The last row is what of the log only
// experts see. After what ends something, all is
// made anew.
const rights = `
	                                            own          foreign
	GET    /v1/plans                            ++++++++++u
	POST   /v1/plans                            +++++fffffu
	GET    /v1/plans/{plan}                     +++++++0++u  +0000++000u
	PATCH  /v1/plans/{plan}                     +++ffff0f+u  +0000ff000u
	DELETE /v1/plans/{plan}                     ++fffff+f+u  +0000ff+00u  ends
	GET    /v1/plans/{plan}/criteria            +++++++0++u  +0000++000u
	GET    /v1/plans/{plan}/transcript          +++++++0++u  +0000++000u
	GET    /v1/plans/{plan}/export              +++++++0++u  +0000++000u
	GET    /v1/plans/{plan}/ws                  +++++++0++u  +0000++000u
	GET    /v1/plans/{plan}/members             +++++++0++u  +0000++000u
	DELETE /v1/plans/{plan}/members/{person}    ++fffff0f+u  +0000ff000u
	GET    /v1/plans/{plan}/invitations         ++fffff0f+u  +0000ff000u
	POST   /v1/plans/{plan}/invitations         ++fffff0f+u  +0000ff000u
	DELETE /v1/plans/{plan}/invitations/{invitation} ++fffff0f+u  +0000ff000u
	GET    /v1/plans/{plan}/audit               ++fffff0f+u  +0000ff000u
	POST   /agui                                +++ffff0f+u  +0000ff000u
	GET    /v1/me                               ++++++++++u
	PATCH  /v1/me                               +++++f++ffu
	DELETE /v1/me                               ++++++++ffu               ends
	GET    /v1/me/data                          ++++++++ffu
	GET    /v1/me/sessions                      ++++++++ffu
	DELETE /v1/me/sessions/{session}            ++++++++ffu
	GET    /v1/persons                          +ffffff+ffu
	GET    /v1/persons/{person}/data            +ffffff+ffu
	DELETE /v1/persons/{person}                 +ffffff+ffu               ends
	GET    /v1/audit                            +ffffff+ffu
	GET    /v1/catalogue                        ++++++++++u
	GET    /v1/search                           ++++++++++u
	POST   /leave                               f+++++++ffu               ends
	GET    /v1/openapi.json                     +++++++++++
	GET    /v1/                                 +++++++++++
	POST   /v1/                                 +++++++++++
	GET    /enter                               +++++++++++
	POST   /enter                               +++++++++++
	GET    /login                               +++++++++++
	GET    /login/back                          +++++++++++
	GET    /enter.js                            +++++++++++
	GET    /healthz                             +++++++++++
	GET    /readyz                              +++++++++++
	GET    /metrics                             +++++++++++
	GET    /                                    +++++++++++
	frame  hello                                +++++++0++u  +0000++000u
	frame  ping                                 +++++++0++u  +0000++000u
	frame  message                              +++ffff0f+u  +0000ff000u
	frame  edit                                 +++ffff0f+u  +0000ff000u
	frame  confirm                              +++ffff0f+u  +0000ff000u
	frame  reject                               +++ffff0f+u  +0000ff000u
	frame  leave                                +++ffff0f+u  +0000ff000u
	frame  order                                +++ffff0f+u  +0000ff000u
	frame  undo                                 +++ffff0f+u  +0000ff000u
	frame  redo                                 +++ffff0f+u  +0000ff000u
	frame  stop                                 +++ffff0f+u  +0000ff000u
	frame  attest                               ++ff+ff0f+u  +0000ff000u
	frame  lock                                 ++ff+ff0f+u  +0000ff000u
	frame  review                               fffff+f0ffu  f0000+f000u
	log    sent                                 +ffff++0ffu  +0000++000u
`

// right is one row of the table.
type right struct {
	method, pattern string
	cells           []string // own, foreign
	ends            bool
}

func readRights(t *testing.T) []right {
	t.Helper()
	var list []right
	for line := range strings.Lines(rights) {
		fields := strings.Fields(line)
		if len(fields) < 3 {
			continue
		}
		r := right{method: fields[0], pattern: fields[1], cells: fields[2:]}
		if last := len(r.cells) - 1; r.cells[last] == "ends" {
			r.ends, r.cells = true, r.cells[:last]
		}
		for _, cells := range r.cells {
			if len(cells) != len(columns) {
				t.Fatalf("%s has %d cells, want %d", line, len(cells), len(columns))
			}
		}
		list = append(list, r)
	}
	return list
}

// TestRightsAreComplete: every route and every frame has a row.
func TestRightsAreComplete(t *testing.T) {
	w := start(t)
	want := w.srv.Endpoints()
	for _, frame := range frameTypes(t) {
		want = append(want, "frame "+frame)
	}
	want = append(want, "log sent")
	var got []string
	for _, r := range readRights(t) {
		got = append(got, r.method+" "+r.pattern)
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("rows\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// frameTypes reads from the source which frames a socket takes.
func frameTypes(t *testing.T) []string {
	t.Helper()
	file, err := parser.ParseFile(gotoken.NewFileSet(), "socket.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var types []string
	ast.Inspect(file, func(n ast.Node) bool {
		f, ok := n.(*ast.FuncDecl)
		if !ok || f.Name.Name != "dispatch" {
			return !ok
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if c, ok := n.(*ast.CaseClause); ok {
				for _, e := range c.List {
					text, err := strconv.Unquote(e.(*ast.BasicLit).Value)
					if err != nil {
						t.Fatal(err)
					}
					types = append(types, text)
				}
			}
			return true
		})
		return false
	})
	return types
}

// scene is a plan of the owner's, one of a stranger's, and all who try.
type scene struct {
	plans  []string // own, foreign
	owners []string
	people map[string]*guest
}

// scene makes all anew.
func (w *world) scene() scene {
	w.t.Helper()
	tag := rand.Text()
	person := func(name string, role register.Role, scope register.Scope, plan string) *guest {
		return w.as(name+tag, role, scope, plan)
	}
	owner := person("omistaja", register.Applicant, register.Write, "")
	other := person("toinen", register.Applicant, register.Write, "")
	own, foreign := owner.create(), other.create()
	for _, plan := range []string{own, foreign} {
		w.request("POST", "/agui", runOf(plan, "m", "Lupaa."), nil)
	}
	s := scene{plans: []string{own, foreign}, owners: []string{owner.id, other.id}, people: map[string]*guest{
		"operator": {w, "", token}, "owner": owner, "nobody": {w, "", ""},
		"expert":    person("asiantuntija", register.Expert, register.Write, ""),
		"evaluator": person("arvioija", register.Evaluator, register.Write, ""),
		"admin":     person("ylläpitäjä", register.Admin, register.Write, ""),
		"reader":    person("omistaja", register.Applicant, register.Read, ""),
		"one-plan":  person("omistaja", register.Applicant, register.Write, own),
	}}
	for _, share := range []register.Share{register.Editor, register.Viewer, register.Signatory} {
		g := person(string(share), register.Applicant, register.Write, "")
		g.share(own, share)
		s.people[string(share)] = g
	}
	return s
}

// TestWhoMayDoWhat tries every cell of the table.
func TestWhoMayDoWhat(t *testing.T) {
	w := start(t)
	s := w.scene()
	for _, r := range readRights(t) {
		for i, cells := range r.cells {
			for n, name := range columns {
				got := r.try(s.people[name], s.plans[i], s.owners[i])
				if got != cells[n:n+1] {
					t.Errorf("%s %s of %s, own=%v: %s, want %s", r.method, r.pattern, name, i == 0, got, cells[n:n+1])
				}
				if r.ends {
					s = w.scene()
				}
			}
		}
	}
}

// try does it and tells how that was answered. Whatever else is wrong with it, it is
// allowed.
func (r right) try(g *guest, plan, owner string) string {
	var code string
	switch r.method {
	case "log":
		code = g.learns(plan, sentOut, promised)
	case "frame":
		code = g.allowed(plan, r.pattern)
	default:
		path := strings.NewReplacer("{plan}", plan, "{person}", owner, "{session}", "x").Replace(r.pattern)
		if list, ok := strings.CutSuffix(path, "{invitation}"); ok {
			path = list + g.w.invitation(plan)
		}
		_, answer := g.ask(r.method, path, runOf(plan, "m"+g.id, "Moi."))
		var e struct{ Code string }
		if json.Unmarshal([]byte(answer), &e) == nil {
			code = e.Code
		}
	}
	switch {
	case code == "forbidden":
		return "f"
	case code == "unauthorized":
		return "u"
	case code == "not_found" && len(r.cells) > 1:
		return "0"
	default:
		return "+"
	}
}

// runOf is the input of an AG-UI run: a message to a plan.
func runOf(plan, id, text string) string {
	return fmt.Sprintf(`{"threadId":%q,"runId":"r","messages":[{"id":%q,"role":"user","content":%q}]}`, plan, id, text)
}

// learns asks for all that is told of a plan, in every way, and returns "forbidden" when
// none of the secrets is in it, or the code with which the log was refused.
func (g *guest) learns(plan string, secrets ...string) string {
	g.w.t.Helper()
	path := "/v1/plans/" + plan
	_, log := g.ask("GET", path+"/transcript", "")
	var e struct{ Code string }
	if json.Unmarshal([]byte(log), &e) == nil && e.Code != "" {
		return e.Code
	}
	all := []string{log}
	for _, way := range []string{path, path + "/criteria", path + "/export", path + "/export?format=md", "/v1/me/data"} {
		_, answer := g.ask("GET", way, "")
		all = append(all, answer)
	}
	_, again := g.ask("POST", "/agui", fmt.Sprintf(`{"threadId":%q,"runId":"r","messages":[]}`, plan))
	all = append(all, again)
	g.socket(plan, func(c *client) { all = append(all, c.lines...) })
	told := strings.Join(all, "\n")
	switch n := len(slices.DeleteFunc(secrets, func(s string) bool { return !strings.Contains(told, s) })); {
	case n == len(secrets):
		return ""
	case n == 0:
		return "forbidden"
	default:
		g.w.t.Errorf("only %d of the secrets are told", n)
		return ""
	}
}

// invitation makes one to the plan, for somebody to withdraw, and returns its id.
func (w *world) invitation(plan string) string {
	w.t.Helper()
	_, err := w.register.Invite(w.t.Context(), "", plan, register.Viewer, time.Hour)
	list, err2 := w.register.Invitations(w.t.Context(), plan)
	if err := errors.Join(err, err2); err != nil {
		w.t.Fatal(err)
	}
	return list[0].ID
}

// allowed sends a frame that is nothing but its type, and returns the code with which
// it was refused before the answer to a ping, or the connection was; else "".
func (g *guest) allowed(plan, frame string) string {
	g.w.t.Helper()
	code := ""
	refused := g.socket(plan, func(c *client) {
		c.send(map[string]any{"type": frame})
		c.send(map[string]any{"type": "ping"})
		if e := find(c.until("luonnos.pong"), "luonnos.error"); e != nil && e.Value.Code == "forbidden" {
			code = "forbidden"
		}
	})
	return refused + code
}

// socket connects to a plan and, once all is replayed, does what is to be done there. It
// returns the code with which the connection was refused.
func (g *guest) socket(plan string, do func(*client)) string {
	g.w.t.Helper()
	header := http.Header{"Authorization": {"Bearer " + g.token}}
	conn, answer, err := websocket.DefaultDialer.DialContext(g.w.t.Context(), "ws"+g.w.http.URL[4:]+"/v1/plans/"+plan+"/ws", header)
	if err != nil {
		var e struct{ Code string }
		if answer == nil || json.NewDecoder(answer.Body).Decode(&e) != nil {
			g.w.t.Fatal(err)
		}
		return e.Code
	}
	defer conn.Close()
	c := &client{t: g.w.t, conn: conn}
	c.send(map[string]any{"type": "hello"})
	c.until("luonnos.ready")
	do(c)
	return ""
}
