# Two commands do everything on a new machine, and set up .venv by themselves:
#   make chat    index seeds/ and open the chat and the HTTP interface
#   make test    run the tests
# and five are for those who work on the code:
#   make check   the whole gate: style, types, layers, every test
#   make faults  break it in every way that is known; make faults FULL=1 at every step, which takes hours
#   make quality measure what its answers are worth
#   make security attack it
#   make bench   measure how fast it is

PYTHON ?= python3
PORT ?= 8000
ONRECORD_HOME ?= .onrecord
export ONRECORD_HOME

# An additional package index to take PyTorch from, such as PyTorch's own with the builds for processors alone.
TORCH_INDEX ?=

# Bytecode is written when a module is first imported, rather than for all that is installed: setting up takes a third of the time.
export PYTHONDONTWRITEBYTECODE :=

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input install --quiet --no-compile --constraint constraints.txt

.PHONY: chat test check bench faults lint quality security

chat: .venv/onrecord
	@$(BIN)/onrecord index seeds
	@$(BIN)/onrecord serve --port $(PORT)

test: .venv/onrecord-test
	@$(BIN)/pytest

check: lint .venv/onrecord-security
	@$(BIN)/pytest -m "not bench"

bench: .venv/onrecord-bench
	@TORCH_INDEX='$(TORCH_INDEX)' $(BIN)/pytest tests/bench -m bench -s

lint: .venv/onrecord-check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

quality: .venv/onrecord-test
	@$(BIN)/pytest -m quality -s

faults: .venv/onrecord-test
	@FULL='$(FULL)' $(BIN)/pytest -m faults -s

security: .venv/onrecord-security
	@$(BIN)/pytest tests/security -m "" -s

# Setting up. Each step leaves a stamp, so that it is taken once, and again when what it read has changed.

# $(call step,what it does,commands): does it quietly; then says how long it took and how much larger .venv became.
define step
@printf '%s ... ' '$(1)'; began=$$(date +%s); before=$$(du -sk .venv 2>/dev/null | cut -f1); \
if output=$$( { $(2); } 2>&1 ); \
then echo "$$(($$(date +%s) - began)) s, $$((($$(du -sk .venv | cut -f1) - $${before:-0}) / 1024)) MB"; touch $@; \
else printf 'failed\n%s\n%s\n' "$$output" '$(1) failed for the reason above; run make again when that is mended.'; exit 1; fi
endef

.venv/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	{ echo 'Python 3.11 or newer is needed, and $(PYTHON) is not one: install it, or name one, as in: make chat PYTHON=python3.12'; exit 1; }
	$(call step,Making .venv,$(PYTHON) -m venv .venv && $(PIP) pip setuptools)

.venv/torch: .venv/python
	$(call step,Installing PyTorch (the largest part),$(PIP) $(addprefix --extra-index-url ,$(TORCH_INDEX)) torch)

.venv/onrecord: .venv/torch pyproject.toml constraints.txt
	$(call step,Installing onrecord and what it runs on,$(PIP) --no-build-isolation --editable .)

.venv/onrecord-test: .venv/onrecord
	$(call step,Installing what its tests need,$(PIP) --no-build-isolation --editable '.[test]')

.venv/onrecord-security: .venv/onrecord-test
	$(call step,Installing what attacks it,$(PIP) --no-build-isolation --editable '.[security]')

.venv/onrecord-bench: .venv/onrecord-test
	$(call step,Installing what draws its measurements,$(PIP) --no-build-isolation --editable '.[bench]')

.venv/onrecord-check: .venv/onrecord-test
	$(call step,Installing what its gate needs,$(PIP) --no-build-isolation --editable '.[check]')
