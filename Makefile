# Each target is one plain call; the same commands run by hand, in hooks and in CI.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
FRONTEND := hengjian/ui/frontend
BUILD := hengjian/ui/static/hengjian/build/manifest.json
PORT ?= 8000
SERVE ?= 1
EXAMPLES ?= 25
export HENGJIAN_HOME ?= var
# compiled code is kept: else every process compiles all of it anew
export PYTHONDONTWRITEBYTECODE =

.PHONY: advisories help setup demo test check quick soak spec agreement golden format lint types layers \
	packs docs docs-write migrations lock bench browser pictures chromium postgresql-tests sqlite-tests \
	spark spark-setup wheelhouse

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

setup: $(VENV)/.installed $(BUILD) ## the environment alone: gives .venv/bin/hengjian

$(VENV)/.installed: requirements-dev.txt pyproject.toml
	$(PYTHON) deploy/make_environment.py $(VENV) requirements-dev.txt
	@touch $@

$(BUILD): $(VENV)/.installed $(FRONTEND)/package-lock.json $(wildcard $(FRONTEND)/src/*) $(FRONTEND)/vite.config.mjs
	$(BIN)/python deploy/build_frontend.py
	@touch $@

demo: setup ## demo city, one run, analysis report, then the server (SERVE=0 ends before it)
	PORT=$(PORT) SERVE=$(SERVE) $(BIN)/hengjian demo

test: setup chromium ## everything that CI runs
	$(BIN)/python deploy/run_tests.py

quick: setup ## the fast layers only, while working
	$(BIN)/pytest tests/engines tests/spec tests/unit tests/house -q -n 2

soak: setup chromium spark-setup ## what needs long
	HENGJIAN_EXAMPLES=2000 $(BIN)/pytest tests -m soak -ra  # a hundred people: var/hundred-people.md
	HENGJIAN_EXAMPLES=400 $(BIN)/pytest tests/spark -ra
	HENGJIAN_EXAMPLES=200 $(BIN)/pytest tests/attack -q -ra -n auto -k fuzz

spark-setup: $(VENV)/.spark ## Spark beside the environment (400 MB; Java 17 is not part of it)

$(VENV)/.spark: requirements-spark.txt | setup
	$(BIN)/uv pip install -q --python $(BIN)/python --no-build-isolation --require-hashes \
		-r requirements-spark.txt
	@touch $@

spark: spark-setup ## what runs on Spark: both engines give the same digits
	HENGJIAN_EXAMPLES=$(EXAMPLES) $(BIN)/pytest tests/spark -q

spec: setup ## the specification tests
	$(BIN)/pytest tests/spec -q

agreement: setup ## interpreters against DuckDB, EXAMPLES=…
	HENGJIAN_EXAMPLES=$(EXAMPLES) $(BIN)/pytest tests/agreement -q

golden: setup ## rewrite the golden files and show what changed
	HENGJIAN_REWRITE_GOLDEN=1 $(BIN)/pytest tests/golden -q; git diff --stat tests/golden

pictures: setup chromium ## take the manual's pictures and the components' kept look anew
	HENGJIAN_REWRITE_PICTURES=1 $(BIN)/pytest tests/browser/test_manual.py tests/browser/test_shelf.py -q

chromium: ## a browser for the browser tests
	$(PYTHON) deploy/find_chromium.py

check: setup format lint types layers packs migrations docs advisories ## before every commit

format: setup
	$(BIN)/ruff format --check .

lint: setup
	$(BIN)/ruff check .

types: setup
	$(BIN)/mypy hengjian

layers: setup
	$(BIN)/lint-imports

packs: setup
	$(BIN)/hengjian packs check packs

migrations: setup
	$(BIN)/python manage.py makemigrations --check --dry-run

advisories: setup ## hold the lock files against the known advisories, without a network
	$(BIN)/python deploy/audit_dependencies.py

docs: setup ## fail if generated pages are stale
	$(BIN)/hengjian docs check

docs-write: setup ## write the generated pages anew
	$(BIN)/hengjian docs write

bench: setup ## the benchmarks, one by one; tables in docs/reference/performance.md
	$(BIN)/python -m bench

wheelhouse: setup ## all that a machine without a network needs, in dist/hengjian-offline.tar
	$(BIN)/python deploy/build_wheelhouse.py dist

lock: ## write the lock files anew
	$(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url \
		--no-emit-find-links --no-header --python-version 3.11 -q -o requirements.txt
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --python-version 3.11 -q -o requirements-dev.txt
	$(BIN)/uv pip compile pyproject.toml --group dev --group bench --universal --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --python-version 3.11 -q -o requirements-bench.txt
	$(BIN)/python deploy/list_extra.py oidc | $(BIN)/uv pip compile - -c requirements-dev.txt --universal \
		--generate-hashes --no-emit-index-url --no-emit-find-links --no-header --python-version 3.11 -q \
		-o requirements-oidc.txt
	$(BIN)/python deploy/list_extra.py spark | $(BIN)/uv pip compile - --universal --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --python-version 3.11 -q -o requirements-spark.txt
	cd $(FRONTEND) && npm install --package-lock-only && node strip-lock.mjs
