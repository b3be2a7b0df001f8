# One environment, one source of versions: constraints.txt. Everything a target needs it sets up itself.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
