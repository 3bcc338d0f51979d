# make chat and make test are all you need at first; both install what they need into .venv the first time.
#
#   make chat      index the sample articles in seeds/, then serve the page and the HTTP interface on this machine
#   make test      run the tests, in less than four minutes on two cores
#
# To work on the code:
#
#   make check     everything that must pass before a change is merged: make test, make lint and make thorough
#   make lint      style, types and layers
#   make thorough  what make test leaves out: the next four together, and more inputs for the property tests
#   make browser   use the page in a headless Chromium as visitors do
#   make faults    kill it, fill its disk, flip bits in its files; FULL=1 tries every step and takes hours
#   make quality   measure the quality of its answers on real collections, and the page's accessibility
#   make security  attack a running server
#   make cluster   run it with PostgreSQL, an engine and nodes of Ray, which come with packages; apart from make check, for its minutes;
#                  ENGINE=milvus runs the dense half of the engine's tests against Milvus 2.3.5
#   make bench     measure its speed, beside other tools
#
# Options: PORT and ONRECORD_HOME for make chat, WORKERS for tests that run side by side, PYTHON for the interpreter,
# TORCH_INDEX for the address of a package index to take PyTorch from.

PYTHON ?= python3
PORT ?= 8000
ONRECORD_HOME ?= .onrecord
export ONRECORD_HOME
WORKERS ?= 2
TORCH_INDEX ?=

# PyTorch's default build for Linux has CUDA, 4.6 GB of it. Where there is no NVIDIA card, its build for CPUs is taken from
# PyTorch's own index; where that does not answer within seconds, whatever build the package index has.
CPU_TORCH_INDEX := https://download.pytorch.org/whl/cpu
NEEDS_CPU_TORCH = $(shell test "$$(uname)" = Linux && ! test -e /proc/driver/nvidia/version && echo yes)

# Python compiles a module when it is first imported. Compiling all installed packages would triple the time of setting up.
export PYTHONDONTWRITEBYTECODE :=

BIN := .venv/bin
PIP_INSTALL := --disable-pip-version-check --no-input install --quiet --no-compile --constraint constraints.txt
PIP := $(BIN)/python -m pip $(PIP_INSTALL)

# $(call install,arguments): with uv, in a quarter of pip's time, or with pip where uv is not to be had or fails. uv does not
# read pip's settings itself; those of the environment come last in the list and so prevail.
PIP_SETTINGS_FOR_UV := sed -n "s/\\\\n/ /g; s/^[^=]*\\.index-url=/UV_DEFAULT_INDEX=/p; s/^[^=]*\\.extra-index-url=/UV_INDEX=/p; \
	s/^[^=]*\\.find-links=/UV_FIND_LINKS=/p; s/^[^=]*\\.trusted-host=/UV_INSECURE_HOST=/p; \
	s/^[^=]*\\.proxy=/ALL_PROXY=/p; s/^[^=]*\\.cert=/SSL_CERT_FILE=/p"
UV := set -a; eval "$$($(BIN)/python -m pip config list | sort --reverse | $(PIP_SETTINGS_FOR_UV))"; \
	$(BIN)/uv pip install --quiet --no-cache --python $(BIN)/python --index-strategy unsafe-best-match --constraint constraints.txt
install = { ($(UV) $(1)) || $(PIP) $(1); }

# Tests run in $(WORKERS) processes; tests/support/groups.py names the files whose tests stay in one of them.
PYTEST := $(BIN)/pytest --numprocesses $(WORKERS)
SHOW_MEASUREMENTS := -rfEsP

.PHONY: chat test browser check bench cluster faults lint quality security thorough

chat: .venv/onrecord
	@$(BIN)/onrecord index seeds
	@$(BIN)/onrecord serve --port $(PORT)

test: .venv/onrecord-test
	@$(PYTEST) --hypothesis-profile quick

check: test lint thorough

lint: .venv/onrecord-check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/hadolint deploy/Dockerfile
	$(BIN)/kubernetes-validate --strict --quiet deploy/kubernetes.yaml
	$(BIN)/lint-imports & layers=$$!; $(BIN)/mypy; types=$$?; wait $$layers && exit $$types

thorough: .venv/onrecord-security
	@FULL= $(PYTEST) --hypothesis-profile thorough -m 'hypothesis or browser or faults or quality or security' $(SHOW_MEASUREMENTS)

browser: .venv/onrecord-test
	@$(PYTEST) -m 'browser and not quality and not security'

faults: .venv/onrecord-test
	@FULL='$(FULL)' $(PYTEST) -m faults $(SHOW_MEASUREMENTS)

cluster: .venv/onrecord-cluster $(if $(filter milvus,$(ENGINE)),.venv/onrecord-milvus)
	@ENGINE='$(ENGINE)' $(PYTEST) -m cluster $(SHOW_MEASUREMENTS) $(if $(filter milvus,$(ENGINE)),tests/index/store/engines/test_milvus.py)

quality: .venv/onrecord-test
	@$(PYTEST) -m quality $(SHOW_MEASUREMENTS)

security: .venv/onrecord-security
	@$(PYTEST) tests/security -m "" $(SHOW_MEASUREMENTS)

bench: .venv/onrecord-bench
	@TORCH_INDEX='$(TORCH_INDEX)' $(BIN)/pytest tests/bench -m bench -s

# Setting up .venv. Each step leaves an empty file in .venv and runs again when the files it depends on change.

# $(call step,description,commands): run the commands quietly, then print how long they took and how much .venv grew.
define step
@printf '%s ... ' '$(1)'; began=$$(date +%s); before=$$(du -sk .venv 2>/dev/null | cut -f1); \
if output=$$( { $(2); } 2>&1 ); \
then echo "$$(($$(date +%s) - began)) s, $$((($$(du -sk .venv | cut -f1) - $${before:-0}) / 1024)) MB"; touch $@; \
else printf 'failed\n%s\n%s\n' "$$output" '$(1) failed for the reason above. Run make again when it is fixed.'; exit 1; fi
endef

# An interpreter that has pip installs a new one in half the time that it takes to unpack the one that comes with Python.
NEW_VENV = { $(PYTHON) -m venv --without-pip .venv && $(PYTHON) -m pip --python $(BIN)/python $(PIP_INSTALL) pip setuptools; } || \
	{ $(PYTHON) -m venv --clear .venv && $(PIP) pip setuptools; }

.venv/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	{ echo '$(PYTHON) is not Python 3.11 or newer. Install it, or name another interpreter: make chat PYTHON=python3.12'; exit 1; }
	$(call step,Making .venv,$(NEW_VENV) && { $(PIP) --only-binary :all: uv || true; })

TORCH_BUILD = $(if $(TORCH_INDEX),from $(TORCH_INDEX),$(if $(NEEDS_CPU_TORCH),no NVIDIA card here,NVIDIA card or not Linux))
INSTALL_CPU_TORCH = (export PIP_TIMEOUT=5 PIP_RETRIES=0 UV_HTTP_TIMEOUT=5 UV_HTTP_RETRIES=0; \
	$(call install,--no-deps --index-url $(CPU_TORCH_INDEX) torch))
INSTALL_TORCH = $(if $(TORCH_INDEX),$(call install,--extra-index-url $(TORCH_INDEX) torch),\
	$(if $(NEEDS_CPU_TORCH),{ $(INSTALL_CPU_TORCH) || $(call install,torch); },$(call install,torch)))

# What nothing here uses: what the packages are tested with, 155 MB, most of it of PyTorch's build for CPUs, and its compiler and
# headers for extensions in C++, 70 MB.
UNUSED := $(addprefix .venv/lib/python3*/site-packages/,torch/test torch/bin/test_* torch/bin/protoc* torch/include \
	pandas/tests pyarrow/tests)

.venv/torch: .venv/python
	$(call step,Installing PyTorch (the largest part),$(INSTALL_TORCH) && rm -rf $(UNUSED))
	@$(BIN)/python -c 'from importlib.metadata import version; print("PyTorch", version("torch"), "($(TORCH_BUILD))")'

.venv/onrecord: .venv/torch pyproject.toml constraints.txt
	$(call step,Installing onrecord and its dependencies,$(call install,--no-build-isolation --editable .) && rm -rf $(UNUSED))

.venv/onrecord-test: .venv/onrecord
	$(call step,Installing the dependencies of the tests,$(call install,--no-build-isolation --editable '.[test]'))

.venv/onrecord-security: .venv/onrecord-test
	$(call step,Installing the dependencies of the security tests,$(call install,--no-build-isolation --editable '.[security]'))

.venv/onrecord-cluster: .venv/onrecord-test
	$(call step,Installing PostgreSQL and milvus-lite and Ray with their clients,$(call install,--no-build-isolation --editable '.[cluster-test]'))

# Milvus 2.3.5 is the newest that comes as a package: a server that needs no container, for vectors and without sparse ones.
.venv/onrecord-milvus: .venv/onrecord-cluster
	$(call step,Installing Milvus,$(call install,milvus))

.venv/onrecord-bench: .venv/onrecord-test
	$(call step,Installing the dependencies of the benchmarks,$(call install,--no-build-isolation --editable '.[bench]'))

.venv/onrecord-check: .venv/onrecord-test
	$(call step,Installing the linters and type checkers,$(call install,--no-build-isolation --editable '.[check]'))
