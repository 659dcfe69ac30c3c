// Package openaitest is a server for tests that speaks the API of OpenAI on the
// loopback interface: Chat Completions, Responses and Azure's paths. What it
// answers is a function of the request, and each answer can be broken in the ways
// in which models, servers and networks break.
package openaitest
