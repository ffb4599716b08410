# Everything the README's two commands do stands here. `make help` lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help install up down status test lint bench fuzz lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(VENV)/.installed ## make the environment in .venv from the hash-pinned lock

$(VENV)/.installed: requirements.lock requirements-dev.lock requirements-tool.lock pyproject.toml deploy/install.sh
	@bash deploy/install.sh "$(PYTHON)" "$(VENV)"
	@touch $@

up: $(VENV)/.installed ## start Airflow, collect, build, publish and serve; REPORT=file gives the report's page, LIVE=1 asks the publishers
	@$(BIN)/python -m deploy.local up $(if $(REPORT),--report "$(REPORT)") $(if $(LIVE),--live)

down: ## stop everything `make up` started
	@if [ -x $(BIN)/python ]; then $(BIN)/python -m deploy.local down; fi

status: $(VENV)/.installed ## print where each numeric target stands
	@$(BIN)/duixian status

test: $(VENV)/.installed ## run the whole test suite with coverage
	@bash deploy/test.sh

lint: $(VENV)/.installed ## style, types and who may import whom
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

bench: $(VENV)/.installed ## measure speed, growth and ratios; READ=10000 reads so many documents instead of 1000
	@$(BIN)/python -m bench $(if $(READ),--documents $(READ))

fuzz: $(VENV)/.installed ## try every pattern, read 100,000 damaged documents; N=number of them, SEED=where to begin
	@$(BIN)/python -m bench.patterns
	@$(BIN)/python -m bench.fuzz $(or $(N),100000) $(or $(SEED),1)

lock: $(VENV)/.installed ## renew the lock files from pyproject.toml
	@bash deploy/lock.sh

clean: down ## remove the environment and everything collected
	rm -rf $(VENV) data dist build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage*
