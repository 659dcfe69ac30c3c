package server

import (
	"context"
	"net/http"
	"slices"

	"luonnos/server/register"
)

// action is what somebody wants to do. The same names stand in the welcome of a
// socket, so that a page offers only what is allowed.
type action string

// The actions. The first four concern no plan.
const (
	mayEnter      action = "enter"      // what all may who are known: search, the catalogue, their own account
	mayManage     action = "manage"     // their own account
	mayCreate     action = "create"     // make a plan
	mayAdminister action = "administer" // look after persons and the audit log
	mayRead       action = "read"
	mayWrite      action = "write"   // converse and change
	mayAttest     action = "attest"  // sign commitments and lock targets
	mayReview     action = "review"  // Sitra's assessment
	mayInspect    action = "inspect" // what left the house for a model, and what it wrote that nobody heard
	mayInvite     action = "invite"  // and remove members
	mayErase      action = "erase"
)

// shareMay says what a share in a plan allows.
var shareMay = map[register.Share][]action{
	register.Owner:     {mayRead, mayWrite, mayAttest, mayInvite, mayErase},
	register.Editor:    {mayRead, mayWrite},
	register.Signatory: {mayRead, mayAttest},
	register.Viewer:    {mayRead},
}

// roleMay says what a role allows, with any plan.
var roleMay = map[register.Role][]action{
	register.Applicant: {mayEnter, mayManage, mayCreate},
	register.Expert:    {mayEnter, mayManage, mayRead, mayInspect, mayReview},
	register.Evaluator: {mayEnter, mayManage, mayRead, mayInspect},
	register.Admin:     {mayEnter, mayManage, mayAdminister, mayErase},
}

// operatorMay is all but what only an expert may: who runs the service is no
// assessor of plans.
var operatorMay = []action{
	mayEnter, mayManage, mayCreate, mayAdminister, mayRead, mayInspect, mayWrite, mayAttest, mayInvite, mayErase,
}

// readerMay bounds a credential with the scope read, and guestMay one for a single
// plan where no plan is concerned.
var (
	readerMay = []action{mayEnter, mayRead, mayInspect}
	guestMay  = []action{mayEnter}
)

// frameNeeds says what a frame asks for; one that is not here needs no more than to
// be let in.
var frameNeeds = map[string]action{
	"message": mayWrite, "edit": mayWrite, "confirm": mayWrite, "reject": mayWrite, "leave": mayWrite, "order": mayWrite,
	"undo": mayWrite, "redo": mayWrite, "stop": mayWrite, "attest": mayAttest, "lock": mayAttest, "review": mayReview,
}

// may lists what a person may do; with plan "" what concerns no plan.
func (s *Server) may(ctx context.Context, who person, plan string) ([]action, error) {
	if who.id == "" || plan == "" {
		return who.may(plan, ""), nil
	}
	share, err := s.access.register.Share(ctx, plan, who.id)
	if err != nil {
		return nil, refuseFor(codeStoreFailed, err)
	}
	return who.may(plan, share), nil
}

// may lists what a person may do who has the share in the plan; with plan "" what
// concerns no plan.
func (who *person) may(plan string, share register.Share) []action {
	var list []action
	switch {
	case who.plan != "" && plan != "" && plan != who.plan:
		return nil
	case who.id == "":
		list = operatorMay
	case plan == "":
		list = roleMay[who.role]
	default:
		list = slices.Concat(roleMay[who.role], shareMay[share])
	}
	if who.scope == register.Read {
		list = both(list, readerMay)
	}
	if who.plan != "" && plan == "" {
		list = both(list, guestMay)
	}
	return list
}

// both lists what is allowed by a and by b.
func both(a, b []action) []action {
	return slices.DeleteFunc(slices.Clone(a), func(do action) bool { return !slices.Contains(b, do) })
}

// authorise refuses what a person may not do. A plan that they may not even read is
// not there for them.
func (s *Server) authorise(ctx context.Context, who person, do action, plan string) error {
	may, err := s.may(ctx, who, plan)
	switch {
	case err != nil:
		return err
	case slices.Contains(may, do):
		return nil
	case plan != "" && !slices.Contains(may, mayRead):
		return refuse(codeNotFound)
	default:
		return refuse(codeForbidden)
	}
}

// whoKey finds the sender in the context of a request that was let in.
type whoKey struct{}

func whoOf(ctx context.Context) person {
	who, _ := ctx.Value(whoKey{}).(person)
	return who
}

// allowed lets only those in who may do it, with the plan in the path if there is
// one. What others than the operator do is noted.
func (s *Server) allowed(do action, h handler) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		who, err := s.access.who(r)
		if err != nil {
			return err
		}
		plan := r.PathValue("plan")
		if err := s.authorise(r.Context(), who, do, plan); err != nil {
			return err
		}
		if plan != "" {
			if err := s.note(r.Context(), who, plan, string(do), r.Method+" "+r.Pattern); err != nil {
				return err
			}
		}
		return h(w, r.WithContext(context.WithValue(r.Context(), whoKey{}, who)))
	}
}

// note adds to the audit log what somebody did with a plan. The operator, who could
// read the database as well, is not noted.
func (s *Server) note(ctx context.Context, who person, plan, what, detail string) error {
	if who.id == "" {
		return nil
	}
	err := s.access.register.Note(ctx, register.Note{Plan: plan, Actor: who.id, Action: what, Detail: detail})
	if err != nil {
		return refuseFor(codeStoreFailed, err)
	}
	return nil
}
