# Luonnos. `make` alone lists what there is.
.DEFAULT_GOAL := help
GO ?= go

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## build and serve the chat on http://127.0.0.1:8080
	$(GO) run ./cmd/luonnos serve

build: ## build the program into bin/luonnos
	CGO_ENABLED=0 $(GO) build -trimpath -o bin/luonnos ./cmd/luonnos

check: ## format, vet and staticcheck
	@test -z "$$(gofmt -l agent cmd evals knowledge server tools)" || { gofmt -l agent cmd evals knowledge server tools; echo "gofmt: the files above need formatting"; exit 1; }
	$(GO) vet ./...
	$(GO) tool staticcheck ./...

test: check browser database ## all checks and tests, with the race detector, a real browser and PostgreSQL
	$(GO) test -race -short ./...
	$(GO) test ./evals

browser: ## install what the browser tests need
	./server/web/setup.sh

database: ## install the PostgreSQL server that the tests start
	./server/store/pgtest/setup.sh

eval: ## play the sample cases against the guided interviewer
	$(GO) run ./cmd/luonnos eval run evals/cases --model guided --style terse,normal,verbose

storm: ## play 1,000 conversations with a language model that breaks in every way
	$(GO) test ./agent/openai -run TestPromisesHoldInAStorm -count 1 -timeout 60m -parallel 32 -args -conversations 1000

kills: database ## kill servers 500 times and stop nodes 50 times in whole conversations, on both stores
	$(GO) test ./server/store/sqlite -run TestKill -count 1 -timeout 60m -args -kills 500
	$(GO) test ./cmd/luonnos -run 'TestKillLosesAndDoublesNothing|TestPausedNodeWritesNothing' -count 1 -timeout 60m -args -kills 500 -pauses 50

competent: ## let a scripted language model complete every case in every style, in process and over the websocket
	$(GO) test ./agent/openai -run TestCompetentModel -count 1 -timeout 60m -args -cases '*' -styles terse,normal,verbose

baseline: ## keep how the guided interviewer fares now as what the tests expect
	$(GO) test ./evals -run TestGuidedAgainstBaseline -count 1 -update

update: ## rewrite the golden files
	$(GO) test ./... -update

.PHONY: help run build check test browser database eval storm kills competent baseline update
