# `make build` and `make test` are all the set-up there is; `make` lists the other commands.
#
# Python's packages go into .venv, at the versions and hashes of requirements.lock. System packages
# are the business of .make/system-packages.sh, which installs what is missing and nothing else: a
# script, because so much shell is easier to read, and to check, outside a Makefile.

# What pins the dependencies; only `make lock` needs it.
UV = 0.13.9

# What asks whether a hole is known in them; only `make audit` needs it.
PIP_AUDIT = 2.10.1

system = sh .make/system-packages.sh
pip = .venv/bin/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL = help
.PHONY: help build manual test torture fuzz bench check audit lock upgrade clean system-for-build system-for-test
.NOTPARALLEL: # the package manager works for one at a time

help: ## list these commands
	@sed -n 's/^\([a-z]*\):.*## /make \1#/p' Makefile | tr '#' '\t' | expand -t 16

build: .venv/project ## make every edition of the sample pamphlet, in build/
	.venv/bin/pamphlet build all

manual: .venv/project ## make the manual, in build/manual/
	.venv/bin/pamphlet check --manuscript docs/manual
	.venv/bin/pamphlet build all --manuscript docs/manual --output build/manual

test: system-for-test build/tools/installed check ## run the three checks below, then the tests
	.venv/bin/pytest -n auto --dist loadscope --no-loadscope-reorder

check: .venv/project ## look for mistakes without running anything: ruff, its formatter, mypy
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy

bench: .venv/bench ## measure speed, rules, branches and imports beside what we allow, and write it down (forty minutes)
	@status=0; for each in speed distribution intake sub_editor; do \
		echo "benchmarks/$$each.py"; .venv/bin/python "benchmarks/$$each.py" || status=1; \
	done; exit $$status

torture: .venv/project ## try to break it, at length, and write docs/reliability.md (half an hour; strace helps)
	.venv/bin/python tests/torture/torture.py

SECONDS = 60
fuzz: .venv/project ## feed spoilt files to every reader, for SECONDS=60 in all; what breaks one is kept in build/fuzz
	.venv/bin/python tests/fuzz/fuzz.py --seconds $(SECONDS)

audit: build/audit/bin/pip-audit ## ask whether a hole is known in what is locked, where someone can be asked
	@build/audit/bin/python .make/audit.py

lock: build/uv/bin/uv ## pin in requirements.lock what pyproject.toml asks for
	build/uv/bin/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --custom-compile-command 'make lock' \
		--quiet $(UPGRADE) --output-file requirements.lock
	build/uv/bin/uv pip compile pyproject.toml --extra bench --constraint requirements.lock --universal \
		--python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command 'make lock' \
		--quiet $(UPGRADE) --output-file benchmarks/requirements.lock

upgrade: UPGRADE = --upgrade
upgrade: lock ## the same, with every pin moved to the newest version allowed

clean: ## remove what was made here: editions, environment, caches
	rm -rf build .venv .hypothesis .mypy_cache .pytest_cache .ruff_cache

# The environment. It is made anew when the lock changes, so that nothing unlocked lingers in it.

.venv/locked: requirements.lock | system-for-build
	"$$($(system) build)" -m venv --clear .venv
	$(pip) install --require-hashes --requirement requirements.lock
	touch $@

.venv/project: pyproject.toml .venv/locked
	$(pip) install --no-deps --no-build-isolation --editable .
	touch $@

# The programs that ours is measured beside; no test needs them.  Without XeLaTeX its row is left out.

.venv/bench: benchmarks/requirements.lock .venv/project
	$(pip) install --require-hashes --requirement benchmarks/requirements.lock
	touch $@

# What the tests of the web page and of the ebook run in a browser.  Without it they are skipped.

build/tools/installed: tests/tools/package-lock.json | system-for-test
	mkdir -p build/tools
	cp tests/tools/package.json tests/tools/package-lock.json build/tools
	cd build/tools && PUPPETEER_SKIP_DOWNLOAD=1 npm ci --ignore-scripts --no-audit --no-fund --silent && touch installed \
		|| echo 'npm could not install what tests/tools asks for: the tests in a browser are skipped.'

build/uv/bin/uv: Makefile | system-for-build
	"$$($(system) build)" -m venv build/uv
	build/uv/bin/python -m pip install --disable-pip-version-check --quiet uv==$(UV)

build/audit/bin/pip-audit: Makefile | system-for-build
	"$$($(system) build)" -m venv --clear build/audit
	build/audit/bin/python -m pip install --disable-pip-version-check --quiet pip-audit==$(PIP_AUDIT) && touch $@ \
		|| echo 'pip-audit could not be installed: what comes from PyPI is not audited.'

system-for-build:
	@$(system) build >/dev/null

system-for-test:
	@$(system) test >/dev/null
