# `make` lists the targets. Every target sets up what it needs.

PYTHON ?= python3.11
PORT ?= 8000
DATABASE ?= sqlite
VENV := .venv/bin
MANAGE := $(VENV)/python manage.py
DATA ?= var

.DEFAULT_GOAL := help
.PHONY: help run soak test test-browser check fix unit weigh bench words messages editor browser fonts lock clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

run: .venv/.run ## Set up and start the site at http://localhost:8000 (PORT= for another port)
	@$(VENV)/python -m scripts.start --port $(PORT)

test: .venv/.test browser ## Run every check and test (DATABASE=postgresql for PostgreSQL)
	@$(MAKE) --no-print-directory check
	@$(VENV)/python -m scripts.tests --database $(DATABASE)

test-browser: .venv/.test browser ## Look at every page in every view, in a browser (minutes)
	@$(VENV)/python -m scripts.tests --every-page

check: .venv/.test ## Format, lint, layers, system check, migrations, translations
	$(VENV)/ruff format --check .
	$(VENV)/ruff check .
	$(VENV)/djlint templates --lint --quiet
	$(VENV)/lint-imports --no-logo
	$(MANAGE) check --settings config.settings.test
	$(MANAGE) makemigrations --check --dry-run --settings config.settings.test
	$(VENV)/python -m scripts.messages --check

fix: .venv/.test ## Format the code and mend what the linter can
	$(VENV)/ruff check --fix .
	$(VENV)/ruff format .

unit: .venv/.test ## Run the engine's tests alone, in about a second
	$(VENV)/pytest tests/onboarding/journeys --noconftest -p no:django -p no:playwright -p no:factoryboy -o addopts="--import-mode=importlib -q" -W ignore

weigh: .venv/.test browser ## Weigh the pages against their budgets, and ask Lighthouse (SPEED=no leaves out speed)
	@$(VENV)/python -m scripts.weigh $(if $(filter no,$(SPEED)),--without-speed)

bench: .venv/.test ## Measure speed, as ratios against a bare view in the same run
	@$(VENV)/python -m scripts.bench

words: .venv/.test ## Measure how hard our texts are to read, and list the hardest
	@$(VENV)/python -m scripts.words

soak: .venv/.test ## Let twenty write and fifty read for a minute (DATABASE=postgresql)
	@$(VENV)/python -m scripts.soak --database $(DATABASE)

messages: .venv/.test ## Bring the catalogues of interface strings up to date
	$(VENV)/python -m scripts.messages

editor: .venv/.run ## Make an editor's account for local use and print its password
	@$(MANAGE) local_editor

browser: ## Install Debian's Chromium and Java where missing and permitted
	@bash scripts/browser.sh

fonts: .venv/.run ## Cut the typefaces anew from their packages
	$(VENV)/pip install --quiet fonttools==4.68.0 fontpkg-literata==3.103 fontpkg-source-sans-3==3.52
	$(VENV)/python -m scripts.fonts

lock: .venv/.test ## Pin the dependencies anew
	$(VENV)/pip install --quiet uv
	$(VENV)/uv pip compile requirements.in --universal --python-version 3.11 --generate-hashes --no-header --quiet -o requirements.txt
	$(VENV)/uv pip compile requirements-dev.in --universal --python-version 3.11 --generate-hashes --no-header --quiet -o requirements-dev.txt

clean: ## Remove the virtual environment and local data
	rm -rf .venv $(DATA)

.venv/bin/python:
	@echo "Making a virtual environment …"
	@$(PYTHON) -m venv .venv

.venv/.run: requirements.txt | .venv/bin/python
	@echo "Installing the packages that the site needs (once, about a minute) …"
	@$(VENV)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/.test: requirements.txt requirements-dev.txt | .venv/bin/python
	@echo "Installing the packages that the tests need (once, about a minute) …"
	@$(VENV)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ .venv/.run
