# The habits of this project: CI runs these very lines.
.PHONY: site serve test lint toolchain browser

HOCTAP := cargo run --release --quiet --bin hoctap --

## Builds the real site into public/.
site: toolchain
	cargo build --release
	$(HOCTAP) build
	@echo "The site is in public/. To look at it: make serve"

## Shows the site on this machine; follows edits.
serve: toolchain
	$(HOCTAP) serve

## Everything that CI checks.
test: lint browser
	cargo test --workspace

lint: toolchain
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings
	cargo clippy --package wasm-check --target wasm32-unknown-unknown -- -D warnings

## What the build needs beyond a plain Rust: generator/build.rs says why. Does nothing where it is there.
toolchain:
	@! command -v rustup >/dev/null || rustup --quiet target add wasm32-unknown-unknown
	@! command -v rustup >/dev/null || rustup --quiet component add rust-src rustfmt clippy

## The browser of the tests, with the fonts that they measure. Installs them where it may.
browser:
	@if command -v "$${HOCTAP_CHROMIUM:-chromium}" && command -v "$${HOCTAP_CHROMEDRIVER:-chromedriver}"; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get; then \
		apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends chromium chromium-driver \
			fonts-dejavu-core fonts-liberation; \
	else \
		echo "The tests need Chromium and its chromedriver." >&2; \
		echo "Debian: sudo apt-get install chromium chromium-driver" >&2; \
		echo "Elsewhere: install both, of one version, and name them in HOCTAP_CHROMIUM and HOCTAP_CHROMEDRIVER." >&2; \
		exit 1; \
	fi >/dev/null
