# One environment, one source of versions: constraints.txt. Every target sets up what it needs itself.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
FILE ?= samples
OUT ?= out
LABELS ?= annotations/real
DOCUMENTS ?= ../shared/corpus
YUSUAN_LANG ?=
LANG_ARG := $(if $(YUSUAN_LANG),--lang $(YUSUAN_LANG))

.PHONY: demo test golden lint types unit test-slow fuzz sbom benchmark evaluate train constraints clean

## The main job on the sample archive (or FILE=path): fields and findings as tables, results under OUT.
demo: $(VENV)/.tagger
	@mkdir -p $(OUT)
	@$(BIN)/yusuan $(LANG_ARG) extract $(FILE)
	@$(BIN)/yusuan $(LANG_ARG) reconcile $(FILE)
	@$(BIN)/yusuan $(LANG_ARG) extract $(FILE) --json --out $(OUT)/results.jsonl
	@echo
	@echo "结果文件 / result file: $(OUT)/results.jsonl   (JSON Schema: $(BIN)/yusuan schema)"

## Lint, types and the fast tests (FILE=tests/values for a part).
test: lint types unit

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

unit: $(VENV)/.dev
	$(BIN)/python -m pytest -n 2 -m "not slow" $(if $(filter-out samples,$(FILE)),$(FILE))

test-slow: $(VENV)/.dev
	$(BIN)/python -m pytest -m slow

## Bent inputs for every reader, grammar and importer, each for SECONDS (docs/reliability.md).
fuzz: $(VENV)/.dev
	$(BIN)/python -m tests.fuzz all --runs 1000000 --seconds $(or $(SECONDS),60)

## What is installed, with versions and licences, as a CycloneDX bill of materials.
sbom: $(VENV)/.dev
	@mkdir -p $(OUT)
	$(BIN)/python scripts/licences.py --sbom > $(OUT)/sbom.json

## Write tests/samples/golden anew from the sample archive; read the difference before committing it.
golden: $(VENV)/.dev
	YUSUAN_WRITE_GOLDEN=1 $(BIN)/python -m pytest -q tests/samples

## Seconds of each stage on one document: make benchmark FILE=document.txt
benchmark: $(VENV)/.core
	$(BIN)/python scripts/benchmark.py $(FILE)

## Exact-match accuracy of every field on the labelled documents.
evaluate: $(VENV)/.tagger
	$(BIN)/yusuan $(LANG_ARG) evaluate $(LABELS) --documents $(DOCUMENTS)

## Train the token classifier anew, of written and confirmed narratives; real ones judge it.
CONFIRMED := $(foreach round,1 2 3 4 5 6 7 9 10 11 12 13 15 16 17 18,annotations/fresh/round-$(round).jsonl)
HAND := annotations/written/hand.jsonl
# What people wrote teaches more than what was generated: it is read more often.
TIMES = $(foreach time,$(1),$(2))
WRITTEN := $(OUT)/written/train.jsonl $(call TIMES,1 2 3 4 5 6,$(HAND)) $(call TIMES,1 2 3 4,$(OUT)/confirmed.jsonl)
JUDGED := --dev annotations/written/dev.jsonl --dev $(HAND)
train: $(VENV)/.train
	$(BIN)/python -m nlp.annotate.written --per-family 45 --out $(OUT)/written
	$(BIN)/python scripts/confirm_cases.py $(CONFIRMED) --documents tests/whole/documents \
	  --taggers rules model --out $(OUT)/confirmed.jsonl
	$(BIN)/yusuan $(LANG_ARG) train $(WRITTEN) $(JUDGED) \
	  --test annotations/written/test.jsonl --test $(HAND) --out $(OUT)/tagger

$(VENV)/.pip:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "yusuan needs Python 3.11 or newer: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.core: $(VENV)/.pip pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.tagger: $(VENV)/.core
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[tagger]'
	@touch $@

$(VENV)/.dev: $(VENV)/.core
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[annotate,archive,datasets,dev,notebooks,tagger]'
	@touch $@

# torch alone first: named exactly, it is the build without CUDA where pip is told of one.
$(VENV)/.train: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'torch==2.13.0'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[train,plots]'
	@touch $@

## Write constraints.txt anew from what is installed and tested now, training included (the extra `ocr` is not).
constraints: $(VENV)/.train
	@echo "# What was tested, for Python 3.11 and newer. Made by \`make constraints\`; pyproject.toml holds the ranges." > constraints.txt.new
	$(BIN)/python -m pip freeze --exclude-editable | sed 's/+cpu$$//' >> constraints.txt.new
	mv constraints.txt.new constraints.txt

clean:
	rm -rf $(VENV) $(OUT) .mypy_cache .ruff_cache .pytest_cache .hypothesis
