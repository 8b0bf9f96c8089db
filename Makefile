# Everything a person needs: `make demo` and `make test` set up what they use themselves.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
SEATS ?=

.PHONY: help setup demo demo-items demo-room test test-crash test-faults fuzz bench check format messages lock clean

help:            ## What there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

setup: $(VENV)/.ready  ## Debian packages and the locked Python environment

$(VENV)/.ready: installer/locks/development.txt installer/debian-packages.txt installer/setup-debian
	PYTHON=$(PYTHON) installer/setup-debian
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r installer/locks/development.txt
	touch $@

demo: setup      ## The main job from end to end; SEATS=40 runs a larger room without windows
	$(BIN)/python -m tests.demo $(if $(SEATS),--seats $(SEATS))

demo-items: setup  ## One picture per kind of question, answered by mouse and by keyboard, in build/demo-items
	$(BIN)/python -m tests.demo_items

demo-room: setup  ## A room of 40 with room node and console, and a day in which everything goes wrong
	$(BIN)/python -m tests.demo_room $(if $(SEATS),--seats $(SEATS))

test: setup check  ## Style, types, house rules and all tests
	$(BIN)/python -m pytest

test-crash: setup  ## At least 200 kills of the real workstation process
	$(BIN)/python -m tests.crash

test-faults: setup  ## At least 2,000 random exam days: drops, kills, moves, sticks, clocks
	$(BIN)/python -m tests.faults

fuzz: setup      ## Fuzz every reader of strangers' files, ten minutes each (two hours)
	$(BIN)/python -m tests.fuzz

bench: setup     ## Speed and memory as ratios, in build/bench.json
	$(BIN)/python -m tests.bench

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy question_packs desktop_app sync_server
	$(BIN)/lint-imports

format: setup    ## Put the code in its common form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: setup      ## Renew the locked requirements
	installer/lock

clean:
	rm -rf build $(VENV)

messages: setup  ## Renew the catalogue of the kiosk's texts and compile it
	$(BIN)/python -m tests.gui.catalogue
