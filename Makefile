# Every command a person needs. The README explains the first three.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=

.PHONY: site test test-all test-quick fuzz kill tracer lighthouse browser serve check lint lock bill bench clean

site: $(VENV)/ready
	$(BIN)/portal build $(ARGS)

test: $(VENV)/ready-dev browser lint
	$(BIN)/python -m pytest -n auto --dist loadgroup -m "not lighthouse and not long" $(ARGS)

# Then what takes long, and Lighthouse by itself: it measures, and would measure other tests as well.
test-all: test tracer
	$(BIN)/python -m pytest -n auto --dist loadgroup -m long
	$(BIN)/python -m pytest -m lighthouse

# Builds that are killed at random moments, so many as N says; prints what became of them.
kill: $(VENV)/ready-dev
	$(BIN)/python -m tests.killing $(or $(N),50)

# Finds strace for the tests that kill a build at each call of the system, or installs it.
tracer: $(VENV)/ready-dev
	@$(BIN)/python -m tests.setup_tracer

lighthouse: $(VENV)/ready-dev browser
	$(BIN)/python -m pytest -m lighthouse

# Finds the browser for the tests, or installs one, and says in a line which it is.
browser: $(VENV)/ready-dev
	@$(BIN)/python -m tests.setup_browser

serve: $(VENV)/ready
	$(BIN)/portal serve $(ARGS)

check: $(VENV)/ready
	$(BIN)/portal check $(ARGS)

# Everything that needs no browser and no whole site: under a minute.
test-quick: $(VENV)/ready-dev
	$(BIN)/python -m pytest -n auto -m "not browser and not slow and not long and not lighthouse" $(ARGS)

# Odd edits of the tiny portal, other ones each time: `make fuzz N=20000`.
fuzz: $(VENV)/ready-dev
	$(BIN)/python -m tests.fuzz $(or $(N),2000) $(ARGS)

lint: $(VENV)/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/ready-dev
	$(BIN)/python -m tests.bench $(ARGS)

# One resolution for every Python version we support, with hashes and without addresses; and the
# same as a bill of materials, which is published with the site.
lock: $(VENV)/ready-dev
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-emit-index-url --upgrade pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-emit-index-url --upgrade --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt
	$(MAKE) bill

# By the tool as it is pinned now, which is installed first.
bill: $(VENV)/ready-dev
	$(BIN)/python -m tests.bill

clean:
	rm -rf $(VENV) build site .site.new .site.old

$(VENV)/ready: requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/ready-dev: $(VENV)/ready requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@
