# Laju: `make demo` shows it, `make test` proves it. Needs only python3, make and git.
PYTHON ?= python3
V      := .venv
TOOLS  := .tools
OUT    ?= var/demo
PORT   ?= 8000
LOCK   := --quiet --upgrade --universal --generate-hashes --no-header --no-annotate --no-emit-index-url
export PIP_DISABLE_PIP_VERSION_CHECK = 1
export UV_SYSTEM_CERTS = 1

.DEFAULT_GOAL := help
.PHONY: demo office test spark check bench docs fix lock help
.DELETE_ON_ERROR:

demo: $(V)/.runtime ## Set up, take the example sheet through the whole job, serve it (PORT=8000)
	@$(V)/bin/laju demo --out $(OUT) --port $(PORT) $(DEMO)

office: $(V)/.office ## Set up to run an office: what demo needs, and PostgreSQL

test: $(V)/.test ## Set up and run every test on SQLite, or on DATABASE_URL (.ci/run: on both)
	@$(V)/bin/python -m pytest -q $(T)

spark: $(V)/.test $(V)/.spark ## Set up Spark (needs Java 17) and run its tests on a master and two workers
	@LAJU_SPARK=1 $(V)/bin/python -m pytest -q -m spark tests/engines/spark

check: $(V)/.test ## Style, types, import contracts, templates, migrations: seconds
	@$(V)/bin/ruff check . && $(V)/bin/ruff format --check -q .
	@git ls-files -z -- 'laju/web/templates/*.html' | xargs -0 -r $(V)/bin/djade --check --target-version 5.2
	@$(V)/bin/lint-imports --no-logo 2>/dev/null || $(V)/bin/lint-imports
	@DATABASE_URL=sqlite:///:memory: $(V)/bin/python -m django makemigrations --check --dry-run --settings laju.project.settings
	@$(V)/bin/mypy

bench: $(V)/.test ## Run every benchmark (B="crossing wall": only those) and write docs/benchmarks.md
	@$(V)/bin/python -m bench $(B)

docs: $(V)/.test ## Write docs/reference from the code (pictures: python docs/screens/make.py)
	@$(V)/bin/python docs/reference/make.py

fix: $(V)/.test ## Put style right
	@$(V)/bin/ruff check -q --fix . || true
	@$(V)/bin/ruff format -q .
	@git ls-files -z -- 'laju/web/templates/*.html' | xargs -0 -r $(V)/bin/djade --target-version 5.2

lock: $(TOOLS)/bin/pip ## Choose the newest versions that fit and write requirements/*.txt
	@$(TOOLS)/bin/uv pip compile $(LOCK) pyproject.toml -o requirements/runtime.txt
	@$(TOOLS)/bin/uv pip compile $(LOCK) pyproject.toml --extra pg -o requirements/office.txt
	@$(TOOLS)/bin/uv pip compile $(LOCK) pyproject.toml --group test -o requirements/test.txt
	@$(TOOLS)/bin/uv pip compile $(LOCK) pyproject.toml --extra spark -o requirements/spark.txt
	@echo uv | $(TOOLS)/bin/uv pip compile $(LOCK) - -o requirements/uv.txt

help: ## Show this
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

# uv only makes it faster; where it cannot be had or cannot reach the registry, pip does the same job.
$(TOOLS)/bin/pip:
	@command -v $(PYTHON) >/dev/null || { echo "python3 is missing. Debian/Ubuntu: apt-get install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Laju needs Python 3.11 or newer; this is $$($(PYTHON) --version)"; exit 1; }
	@$(PYTHON) -m venv $(TOOLS) || { rm -rf $(TOOLS); echo "Python's venv module is missing. Debian/Ubuntu: apt-get install python3-venv"; exit 1; }
	@[ -n "$(NO_UV)" ] || $(TOOLS)/bin/pip install -q --no-compile --require-hashes -r requirements/uv.txt || true

# $(call install,ARGUMENTS): into the environment, by uv, or else by pip
define install
{ [ -z "$(NO_UV)" ] && [ -x $(TOOLS)/bin/uv ] && $(TOOLS)/bin/uv pip install -q --no-config --python $(V)/bin/python $(1); } \
  || $(TOOLS)/bin/pip --python $(V)/bin/python install -q --no-compile $(1)
endef

$(V)/.%: requirements/%.txt pyproject.toml | $(TOOLS)/bin/pip
	@[ -x $(V)/bin/python ] || $(PYTHON) -m venv --without-pip $(V)
	@echo "Installing what Laju needs ($*) ..."
	@$(call install,--require-hashes -r $<)
	@$(call install,--no-deps -e .)
	@$(V)/bin/python -m compileall -q -j 2 laju $(addprefix $(V)/lib/python3*/site-packages/,django holidays pyvips) >/dev/null || true
	@touch $@
