package main

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gorilla/websocket"

	"luonnos/evals"
	"luonnos/tools/plan"
)

// otherNames are for the persons of the case that is played, in the forms in which it names them.
const otherNames = `
Hiidenlammen kunta: Mallilan kunta
Hiidenlammen: Mallilan
Outi Kaasalainen: Kaisa Korpinen
Kaasalainen: Korpinen
Ari Nevalainen: Esa Niemelä
Nevalainen: Niemelä
Nevalaisen: Niemelän
Jarkko Viitanen: Olli Salonen
Jarkko Viitasen: Olli Salosen
Viitanen: Salonen
Liisa Pöyry: Anja Mattila
Pöyry: Mattila
Mervi Kuusela: Eeva Laaksola
Kuusela: Laaksola
Kimmo Rauhala: Timo Ojala
Rauhala: Ojala
`

// TestConversationBecomesACase plays a case into a server's database, has two experts assess the plan, promotes the
// conversation, and plays what came of it.
func TestConversationBecomesACase(t *testing.T) {
	dir := t.TempDir()
	db, out, names := sqliteIn(dir), filepath.Join(dir, "cases", "new.yaml"), filepath.Join(dir, "names.yaml")
	if err := os.Mkdir(filepath.Dir(out), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(names, []byte(otherNames), 0o644); err != nil {
		t.Fatal(err)
	}
	p := startProcess(t, db)
	env := map[string]string{"LUONNOS_DB": db, "LUONNOS_TOKEN": testToken}
	luonnos := func(want int, args ...string) string {
		t.Helper()
		code, stdout, errs := runIn(t, env, args...)
		if code != want {
			t.Fatalf("%v: exit %d, want %d:\n%s%s", args, code, want, stdout, errs)
		}
		return stdout + errs
	}
	luonnos(evals.ExitOK, "eval", "run", filepath.Join("..", "..", "evals", "cases", "p01-fi-varhaiskasvatus.yaml"), "--style", "terse", "--server", p.base)
	var list struct{ Plans []struct{ ID string } }
	p.call("GET", "/v1/plans", "", &list)
	id := list.Plans[0].ID
	promote := []string{"eval", "promote", id, "--names", names, "--out", out}

	first := expert(t, p, db, "Erkki Eka")
	first.assess(id, map[string]string{"K+": plan.Returned}) // no link to companies
	if told := luonnos(evals.ExitUsage, promote...); !strings.Contains(told, "1 experts have assessed all parts") {
		t.Errorf("with one expert:\n%s", told)
	}
	second := expert(t, p, db, "Toini Toka")
	second.assess(id, map[string]string{"K1d": plan.Returned, "K+": plan.Returned})
	if told := luonnos(evals.ExitUsage, promote...); !strings.Contains(told, "the experts differ on K1d") {
		t.Errorf("with experts who differ:\n%s", told)
	}
	second.assess(id, map[string]string{"K+": plan.Returned})
	if told := luonnos(evals.ExitUsage, "eval", "promote", id, "--names", os.DevNull, "--out", out); !strings.Contains(told, `"Outi Kaasalainen" needs another name`) {
		t.Errorf("without other names:\n%s", told)
	}
	luonnos(evals.ExitOK, promote...)
	luonnos(evals.ExitOK, "eval", "check", out)
	if told := luonnos(evals.ExitOK, "eval", "run", out, "--style", "terse"); !strings.Contains(told, "1 trials: success 1") {
		t.Errorf("played:\n%s", told)
	}
	promote[len(promote)-1] = filepath.Join(filepath.Dir(out), "again.yaml")
	if told := luonnos(evals.ExitUsage, promote...); !strings.Contains(told, "is a case already") {
		t.Errorf("promoted again:\n%s", told)
	}

	made, err := evals.LoadCases(out)
	if err != nil {
		t.Fatal(err)
	}
	c := made[0]
	if s := c.Source; s.Conversation != id || s.PromotedBy != "Erkki Eka" || s.ApprovedBy != "Toini Toka" || len(s.Messages) < 25 {
		t.Errorf("source %+v", c.Source)
	}
	if len(c.Corrections) != 3 || c.Gold.Applicant.ContactName != "Kaisa Korpinen" {
		t.Errorf("corrections %+v, contact %q", c.Corrections, c.Gold.Applicant.ContactName)
	}
	for _, name := range []string{"Kaasala", "Nevala", "Viita", "Pöyry", "Kuusela", "Rauhala", "Hiiden"} {
		if strings.Contains(string(c.Raw), name) {
			t.Errorf("the case names %s", name)
		}
	}
}

// reviewer is an expert at the server.
type reviewer struct {
	t      *testing.T
	server *process
	token  string
	frames int
}

func expert(t *testing.T, p *process, db, name string) *reviewer {
	t.Helper()
	out, _ := command(t, 0, "token", "add", "--db", db, "--name", name, "--role", "expert", "--life", "1d")
	_, rest, _ := strings.Cut(out, "Bearer ")
	token, _, _ := strings.Cut(rest, "\n")
	return &reviewer{t: t, server: p, token: token}
}

// assess approves all parts of a plan, but for some.
func (r *reviewer) assess(id string, verdicts map[string]string) {
	r.t.Helper()
	dialer := websocket.Dialer{Subprotocols: []string{"luonnos.v1"}, HandshakeTimeout: patient}
	conn, _, err := dialer.DialContext(r.t.Context(), "ws"+strings.TrimPrefix(r.server.base, "http")+"/v1/plans/"+id+"/ws",
		http.Header{"Authorization": {"Bearer " + r.token}})
	if err != nil {
		r.t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.WriteJSON(map[string]any{"type": "hello"}); err != nil {
		r.t.Fatal(err)
	}
	var state struct {
		Type     string
		Snapshot struct {
			Rev      int64
			Criteria struct {
				SubCriteria []struct{ ID string } `json:"sub_criteria"`
			}
		}
	}
	for state.Type != "STATE_SNAPSHOT" {
		if err := conn.ReadJSON(&state); err != nil {
			r.t.Fatal(err)
		}
	}
	readUntil(r.t, conn, "luonnos.ready")
	for i, part := range state.Snapshot.Criteria.SubCriteria {
		r.frames++
		frame := map[string]any{
			"type": "review", "id": fmt.Sprint(r.token[:4], r.frames), "rev": state.Snapshot.Rev + int64(i),
			"criterion": part.ID, "verdict": plan.Approved, "reason": "luettu",
		}
		if v := verdicts[part.ID]; v != "" {
			frame["verdict"] = v
		}
		if err := conn.WriteJSON(frame); err != nil {
			r.t.Fatal(err)
		}
		readUntil(r.t, conn, "luonnos.ack")
	}
}
