package server

import "net/http"

// endpoint is one thing that can be asked for.
type endpoint struct {
	method, pattern string
	handler         handler
}

// endpoints lists all that can be asked for.
func (s *Server) endpoints() []endpoint {
	const get, post, patch, del = http.MethodGet, http.MethodPost, http.MethodPatch, http.MethodDelete
	return []endpoint{
		{get, "/v1/plans", s.allowed(mayEnter, s.list)},
		{post, "/v1/plans", s.allowed(mayCreate, s.create)},
		{get, "/v1/plans/{plan}", s.allowed(mayRead, s.plan)},
		{patch, "/v1/plans/{plan}", s.allowed(mayWrite, s.rename)},
		{del, "/v1/plans/{plan}", s.allowed(mayErase, s.erase)},
		{get, "/v1/plans/{plan}/criteria", s.allowed(mayRead, s.criteria)},
		{get, "/v1/plans/{plan}/transcript", s.allowed(mayRead, s.transcript)},
		{get, "/v1/plans/{plan}/export", s.allowed(mayRead, s.export)},
		{get, "/v1/plans/{plan}/ws", s.allowed(mayRead, s.connect)},
		{get, "/v1/plans/{plan}/members", s.allowed(mayRead, s.members)},
		{del, "/v1/plans/{plan}/members/{person}", s.allowed(mayInvite, s.removeMember)},
		{get, "/v1/plans/{plan}/invitations", s.allowed(mayInvite, s.invitations)},
		{post, "/v1/plans/{plan}/invitations", s.allowed(mayInvite, s.invitation)},
		{del, "/v1/plans/{plan}/invitations/{invitation}", s.allowed(mayInvite, s.withdraw)},
		{get, "/v1/plans/{plan}/audit", s.allowed(mayInvite, s.auditOf)},
		{post, "/agui", s.allowed(mayEnter, s.agui)},
		{get, "/v1/me", s.allowed(mayEnter, s.me)},
		{patch, "/v1/me", s.allowed(mayManage, s.nameMe)},
		{del, "/v1/me", s.allowed(mayManage, s.eraseMe)},
		{get, "/v1/me/data", s.allowed(mayManage, s.myData)},
		{get, "/v1/me/sessions", s.allowed(mayManage, s.sessions)},
		{del, "/v1/me/sessions/{session}", s.allowed(mayManage, s.endSession)},
		{get, "/v1/persons", s.allowed(mayAdminister, s.persons)},
		{get, "/v1/persons/{person}/data", s.allowed(mayAdminister, s.personData)},
		{del, "/v1/persons/{person}", s.allowed(mayAdminister, s.erasePerson)},
		{get, "/v1/audit", s.allowed(mayAdminister, s.audit)},
		{get, "/v1/catalogue", s.allowed(mayEnter, s.catalogue)},
		{get, "/v1/search", s.allowed(mayEnter, s.search)},
		{get, "/v1/openapi.json", s.describe},
		{get, "/v1/", s.missing},
		{post, "/v1/", s.missing},
		{get, "/enter", s.enterPage("enter.html")},
		{post, "/enter", s.enter},
		{post, "/leave", s.allowed(mayManage, s.leave)},
		{get, loginPath, s.forPeople(s.login)},
		{get, backPath, s.forPeople(s.back)},
		{get, "/enter.js", s.enterPage("enter.js")},
		{get, "/healthz", s.healthy},
		{get, "/readyz", s.ready},
		{get, "/metrics", s.metrics},
		{get, "/", s.pages.serve},
	}
}
