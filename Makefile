# `make help` lists what there is. Every target sets up what it needs on a Debian machine that has Swift.

REPO ?=
ARGS ?=
PREFIX ?= /usr/local
DESTDIR ?=
REPOS ?=
BENCH_ARGS ?=
SWIFT ?= swift

.PHONY: help scan test test-asan test-deb install build dist deb bench setup setup-tests format clean
.DEFAULT_GOAL := help

help:
	@echo "make scan [REPO=path] [ARGS='-f json']   scan a repository; exit status as below"
	@echo "make test                                build and run all tests"
	@echo "make test-asan                           the same with the address sanitiser"
	@echo "make install [PREFIX=/usr/local]         one self-contained executable"
	@echo "make dist | deb                          an archive, a Debian package, in .build/packages"
	@echo "make test-deb                            install that package in a bare system (needs root)"
	@echo "make bench REPOS='path path'             measure against git and peers, into docs/benchmarks.md"
	@echo "make setup | format | clean"

# make answers a failed recipe with its own status 2 and a line 'Error N': that N is leakage's exit status.
scan: setup
	@program=$$(scripts/build-release) && { "$$program" scan $(ARGS) $(if $(REPO),-- "$(REPO)"); status=$$?; } || exit 4; \
	case $$status in \
	  0) ;; \
	  1) echo "(findings: leakage's exit status 1, which make calls an error below)" >&2 ;; \
	  3) echo "(incomplete: leakage's exit status 3, which make calls an error below)" >&2 ;; \
	esac; \
	exit $$status

test: setup-tests
	$(SWIFT) test

test-asan: setup-tests
	mkdir -p .build-asan
	cc -c scripts/asan-options.c -o .build-asan/asan-options.o
	ASAN_OPTIONS=detect_leaks=0 \
	  $(SWIFT) test --sanitize=address --scratch-path .build-asan -Xlinker $(CURDIR)/.build-asan/asan-options.o

build: setup
	@scripts/build-release

install: setup
	@program=$$(scripts/build-release) && \
	  scripts/lay-out "$$program" "$(DESTDIR)$(PREFIX)" && \
	  echo "installed $(DESTDIR)$(PREFIX)/bin/leakage; shared libraries that it needs:" && \
	  ldd "$(DESTDIR)$(PREFIX)/bin/leakage"

# Into .build/packages.
dist: setup
	@program=$$(scripts/build-release) && scripts/package tar "$$program" .build/packages

deb:
	@scripts/setup --with-packaging
	@program=$$(scripts/build-release) && scripts/package deb "$$program" .build/packages

test-deb:
	@scripts/setup --with-packaging
	@program=$$(scripts/build-release) && file=$$(scripts/package deb "$$program" .build/packages) && \
	  scripts/test-deb "$$file"

bench: setup
	@test -n "$(REPOS)" || { echo "error: no repositories given" >&2; \
	  echo "  help: make bench REPOS='path/to/one path/to/other'" >&2; exit 2; }
	@program=$$(scripts/build-release) && scripts/bench --install-peers --leakage "$$program" $(BENCH_ARGS) $(REPOS)

setup:
	@scripts/setup

setup-tests:
	@scripts/setup --with-tests

format:
	$(SWIFT) format --in-place --recursive --parallel Package.swift Plugins Sources Tests

clean:
	rm -rf .build .build-asan .bench .venv
