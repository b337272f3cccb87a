# The only door: people and CI type the same words. `make` alone prints them.
SHELL := /bin/bash
.DEFAULT_GOAL := help

UI_SOURCES := $(shell find ui -name node_modules -prune -o -path ui/dist -prune -o -type f -print 2>/dev/null)
UI := ui/dist/desk/index.html

help: ## these words
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

run: ## build what changed and open Keepwell on a demo clinic (no display: serve it and print the address)
	@scripts/setup build
	@$(MAKE) --no-print-directory $(UI)
	@scripts/run

test: ## everything CI checks: UI, Rust, the generated client, the real window and a browser
	@scripts/setup test
	@scripts/test

e2e: ## only the journeys in the real window and in Chromium
	@scripts/setup test
	@$(MAKE) --no-print-directory $(UI)
	@cargo build -p keepwell -p keepwell-relay
	@tests/e2e/run

client: ## write ui/shared/generated again after a door command changed
	@KEEPWELL_WRITE_CLIENT=1 cargo test --quiet -p keepwell-practice -p keepwell-protocol --lib -- the_committed_client_is_the_generated_one

bench: ## figures on a large practice, beside the raw limit; PATIENTS and VISITS set its size
	@scripts/setup build
	@mkdir -p target
	@cargo run --release -p keepwell-tests --features bench --bin bench

relay: ## run the relay on this computer, on one SQLite file under target/, and print an invitation
	@scripts/setup build
	@$(MAKE) --no-print-directory $(UI)
	@scripts/relay

torture: ## long forms of the tests that kill, jump clocks and fill disks; KILLS, SEEDS set how long
	@scripts/setup test
	@$(MAKE) --no-print-directory $(UI)
	@scripts/torture

lint: ## formatting, clippy with warnings as errors, the UI's types
	@scripts/setup build
	@cargo fmt --all --check
	@$(MAKE) --no-print-directory $(UI)
	@cargo clippy --workspace --all-targets --quiet -- -D warnings
	@npm --prefix ui run --silent check

screens: ## take the pictures of every screen again, both themes, into docs/screens
	@scripts/setup test
	@$(MAKE) --no-print-directory $(UI)
	@cargo build -p keepwell -p keepwell-relay
	@SCREENS="$(CURDIR)/docs/screens" tests/e2e/run screens

$(UI): $(UI_SOURCES)
	@npm --prefix ui run --silent build
	@touch $@

.PHONY: help run test e2e client bench relay torture lint screens
