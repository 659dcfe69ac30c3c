package server

import "luonnos/server/register"

// OpenAPI is the description of the REST interface.
func OpenAPI() []byte { return openAPI() }

// Register is the one of the configuration.
func (s *Server) Register() *register.Register { return s.access.register }

// Endpoints lists "METHOD pattern" of all that can be asked for.
func (s *Server) Endpoints() []string {
	var list []string
	for _, e := range s.endpoints() {
		list = append(list, e.method+" "+e.pattern)
	}
	return list
}
