# quota-audit: build, try, test. `make help` lists the targets.

# zlib inflates, SQLite keeps the history. All else comes with Swift.
PACKAGES = zlib1g-dev libsqlite3-dev
# Inflates several times as fast; where it cannot be had, zlib does it alone.
OPTIONAL_PACKAGES = libisal-dev
PREFIX ?= /usr/local
SECONDS ?= 300
BIN = .build/release/quota-audit
# The nested package takes the versions of this one. Its build folder is its own: in a shared one, the
# build plan kept from the one package is taken for that of the other.
MICRO = cp Package.resolved Benchmarks 2>/dev/null; \
  swift run $(TRAITS) --package-path Benchmarks --scratch-path .build/benchmarks

# Asked when a recipe runs, as `deps` may have installed it just before. TRAITS= builds without.
TRAITS ?= $$(pkg-config --exists libisal 2>/dev/null && echo "--traits ISAL")

.PHONY: help demo test browser spark lint tsan fuzz release dist install man deps bench micro clean

help: ## List the targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile

demo: release ## Audit the demo night in fixtures/demo and say where the report is
	@$(BIN) audit --policy fixtures/demo/policy.yaml --fail-on never --out demo-report fixtures/demo/logs
	@echo "Open $(CURDIR)/demo-report/report.html in a browser."
	@echo "The program is $(CURDIR)/$(BIN); to call it by name: export PATH=\"$(CURDIR)/.build/release:\$$PATH\""

test: deps ## Build everything in debug and run all tests
	swift build $(TRAITS) --build-tests
	swift test $(TRAITS) --skip-build

browser: deps ## Check pages in headless Chromium, where it can be had
	swift build $(TRAITS) --build-tests
	rm -rf .build/pages
	.build/debug/quota-audit audit --quiet --policy fixtures/demo/policy.yaml --fail-on never \
	  --time-zone America/New_York --out .build/pages/demo fixtures/demo/logs
	.build/debug/quota-audit request --group "Meridian Campus Attendance" --email partner@example.org \
	  --policy fixtures/demo/policy.yaml --out .build/pages/request fixtures/demo/logs >/dev/null
	python3 Tests/Browser/month.py >.build/pages/month.log
	printf 'groups: {Acme - Rosters: {production: true, calls_per_day: 300}}\n' >.build/pages/month.yaml
	.build/debug/quota-audit request --group "Acme - Rosters" --email partner@example.org \
	  --policy .build/pages/month.yaml --out .build/pages/month .build/pages/month.log >/dev/null
	Tests/Browser/run .build/pages/demo/report.html .build/pages/request/request.html \
	  .build/pages/month/request.html \
	  fixtures/cases/hostile-names/expected/report.html || [ $$? = 3 ]

spark: deps ## Hold the Spark job against the audit, where Java 17 and PyPI can be had
	swift build $(TRAITS) --build-tests
	Tests/Spark/run .build/debug/quota-audit || [ $$? = 3 ]

lint: ## Check the style
	swift format lint --strict --recursive --parallel Package.swift Sources Tests Fuzz \
	  Benchmarks/Package.swift Benchmarks/Sources

tsan: deps ## Run the tests of the pipeline under thread sanitizer, some minutes
	swift test $(TRAITS) --sanitize=thread --scratch-path .build-tsan --filter AuditPipelineTests

fuzz: ## Fuzz formats and lines, SECONDS each (300)
	Fuzz/run $(SECONDS)

release: deps ## Build the release binary
	swift build $(TRAITS) -c release --product quota-audit

dist: deps ## Build the release that runs without Swift, packed with licences, in dist
	deploy/dist/build

install: release man ## Install program, manual and completions below PREFIX
	install -D -m 755 $(BIN) $(DESTDIR)$(PREFIX)/bin/quota-audit
	install -D -m 644 .build/man/quota-audit.1 $(DESTDIR)$(PREFIX)/share/man/man1/quota-audit.1
	mkdir -p $(DESTDIR)$(PREFIX)/share/bash-completion/completions \
	  $(DESTDIR)$(PREFIX)/share/zsh/site-functions $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	$(BIN) --generate-completion-script bash > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/quota-audit
	$(BIN) --generate-completion-script zsh > $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_quota-audit
	$(BIN) --generate-completion-script fish > $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/quota-audit.fish

man: deps ## Write the manual page from the argument definitions
	mkdir -p .build/man
	swift package $(TRAITS) --allow-writing-to-package-directory generate-manual --output-directory .build/man

bench: release ## Compare with other programs on 3,000,000 lines, then measure stage by stage
	Benchmarks/compare
	$(MICRO) -c release micro --check

micro: deps ## Run the micro benchmarks once through, in debug
	$(MICRO) micro --tiny

deps: ## Install missing development packages (Debian, Ubuntu)
	@if command -v dpkg-query >/dev/null 2>&1; then \
	  missing=; \
	  for package in $(PACKAGES); do \
	    dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
	  done; \
	  if [ -n "$$missing" ]; then \
	    sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	    echo "Installing$$missing"; \
	    $$sudo apt-get update -qq && $$sudo apt-get install -y -qq $$missing || { \
	      echo "Could not install$$missing: please install them and try again." >&2; exit 1; }; \
	  fi; \
	  for package in $(OPTIONAL_PACKAGES); do \
	    dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' && continue; \
	    sudo=; [ "$$(id -u)" = 0 ] || sudo="sudo -n"; \
	    $$sudo apt-get install -y -qq $$package >/dev/null 2>&1 || echo "Doing without $$package"; \
	  done; \
	fi

clean: ## Remove everything that was built
	rm -rf .build .build-tsan demo-report dist
