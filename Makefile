PY ?= python3
PORT ?= 8000
# What `make test` and `make prove` pass on to pytest, for example T=tests/meetings.
T ?=
# The parts that `make bench` measures, for example B="grid export"; none named: all.
B ?=

PYTHON := .venv/bin/python
PYTEST := $(PYTHON) -m pytest -q -n 2 --dist loadgroup

.PHONY: run start test prove lint bench requirements lock packages test-packages bench-packages test-machine

run: packages
	@exec $(PYTHON) -m forum_app serve --demo --port $(PORT)

start: packages
	@exec $(PYTHON) -m forum_app serve --first-run --port $(PORT)

test: test-machine
	$(PYTEST) $(T)

prove: test-machine
	FORUM_PROVE=1 FORUM_TEST_ENGINES=both $(PYTEST) -m "" $(T)

lint: test-packages
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	.venv/bin/lint-imports --no-logo --cache-dir .cache/imports
	$(PYTHON) -m tests.tools.check_templates
	$(PYTHON) -m tests.tools.sizes

bench: bench-packages
	@sh tests/tools/need-chromium.sh
	@sh tests/tools/need-postgres.sh
	$(PYTHON) -m tests.bench $(B)

requirements: packages
	@$(PYTHON) -m tests.tools.requirements

# Needs uv, which only those who change a dependency have to install.
lock:
	uv pip compile -q pyproject.toml $(LOCKED) -o requirements.lock
	uv pip compile -q pyproject.toml --group test -c requirements.lock $(LOCKED) -o requirements-dev.lock
	uv pip compile -q --group bench -c requirements-dev.lock $(LOCKED) -o requirements-bench.lock

LOCKED := --generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-emit-find-links \
	--custom-compile-command "make lock"

packages:
	@PY=$(PY) sh tests/tools/need-packages.sh requirements.lock run

test-packages: packages
	@PY=$(PY) sh tests/tools/need-packages.sh requirements-dev.lock test

# The admin we are measured beside: no other part of the forum needs it.
bench-packages: test-packages
	@PY=$(PY) sh tests/tools/need-packages.sh requirements-bench.lock bench

test-machine: test-packages
	@sh tests/tools/need-chromium.sh
	@sh tests/tools/need-postgres.sh
	@sh tests/tools/need-java.sh
	@sh tests/tools/need-nu.sh
