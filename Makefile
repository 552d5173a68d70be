# Needs Python 3.11 or newer with pip. `make demo`: from nothing to answers. `make test`: the whole test suite.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
KG := $(BIN)/kg
DEMO := demo

.PHONY: setup demo test lint format bench clean

setup: $(VENV)/.synced

# uv comes by pip and installs what uv.lock pins by hash; compiled, since `kg` starts often and shall start fast.
$(VENV)/.synced: pyproject.toml uv.lock hatch_build.py kg/serve/npm/package-lock.json $(wildcard data/reference/*.csv data/reference/*.py)
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@test -x $(UV) || $(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.5'
	@UV_PROJECT_ENVIRONMENT=$(VENV) $(UV) sync --locked --quiet --compile-bytecode
	@$(BIN)/python -m compileall -q kg
	@touch $@

# Five questions, the first answers to each: the rest are listed by `kg query`.
ASK = @echo; echo '$$ kg query $(1)'; $(KG) query $(1) --store $(DEMO) --format table --limit 4

demo: setup
	@rm -rf $(DEMO)
	$(KG) import data/samples --store $(DEMO) --format table
	$(call ASK,who-said --param about=US --param act=accuse)
	$(call ASK,sanctions --param target=RUS)
	$(call ASK,alleged --param type=ASSAULT)
	$(call ASK,statements-between --param from=CHN --param to=USA)
	$(call ASK,coverage)
	@echo; echo 'Go on with:'
	@echo '  . $(VENV)/bin/activate; export KG_STORE=$(DEMO)'
	@echo '  kg query                                   lists the questions'
	@echo '  kg query who-said -p speaker=Lavrov        asks one; --describe tells its parameters'
	@echo '  kg query articles; kg show ID              what is in the store; what an article says'
	@echo '  kg explain ID                              opens the sentence behind a fact of a table'

test: setup
	$(BIN)/python -m pytest -n 2 --dist worksteal --cov --cov-report=term:skip-covered tests

lint: setup
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

format: setup
	$(BIN)/ruff format . && $(BIN)/ruff check --fix .

bench: setup
	for bench in tests/bench/bench_*.py; do echo "== $$bench"; $(BIN)/python $$bench || exit 1; done

clean:
	rm -rf $(VENV) $(DEMO) dist build .coverage* .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
