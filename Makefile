# peacemap: `make` alone lists what can be done. Needs Python 3.11 or newer with venv, nothing else.

PYTHON ?= python3
PORT ?= 8000
N ?= 10000
SHELL := /bin/sh
BIN := .venv/bin
RUNTIME := .venv/.runtime-installed
DEV := .venv/.dev-installed
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --require-hashes

# A made-up development key is only used where no real one is set.
export DEBUG ?= $(if $(SECRET_KEY),0,1)
export PYTHONDONTWRITEBYTECODE ?= 1
MANAGE := $(BIN)/python manage.py

.DEFAULT_GOAL := help
.PHONY: help run test check slow bench editor backup restore lint types deployment messages lock

help: ## this list
	@echo "peacemap: make ..."
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-12s %s\n", $$1, $$2}'

run: $(RUNTIME) ## serve on http://127.0.0.1:8000/ (PORT= changes it) with the source profiles
	@DEBUG=1 $(MANAGE) migrate --verbosity 0
	@DEBUG=1 $(MANAGE) load_profiles
	@echo
	@echo "peacemap is at http://127.0.0.1:$(PORT)/ and its admin at http://127.0.0.1:$(PORT)/admin/"
	@echo "To make an editor: make editor NAME=their-name$(if $(filter-out 8000,$(PORT)), PORT=$(PORT)) (in a second window; it prints a link to set a password)."
	@export DEBUG=1 DJANGO_RUNSERVER_HIDE_WARNING=true; \
	  $(MANAGE) db_worker --verbosity 0 --ends-with $$$$ & \
	  exec $(MANAGE) runserver --noreload 127.0.0.1:$(PORT)

editor: $(RUNTIME) ## make an editor: NAME=... ; prints a one-use link to set a password
	@test -n "$(NAME)" || { echo "Say who: make editor NAME=their-name"; exit 2; }
	@$(MANAGE) make_editor "$(NAME)"

backup: $(RUNTIME) ## write everything to one file: FILE=...
	@test -n "$(FILE)" || { echo "Say where: make backup FILE=peacemap.backup"; exit 2; }
	@$(MANAGE) backup "$(FILE)"

restore: $(RUNTIME) ## take everything back from one file: FILE=...
	@test -n "$(FILE)" || { echo "Say from where: make restore FILE=peacemap.backup"; exit 2; }
	@$(MANAGE) restore "$(FILE)"

test: $(DEV) ## every test, on SQLite and on PostgreSQL
	@PYTHONDONTWRITEBYTECODE= PEACEMAP_TEST_PARALLEL=1 $(BIN)/python -m pytest -q

slow: $(DEV) ## the long versions of the tests as well
	@PYTHONDONTWRITEBYTECODE= PEACEMAP_SLOW=1 PEACEMAP_TEST_PARALLEL=1 $(BIN)/python -m pytest -q

check: $(DEV) ## lint, format, types, migrations, production settings, then every test
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target lint types deployment
	@$(MAKE) --no-print-directory test

lint: $(DEV)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/djlint templates --check --lint
	@$(BIN)/lint-imports

types: $(DEV)
	@DEBUG=1 $(BIN)/mypy

deployment: $(DEV)
	@DEBUG=1 $(MANAGE) makemigrations --check --dry-run
	@DEBUG=0 HTTPS=1 ALLOWED_HOSTS=peacemap.example.org \
	  SECRET_KEY="$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
	  $(MANAGE) check --deploy --fail-level WARNING

bench: $(DEV) ## the project's own benchmark: N= profiles
	@$(BIN)/python -m bench $(N)

messages: $(RUNTIME) ## bring the translations in line with the code, sort and compile them (needs gettext)
	@command -v msgfmt >/dev/null || { echo "This needs gettext (on Debian and Ubuntu: apt-get install gettext)."; exit 1; }
	@DEBUG=1 $(MANAGE) makemessages --all --no-location --no-wrap --no-obsolete --verbosity 0 \
	  --ignore "tests/*" --ignore "bench/*" --ignore "var/*"
	@for file in initiatives/locale/*/LC_MESSAGES/django.po; do \
	  msgattrib --no-obsolete --sort-output --no-wrap --output-file "$$file" "$$file" && \
	  msgfmt --check-format --statistics --output-file "$${file%.po}.mo" "$$file"; done

lock: $(DEV) ## renew both lock files from pyproject.toml
	@$(BIN)/uv pip compile pyproject.toml --upgrade --output-file requirements.lock $(LOCK)
	@$(BIN)/uv pip compile pyproject.toml --upgrade --extra dev --constraint requirements.lock \
	  --output-file requirements-dev.lock $(LOCK)

# No registry's address may stand in a lock file: another machine may reach another one.
LOCK := --quiet --python-version 3.11 --universal --generate-hashes --no-header \
  --no-emit-index-url --no-emit-find-links

$(BIN)/python:
	@command -v "$(PYTHON)" >/dev/null 2>&1 || \
	  { echo "peacemap needs Python 3.11 or newer: install it, or name it with PYTHON=..."; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "peacemap needs Python 3.11 or newer: $(PYTHON) is older; name a newer one with PYTHON=..."; exit 1; }
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "peacemap needs Python's venv: install it (on Debian and Ubuntu: apt-get install python3-venv)."; exit 1; }
	@"$(PYTHON)" -m venv .venv || { rm -rf .venv; echo "The folder .venv could not be made here."; exit 1; }

$(RUNTIME): requirements.lock | $(BIN)/python
	@echo "Installing what peacemap needs into .venv ..."
	@$(PIP) --requirement requirements.lock || \
	  { echo "The packages could not be installed: see above; the network is needed this once."; exit 1; }
	@touch $@

$(DEV): requirements-dev.lock $(RUNTIME)
	@echo "Installing the tools for tests into .venv ..."
	@$(PIP) --requirement requirements-dev.lock || \
	  { echo "The tools could not be installed: see above; the network is needed this once."; exit 1; }
	@touch $@
