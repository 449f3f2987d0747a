# `make help` lists what can be made. Needs Python 3.11 or later, make, and the package registries.
PYTHON ?= python3
WORLD ?= demo
BIND ?= 127.0.0.1:8000
V := .venv/bin

.PHONY: help run test test-postgres check conformance bench lock clean
.DEFAULT_GOAL := help

help: ## say what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

run: .venv/run.stamp ## install, load the demonstration world, serve it (WORLD=empty starts with nothing)
ifeq ($(WORLD),demo)
	@WORLD=$(WORLD) $(V)/concordat demo
endif
	@WORLD=$(WORLD) $(V)/concordat serve --bind $(BIND)

test: .venv/test.stamp ## run every test that needs nothing from outside
	@$(V)/python tests/journeys/browser.py
	$(V)/python -m pytest -q -n auto --dist loadfile

test-postgres: .venv/test.stamp ## run the same tests on a PostgreSQL started for them (Debian: postgresql)
	$(V)/python tests/postgres/run.py

check: .venv/test.stamp ## style, types, import contracts, known weaknesses
	$(V)/ruff check .
	$(V)/ruff format --check .
	$(V)/mypy
	$(V)/lint-imports
	$(V)/bandit -q -r src -c pyproject.toml
	$(V)/pip-audit --require-hashes --disable-pip -r requirements/saml.txt

conformance: .venv/test.stamp .venv/conformance.stamp ## other people's clients and long fuzzing
	$(V)/python -m pytest -q -m conformance
	HYPOTHESIS_PROFILE=new $(V)/python -m pytest -q -n auto --dist loadfile -k 'fuzz or agree or oracle'

bench: .venv/test.stamp .venv/bench.stamp ## every claim of speed or quality, beside its peers
	@for file in benchmarks/[a-z]*.py; do echo "== $$file"; $(V)/python $$file || exit 1; done

lock: .venv/test.stamp ## make requirements/*.txt anew from pyproject.toml
	$(V)/python -m pip install -q uv
	@for extra in run bench conformance postgres saml test; do \
	  if [ $$extra = run ]; then with=; else with="--extra $$extra"; fi; \
	  UV_CUSTOM_COMPILE_COMMAND="make lock" $(V)/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-emit-find-links $$with pyproject.toml requirements/build.in -o requirements/$$extra.txt || exit 1; \
	done

clean: ## remove the environment and what tools left behind; data are not touched
	rm -rf .venv build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/made.stamp:
	$(PYTHON) -m venv .venv
	@touch $@

.venv/run.stamp: .venv/made.stamp requirements/run.txt pyproject.toml
	@echo "Installing what Concordat needs (once)"
	@$(V)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(V)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/%.stamp: requirements/%.txt .venv/run.stamp
	@echo "Installing what $* needs (once)"
	@$(V)/python -m pip install -q --disable-pip-version-check --require-hashes -r $<
	@touch $@
