# make demo: build the store visit example and open it.   make test: everything CI runs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8550

.PHONY: demo test fast lint goldens docs bench clean

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --editable ".[test]"
	$(BIN)/python tests/e2e/install_browser.py
	touch $@

demo: $(VENV)/.installed
	$(BIN)/fieldpact build examples/store_visit -o build/store_visit
	FIELDAPP_WEB=1 FIELDAPP_OPEN=1 FIELDAPP_PORT=$(PORT) FIELDAPP_DATA=build/store_visit-data $(BIN)/python build/store_visit/src/main.py

test: $(VENV)/.installed-test lint
	$(BIN)/python -m pytest -n 2 --dist loadgroup

# Without a browser and the slow builds: for each save.
fast: $(VENV)/.installed-test
	$(BIN)/python -m pytest -m "not slow and not browser" -q -n 2

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

goldens: $(VENV)/.installed-test
	$(BIN)/python -m tests.goldens

docs: $(VENV)/.installed-test
	$(BIN)/python -m docs.generate

bench: $(VENV)/.installed-test
	$(BIN)/python -m pip install --quiet --editable ".[bench]"
	$(BIN)/python -m benchmarks

clean:
	rm -rf build dist $(VENV)
