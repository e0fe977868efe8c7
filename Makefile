# Python 3.11 or newer; everything else is made in .venv.
PYTHON ?= python3
GO := @$(PYTHON) dev/launch.py

.DEFAULT_GOAL := help
.PHONY: help run test check bench torture image browser screenshots services stop messages lock

help: ## what each target does
	@sed -n 's/^\([a-z]*\):.*## /\1:/p' $(MAKEFILE_LIST) | while IFS=: read -r target does; do \
		printf '  make %-12s %s\n' "$$target" "$$does"; \
	done

run: ## the whole site, with demo data, until Ctrl-C
	$(GO) run

test: ## every test; ARGS="tests/directive -q" for some, COVERAGE=1 with coverage
	$(GO) test

check: ## lint, types, dead code, imports, migrations, templates, translations, documents
	$(GO) check

torture: ## faults at full length, and the image: half an hour; ARGS="outages" for some
	$(GO) torture

image: ## build the Dockerfile as root without a daemon, and run web, worker and beat in it
	$(GO) image

browser: ## every page by role, language and width in Chromium; ARGS="dashboard registry" for some
	$(GO) browser

screenshots: ## the pictures of docs/screenshots, from the demo
	$(GO) screenshots

bench: ## how fast, as ratios; ACCOUNTS=50000 for a small one
	$(GO) bench

services: ## PostgreSQL and Valkey in the background, for manage.py and pytest
	$(GO) services

stop: ## end what `make services` began
	@.venv/bin/python -m dev.services stop

messages: ## bring locale/ up to date with the sources
	@.venv/bin/python -m dev.messages update

lock: ## pin what pyproject.toml asks for
	@.venv/bin/python -m dev.lock
