# make        set up .venv and build the graph from data/documents into build/
# make test   set up and run every check: format, lint, types, tests
# make setup  only set up; where npm is there, the query page of kg serve gets its editor
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
EDITOR := kg/serving/pages/editor
YASGUI := @zazuko/yasgui@4.6.2

.PHONY: all setup editor test lint clean
.DELETE_ON_ERROR:

all: setup
	$(BIN)/kg build --out build

setup: $(STAMP)

$(STAMP): requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	-$(MAKE) --no-print-directory editor
	touch $@

# The editor of SPARQL, from npm; without it the query page is a plain form that does the same.
editor:
	@if ! command -v npm >/dev/null; then echo "no npm: the query page stays a plain form"; \
	elif ! (cd $(EDITOR) && sha256sum --check --status SHA256SUMS 2>/dev/null); then cd $(EDITOR) && \
	  file=$$(npm pack --silent --ignore-scripts $(YASGUI)) && \
	  tar -xzf "$$file" --strip-components=2 package/build/yasgui.min.js package/build/yasgui.min.css && \
	  rm "$$file" && sha256sum --check --quiet SHA256SUMS; fi

lint: setup
	$(BIN)/ruff format --check kg tests
	$(BIN)/ruff check kg tests
	$(BIN)/mypy

test: lint
	$(BIN)/python -m pytest

clean:
	rm -rf build $(VENV)
