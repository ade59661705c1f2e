# make          build stet and the sample site, and print the audit
# make test     all tests (GOLD=DIR and DATA=DIR add the tests on real articles and records)
# make check    format, vet, staticcheck, tests: what a commit has to pass
# make eval     score the claim finder on the project's own labelled prose, and on a gold set in GOLD=DIR
# make eval-update   the same, and keep the figures that later ones are compared with
# make eval-matching   score the matching on lay sentences, and with DATA=DIR on claims worded from its records
# make site-checks   axe and the Nu HTML checker on all pages of the sample sites (from npm, for development)
# make eval-references   compare how references are written with citeproc (from npm, for development), with DATA=DIR on real records
# make screenshots   make the pictures of the README anew (needs Chromium)
# make bench    benchmarks, and whole builds of generated sites
# make bench-serve   how long it takes from an edit to the page in the preview, beside hugo server where there is one
# make clean    remove what make made

GO          ?= go
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
GOLD        ?=
DATA        ?=
TESTFLAGS   ?=
# The least figures, of the project's own labelled prose and of real articles.
OWN         := internal/claim/testdata/gold
FIGURES     := $(OWN)/figures.json
OWN_FLOORS  := sentence=.985,journal_year=.98,author_year=.97,ids=.98,kind=.95
FLOORS      := sentence=.985,journal_year=.99,journal_year.precision=.99,author_year=.99,ids=.97,kind=.97
# Tests run in the folders of their packages.
export GOLD_DIR := $(if $(GOLD),$(abspath $(GOLD)))
export DATA_DIR := $(if $(DATA),$(abspath $(DATA)))

.PHONY: all stet site test tools check fmt eval eval-update eval-matching site-checks eval-references screenshots bench bench-serve clean help

all: site
	@./stet audit --fail-on never

stet:
	$(GO) build -trimpath -o stet ./cmd/stet

site: stet
	./stet build

test: tools
	GOLD=$(GOLD_DIR) DATA=$(DATA_DIR) $(GO) test $(TESTFLAGS) ./...

# The browser test needs Chromium: it is installed where that can be done, and
# the test says what it skipped where it cannot.
tools:
	@sh .ci/chromium

check: fmt
	$(GO) vet ./...
	$(GO) run $(STATICCHECK) ./...
	@$(MAKE) --no-print-directory test

fmt:
	@bad=$$(gofmt -l cmd internal templates static); test -z "$$bad" || { echo "not formatted (gofmt -w): $$bad"; exit 1; }

# No sentence of a gold set may stand in the project: that is a test.
eval: stet
	@./stet eval $(OWN) --figures $(FIGURES) $(UPDATE) --floor $(OWN_FLOORS)
ifneq ($(GOLD),)
	@./stet eval $(GOLD) --figures $(FIGURES) $(UPDATE) --floor $(FLOORS)
	@GOLD=$(GOLD_DIR) $(GO) test -count=1 -run Copies ./internal/eval
endif

eval-update: UPDATE := --update
eval-update: eval

# The tests named here print figures of parts: the subject score, and how well
# journal names are told apart.
eval-matching: stet
	@DATA=$(DATA_DIR) $(GO) test -count=1 -v -run 'Calibration|JournalFigures' ./internal/match ./internal/cite
	@./stet eval --matching $(DATA_DIR) --errors 30

# Programs of others, which the project does not need: what cannot be had is said.
site-checks:
	@GO="$(GO)" sh .ci/site-checks

screenshots:
	@GO="$(GO)" sh .ci/screenshots

eval-references:
	@GO="$(GO)" DATA=$(DATA_DIR) sh .ci/references

bench-serve:
	$(GO) run ./internal/bench/serve

bench:
	$(GO) test -run '^$$' -bench . -benchmem ./internal/...
	$(GO) run ./internal/bench/run

clean:
	rm -rf stet public

help:
	@sed -n 's/^# \(make\)/\1/p' Makefile
