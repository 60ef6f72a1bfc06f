# The commands of the project; `make help` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared

.PHONY: help setup demo test test-postgres check bench

help: ## This list.
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 18

$(VENV)/.done: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

setup: $(VENV)/.done ## Make .venv with .venv/bin/onrecord and the tools.

demo: setup ## Read the bundled example and show the result.
	@$(BIN)/python examples/demo.py

test: setup ## Pass every test.
	$(BIN)/python -m pytest

test-postgres: setup ## Pass the record's tests on PostgreSQL, where it is installed.
	$(BIN)/python tests/on_postgres.py tests/keep tests/serve tests/brief tests/test_recording.py tests/test_record_commands.py

check: setup ## Lint, types, import contracts, docs.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	ONRECORD_SECRET_KEY=unused $(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/make_reference.py --check

bench: setup ## Measure accuracy and speed (needs the data beside the project).
	$(BIN)/python -m bench --shared $(SHARED)
