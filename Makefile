# make demo · make test: the two commands of the README; each does its own set-up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint types check eval bench docs picture lock clean

$(VENV)/.installed: requirements.lock pyproject.toml
	@echo "installing into $(VENV), once: a few minutes, nothing else to see"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

demo: $(VENV)/.installed
	$(BIN)/veilleur demo --out demo

test: $(VENV)/.installed
	$(BIN)/python -m pytest

lint: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed
	$(BIN)/mypy

check: lint types test

eval: $(VENV)/.installed
	$(BIN)/python -m benchmarks.evaluate

bench: $(VENV)/.installed
	$(BIN)/python -m benchmarks.speed

docs: $(VENV)/.installed
	$(BIN)/python -m veilleur.reference > docs/cli.md

picture: demo
	chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --hide-scrollbars \
	    --window-size=700,1060 --screenshot=docs/images/digest.png "file://$(CURDIR)/demo/outbox/2026-04-24-equipe.html"

lock: $(VENV)/.installed
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --extra dev pyproject.toml --output-file requirements.lock

clean:
	rm -rf $(VENV) demo .pytest_cache .mypy_cache .ruff_cache
