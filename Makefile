# `make` lists the targets. Everything runs in .venv, which is made from the locked dependencies.
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help install serve test check format gates bench families screenshots icons lighthouse lock clean

BIN := .venv/bin
# More arguments for the command of a target: make serve ARGS="--port 8080", make test ARGS="-k clock"
ARGS ?=
# Items an exam that `make check` generates, verifies and lints.
LINT_COUNT ?= 1000
# Processes that share the tests of `make test`; one where they would share a database.
WORKERS ?= $(if $(TEST_DATABASE_URL),0,2)
BENCHES := $(filter-out harness,$(basename $(notdir $(sort $(wildcard bench/[a-z]*.py)))))

help: ## List the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1\t\2/p' Makefile | while IFS="$$(printf '\t')" read -r target does; do \
		printf '  make %-12s %s\n' "$$target" "$$does"; done

install: .venv/installed ## Make .venv with the command `whose` in it
	@:

.venv/installed: pyproject.toml requirements.txt requirements-dev.txt tools/install.sh
	@tools/install.sh

serve: install ## Install, create or upgrade the database, and serve the site
	@exec $(BIN)/whose serve $(ARGS)

test: check ## All checks, then all tests, in a real browser too
	@browser="$$($(BIN)/python -m tools.find_browser)" && WHOSE_BROWSER="$$browser" \
		$(BIN)/pytest --numprocesses $(WORKERS) --dist worksteal $(ARGS)

check: install ## Format, lint, types, import rules, the facts, and a sample of items
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m question_bank.check
	$(BIN)/whose lint --count $(LINT_COUNT)

format: install ## Put the code into the project's format and mend what can be mended
	$(BIN)/ruff format --quiet .
	$(BIN)/ruff check --quiet --fix .

gates: install ## The long tests, up to an hour
	@browser="$$($(BIN)/python -m tools.find_browser)" && WHOSE_BROWSER="$$browser" $(BIN)/pytest -m gate $(ARGS)

bench: install ## Measure what is claimed about speed
	@for bench in $(BENCHES); do $(BIN)/python -m bench.$$bench || exit 1; done

families: install ## Write docs/families.md again: each family with a sample, and its share of each domain
	@$(BIN)/python -m tools.families_page

screenshots: install ## Pictures of every page at three widths in screenshots/, and those of the README
	@browser="$$($(BIN)/python -m tools.find_browser)" && \
		WHOSE_BROWSER="$$browser" $(BIN)/pytest -m screenshots tests/browser $(ARGS)

icons: install ## Draw the icons and the social card again, from their SVG
	@$(BIN)/python -m tools.draw_icons

lighthouse: install ## Lighthouse over the pages that matter most; it comes by npm, and is left out without
	@$(BIN)/python -m tools.lighthouse

lock: ## Resolve the dependencies again (make lock UPGRADE=1 takes the newest releases)
	@UPGRADE=$(UPGRADE) tools/lock.sh

clean: ## Remove everything that is made, but never the database
	rm -rf .venv .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist screenshots *.egg-info
	find app bench migrations question_bank tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
