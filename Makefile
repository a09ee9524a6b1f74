# make run     set up .venv once, run the main job, write its report
# make test    set up .venv once, lint, check types, run every test
# make site    write out/site: static files on which a society is lived in the browser; needs wasm-ld, and npm ci
#              for the editor of policies
# make lesson  write out/lesson: one HTML file to hand out in class, and a sheet for teachers; needs wasm-ld
# make observe shows a society in the browser, lived by this machine, until Ctrl-C
# make mutate  put each rule, phase and compile step wrong, and see who notices; goes on where it was stopped
# Needs only Python 3.11 or newer with its venv module; PYTHON=/path/to/python chooses which.

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
LOCK := requirements.lock
OUT := out/main

POLICY ?= article-2019
SOCIETY ?= china-2019
CITIZENS ?= 1000000
FROM ?= 2014-01-01
TO ?= 2021-12-31
SEED ?= 1
PYTHON ?=
UV ?= uv

.PHONY: help run test lint site lesson observe mutate venv lock lock-peers clean
.DELETE_ON_ERROR:

help:
	@sed -n '/^#/!q; s/^# //p' Makefile

run: $(STAMP)
	@mkdir -p $(OUT)
	@$(BIN)/underheaven run $(POLICY) --society $(SOCIETY) --citizens $(CITIZENS) \
		--from $(FROM) --to $(TO) --seed $(SEED) \
		--out $(OUT)/run --replace --html $(OUT)/report.html

# Types are checked by one of the tests, beside the others. A file stays with one process, which makes once what
# its tests share.
test: $(STAMP)
	@$(BIN)/ruff check .
	@$(BIN)/python -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder

lint: $(STAMP)
	@$(BIN)/ruff check .
	@$(BIN)/mypy

site: $(STAMP)
	@$(BIN)/python -m tools.make_site out/site

lesson: $(STAMP)
	@$(BIN)/python -m tools.make_lesson out/lesson

observe: $(STAMP)
	@$(BIN)/underheaven observe

mutate: $(STAMP)
	@$(BIN)/python -m tools.mutation --processes 2

venv: $(STAMP)

# A venv that was left half made has no working pip and is made anew.
# Without ensurepip (Debian splits it off) the interpreter's own pip, if there is one, fills the venv.
# The last step byte-compiles what pip may have been configured not to; a file that cannot be
# compiled only starts slower, so its failure is not one.
$(STAMP): $(LOCK) pyproject.toml
	@set -eu; \
	py=''; \
	for candidate in $(if $(PYTHON),'$(PYTHON)',python3.11 python3.12 python3.13 python3 python); do \
		if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
			py="$$candidate"; break; \
		fi; \
	done; \
	if [ -z "$$py" ]; then \
		echo 'Python 3.11 or newer was not found. Install it, or name it: make PYTHON=/path/to/python3.11' >&2; \
		exit 2; \
	fi; \
	pip="$(BIN)/python -m pip"; \
	if ! $(BIN)/python -m pip --version >/dev/null 2>&1; then \
		echo "Setting up $(VENV) with $$("$$py" --version); the first time takes a minute or two." >&2; \
		if "$$py" -c 'import ensurepip, venv' >/dev/null 2>&1; then \
			"$$py" -m venv --clear $(VENV); \
		elif "$$py" -c 'import pip, venv' >/dev/null 2>&1; then \
			"$$py" -m venv --clear --without-pip $(VENV); \
			pip="$$py -m pip --python $(BIN)/python"; \
		else \
			echo "$$py has no working venv module (on Debian or Ubuntu: apt-get install python3-venv)." >&2; \
			echo 'Install it, or name another Python: make PYTHON=/path/to/python3.11' >&2; \
			exit 2; \
		fi; \
	fi; \
	$$pip install -q --disable-pip-version-check --require-hashes -r $(LOCK); \
	$$pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .; \
	$(BIN)/python -m compileall -qq -j 2 $(VENV)/lib underheaven || true; \
	touch $@

# The universal lock: every platform, every hash, no index address. Needs uv on the PATH (or UV=...).
lock:
	$(UV) pip compile pyproject.toml --extra dev --universal --python-version 3.11 --upgrade \
		--generate-hashes --no-emit-index-url --no-annotate --custom-compile-command 'make lock' \
		--quiet --output-file $(LOCK)

# The same for the environment of each peer that `underheaven bench --peers` runs.
lock-peers:
	@set -eu; for each in benchmarks/peers/locks/*.in; do \
		$(UV) pip compile "$$each" --universal --python-version 3.11 --upgrade --generate-hashes \
			--no-emit-index-url --no-annotate --custom-compile-command 'make lock-peers' \
			--quiet --output-file "$${each%.in}.lock"; \
	done

clean:
	rm -rf $(VENV) build dist node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find underheaven tests -name __pycache__ -type d -prune -exec rm -rf {} +
