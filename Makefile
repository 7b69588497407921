# `make demo` and `make test` are the two commands; everything else serves them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
UV := .tools/bin/uv
PY := .venv/bin/python
BIN := .venv/bin
PACKAGES := bot cards scheduler storage

.PHONY: help setup demo test bench faults growth screenshots docs system-deps lock lint format

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(UV):
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed: apt-get install python3"; exit 1; }
	@python3 -c 'import ensurepip' 2>/dev/null \
		|| { echo "Python's venv module is missing: apt-get install python3-venv"; exit 1; }
	@python3 -m venv .tools
	@.tools/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.13,<0.14'

# The stamps are touched last, so that an install that broke half-way is done again.
.venv/.run: requirements.lock pyproject.toml | $(UV)
	@test -x $(PY) || $(UV) venv --quiet --python python3 .venv
	@$(UV) pip install --quiet --python $(PY) --require-hashes --compile-bytecode -r requirements.lock
	@$(UV) pip install --quiet --python $(PY) --no-deps -e .
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.run | $(UV)
	@$(UV) pip sync --quiet --python $(PY) --require-hashes --compile-bytecode requirements-dev.lock
	@$(UV) pip install --quiet --python $(PY) --no-deps --no-build-isolation -e .
	@touch .venv/.run $@

setup: .venv/.run ## make .venv with the `aime` command

demo: setup ## start a local Lark and the bot; prints the address of a chat page
	@$(BIN)/aime demo

test: .venv/.dev system-deps lint ## lint, types, import contracts and the whole test suite
	REQUIRE_ALL=1 $(BIN)/pytest -n 2 --dist worksteal

lint: .venv/.dev ## ruff, mypy --strict, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/.dev ## let ruff mend what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/.dev ## measure; prints JSON
	@$(PY) -m tests.benchmarks

faults: .venv/.dev system-deps ## let faults strike for long; prints one JSON line for each
	@$(PY) -m tests.faults

growth: .venv/.dev ## measure how firing grows; draws it into docs/performance.md
	@$(PY) -m tests.benchmarks.growth

screenshots: .venv/.dev system-deps ## draw the pictures of README and docs anew
	SCREENSHOTS=1 REQUIRE_ALL=1 $(BIN)/pytest tests/browser -m browser

docs: .venv/.dev ## write docs/talking.md anew from what the tests say
	$(PY) -m tests.talking

system-deps: ## install chromium, fonts, PostgreSQL 15 and systemd when a part is missing (Debian)
	@deploy/system-deps

lock: | $(UV) ## pin anew from pyproject.toml (versions and hashes, no addresses)
	$(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
		pyproject.toml -o requirements.lock
	$(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
		--extra postgres --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	$(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --no-annotate \
		--extra postgres -c requirements.lock -c requirements-dev.lock pyproject.toml -o deploy/requirements.lock
	@sed -n '/^requires/s/.*\["\([^"]*\)".*/\1/p' pyproject.toml | $(UV) pip compile --quiet --universal \
		--generate-hashes --no-emit-index-url --no-header --no-annotate -c requirements-dev.lock - -o deploy/build.lock
