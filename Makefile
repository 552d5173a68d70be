# Needs Python 3.11 or newer with pip. `make demo`: from nothing to answers. `make test`: the whole test suite.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
KG := $(BIN)/kg
DEMO := demo

.PHONY: setup demo test lint format bench clean

setup: $(VENV)/.synced

# uv comes by pip and installs what uv.lock pins by hash.
$(VENV)/.synced: pyproject.toml uv.lock hatch_build.py $(wildcard data/reference/*.csv data/reference/*.py)
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@test -x $(UV) || $(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.5'
	@UV_PROJECT_ENVIRONMENT=$(VENV) $(UV) sync --locked --quiet
	@touch $@

demo: setup
	@rm -rf $(DEMO)
	$(KG) import data/samples --store $(DEMO)
	@echo; echo '$$ kg query who-said'; $(KG) query who-said --store $(DEMO) --format table
	@echo; echo '$$ kg query sanctions'; $(KG) query sanctions --store $(DEMO) --format table
	@echo; echo '$$ kg query alleged'; $(KG) query alleged --store $(DEMO) --format table

test: setup
	$(BIN)/python -m pytest -n 2 --dist worksteal --cov --cov-report=term:skip-covered tests

lint: setup
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

format: setup
	$(BIN)/ruff format . && $(BIN)/ruff check --fix .

bench: setup
	$(BIN)/python -m pytest tests/bench -q -s

clean:
	rm -rf $(VENV) $(DEMO) dist build .coverage* .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
