# Every command a person needs. `make help` lists them.
SHELL := /bin/sh
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
ROOMS := libs services tools tests

.PHONY: help setup demo up down test lint types fmt bench faults soak migrate topics docs sentiment picture image compose-check k8s-check lock clean

help: ## this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## the environment in .venv (everything else calls it)
	@$(PYTHON) tools/setup.py

demo: setup ## start everything, watch a conversation, leave the phone open (Ctrl-C ends)
	@$(BIN)/python -m wardbell_stack fetch
	@$(BIN)/wardbell demo

up: setup ## the same in the background; settings in build/up.env (KEEP=1 keeps the data)
	@$(BIN)/python -m wardbell_stack fetch
	@$(BIN)/wardbell up

down: ## stop what `up` started
	@if [ -x $(BIN)/wardbell ]; then $(BIN)/wardbell down; else echo "nothing is up"; fi

test: setup ## all tests, against a real Kafka and Postgres (ARGS="-k name")
	@$(BIN)/python -m wardbell_stack fetch
	@$(BIN)/pytest --numprocesses 3 --dist loadfile --no-loadscope-reorder $(ARGS)

lint: setup types ## ruff, import rules, SQL, YAML
	@$(BIN)/ruff check $(ROOMS)
	@$(BIN)/ruff format --check $(ROOMS)
	@$(BIN)/lint-imports --no-cache >build/imports.txt 2>&1 || { cat build/imports.txt; exit 1; }
	@$(BIN)/squawk libs/*/migrations/*.sql services/*/migrations/*.sql
	@$(BIN)/yamllint -s .

types: setup ## mypy --strict
	@mkdir -p build
	@$(BIN)/mypy libs/*/wardbell_* services/*/wardbell_* tools/*/wardbell_*

fmt: setup ## put the code in shape
	@$(BIN)/ruff check --fix $(ROOMS)
	@$(BIN)/ruff format $(ROOMS)

bench: setup ## figures beside the bare loop, to build/bench.json (ONLY=name,...)
	@$(BIN)/python -m wardbell_bench $(if $(ONLY),--only $(ONLY))

faults: setup ## kill -9 everything while patients chat and book; build/faults.json (BREAK=inbox|ack|exclusion must fail)
	@$(BIN)/python -m wardbell_faults $(if $(SEED),--seed $(SEED)) $(if $(ONLY),--only $(ONLY)) $(if $(BREAK),--break $(BREAK))

soak: export REMINDERS_VISITS ?= 2000
soak: export WEBHOOK_PATIENTS ?= 500
soak: export WHIMS ?= 40
soak: export SENDING_SCRIPTS ?= 40
soak: export KILLS_AT_AWAITS ?= 1000
soak: setup ## the long forms of tests: webhooks, a month of reminders, whims, scripts of sends, kills at every await
	@$(BIN)/python -m wardbell_stack fetch
	@$(BIN)/pytest tests/e2e/test_ten_thousand.py tests/e2e/test_whims.py services/reminders/tests/test_a_month.py \
		tests/faults/test_sending_scripts.py tests/faults/test_sender_killed_at_awaits.py

migrate: setup ## bring all schemas up to date
	@$(BIN)/wardbell migrate

topics: setup ## create missing topics
	@$(BIN)/wardbell topics apply

docs: setup ## renew generated pages, golden schemas, examples, manifests, dashboards
	@$(BIN)/python -m wardbell_events.golden --write
	@$(BIN)/python -m wardbell_deploy generate

sentiment: setup ## train the weights by which feedback reads comments, and their model card
	@$(BIN)/python -m wardbell_sentiment

picture: setup ## renew the README's phone: a booking, in a headless Chromium
	@$(BIN)/python -m wardbell_stack fetch
	@$(BIN)/python -m wardbell_cli.picture

image: setup ## the container image wardbell:local
	@$(BIN)/python -m wardbell_deploy image

compose-check: setup ## start docker-compose.yml for real, and let a patient book
	@$(BIN)/python -m wardbell_stack fetch
	@$(BIN)/python -m wardbell_deploy compose-check

k8s-check: setup ## manifests against schemas, rules, checkov and a real API server (needs Go)
	@$(BIN)/python -m wardbell_deploy k8s-check

lock: setup ## renew requirements.lock from all pyproject.toml
	@$(PYTHON) tools/lock.py

clean: down ## remove what was built here (the environment stays)
	@rm -rf build
