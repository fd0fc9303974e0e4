//! The sizes that were promised, measured here once more, without the generator's own rulers.

use std::io::Write;

use engine::{ENGINES, Engine, Page};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::support::real::{Copy, Real, real_site};

/// The first round trip of a new connection.
const GUIDANCE_PAGE: usize = 14_600;
const MEDIAN_GUIDANCE_PAGE: usize = 8 * 1024;
const MODULE: usize = 36 * 1024;
const WHOLE_CHECK: usize = 55 * 1024;
/// The book of a self-check: its page, styles, script and module.
const WHOLE_BOOK: usize = 80 * 1024;
const SINGLE_FILE_RAW: usize = 180 * 1024;
const WORKER_WITHOUT_LIST: usize = 2560;

/// What a file costs on the way: `gzip -9`.
fn zipped(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory takes it");
    encoder.finish().expect("memory takes it").len()
}

fn size(real: &Real, path: &str) -> usize {
    zipped(&real.files[path])
}

/// A page and the styles that it links.
fn with_styles(real: &Real, path: &str) -> usize {
    let styles = real.text(path).split("<link rel=\"stylesheet\" href=\"").skip(1);
    let names = styles.filter_map(|rest| rest.split('"').next()).map(|href| href.rsplit('/').next().unwrap_or(href));
    size(real, path) + names.map(|name| size(real, name)).sum::<usize>()
}

/// Every page that explains or teaches, with the style that it needs; dearest last.
fn guidance_pages(real: &Real) -> Vec<(usize, &str)> {
    let mut pages: Vec<_> = real
        .pages()
        // What is only printed is no page to read on the way, and the search page is none at all.
        .filter(|(path, html)| {
            !is_check(html)
                && !html.contains("data-tally=")
                && !html.contains("data-book=")
                && !html.contains("content=\"noindex\"")
                && *path != "tim-kiem/index.html"
        })
        .map(|(path, _)| (with_styles(real, path), path))
        .collect();
    pages.sort_unstable();
    pages
}

fn is_check(html: &str) -> bool {
    html.contains("data-check=")
}

/// The largest check and all that it needs, with the page's path.
fn whole_check(real: &Real) -> (usize, &str) {
    let parts = [("check-", ".js"), ("check-", ".wasm"), ("offline-", ".js")];
    let parts: usize = parts.iter().map(|(start, end)| size(real, real.hashed(start, end))).sum();
    let checks = real.pages().filter(|(path, html)| is_check(html) && path.contains("tu-kiem-tra/"));
    let largest = checks.map(|(path, _)| (with_styles(real, path), path)).max().expect("the real site has checks");
    (parts + largest.0, largest.1)
}

/// The largest file that travels alone.
fn single_file(real: &Real) -> (usize, &str) {
    let files = real.files.iter().filter(|(path, _)| path.starts_with("mang-theo/"));
    files.map(|(path, bytes)| (bytes.len(), path.as_str())).max().expect("the real site has files to carry")
}

fn worker_without_list(real: &Real) -> usize {
    let worker = real.text("sw.js");
    let start = worker.find("[[\"").expect("sw.js holds a list");
    let end = start + worker[start..].find("]]").expect("the list has an end") + 2;
    zipped(format!("{}[]{}", &worker[..start], &worker[end..]).as_bytes())
}

#[test]
fn every_guidance_page_with_its_style_fits_the_first_round_trip() {
    for (size, path) in guidance_pages(real_site()) {
        assert!(size <= GUIDANCE_PAGE, "{path}: {size} of {GUIDANCE_PAGE}");
    }
}

#[test]
fn the_median_guidance_page_is_half_of_that() {
    let pages = guidance_pages(real_site());
    let (size, path) = pages[pages.len() / 2];
    assert!(size <= MEDIAN_GUIDANCE_PAGE, "{path}: {size} of {MEDIAN_GUIDANCE_PAGE}");
}

#[test]
fn the_module_is_small() {
    let real = real_site();
    let size = size(real, real.hashed("check-", ".wasm"));
    assert!(size <= MODULE, "{size} of {MODULE}");
}

#[test]
fn the_modules_of_all_other_pages_are_small() {
    for Engine { name, module, .. } in ENGINES.iter().filter(|engine| !matches!(engine.page, Page::Check | Page::Book))
    {
        let size = zipped(module);
        assert!(size <= MODULE, "{name}: {size} of {MODULE}");
    }
}

#[test]
fn a_whole_book_is_small() {
    let real = real_site();
    let parts: usize = [".js", ".wasm"].iter().map(|end| size(real, real.hashed("book-", end))).sum();
    let books = real.pages().filter(|(_, html)| html.contains("data-book="));
    let largest = books.map(|(path, _)| with_styles(real, path)).max().expect("the real site has books");
    assert!(parts + largest <= WHOLE_BOOK, "{parts} and {largest} of {WHOLE_BOOK}");
}

#[test]
fn a_whole_check_is_small() {
    let (size, _) = whole_check(real_site());
    assert!(size <= WHOLE_CHECK, "{size} of {WHOLE_CHECK}");
}

#[test]
fn the_single_file_can_be_sent_in_a_chat() {
    let (size, _) = single_file(real_site());
    assert!(size <= SINGLE_FILE_RAW, "{size} of {SINGLE_FILE_RAW}");
}

#[test]
fn the_worker_is_small_without_its_list() {
    let size = worker_without_list(real_site());
    assert!(size <= WORKER_WITHOUT_LIST, "{size} of {WORKER_WITHOUT_LIST}");
}

#[test]
fn the_real_site_does_not_build_when_a_page_grows_too_heavy() {
    let copy = Copy::new();
    let mut dice = 1_u32;
    let mut noise = || {
        dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        format!("{:x} ", dice >> 4)
    };
    // Words that do not compress: about twice the budget.
    let words: Vec<String> = (0..6_000).map(|_| noise()).collect();
    copy.replace("content/articles/mai-lam.md", "\n+++\n", &format!("\n+++\n{}\n\n", words.concat()));
    let outcome = copy.try_build("heavy").exits(1);
    assert!(outcome.stderr.contains("bai-viet/mai-lam/index.html:1:1: lỗi[over-budget]"), "{}", outcome.stderr);
}

#[test]
fn the_table_that_the_build_prints_says_the_same() {
    let real = real_site();
    let pages = guidance_pages(real);
    let (largest, median) = (pages[pages.len() - 1], pages[pages.len() / 2].0);
    let module = real.hashed("check-", ".wasm");
    let expected = [
        (largest.0, largest.1),
        (size(real, module), module),
        whole_check(real),
        single_file(real),
        (worker_without_list(real), "sw.js"),
    ];
    let printed = printed_table(real);
    for row in expected {
        assert!(printed.contains(&row), "{row:?} is not in what the build printed:\n{}", real.printed);
    }
    // Of a large site only the pages that are in the middle by their raw size are compressed.
    let (printed_median, path) = printed[1];
    assert_eq!(printed_median, with_styles(real, path), "{path}");
    assert!(printed_median.abs_diff(median) < 50, "{printed_median} is printed as the median, {median} is measured");
}

/// The rows of the table, sizes and files: `✓ what it is   8163 /   14600 B  the/file.html`.
fn printed_table(real: &Real) -> Vec<(usize, &str)> {
    let row = |line| -> Option<(usize, &str)> {
        let (left, right): (&str, &str) = str::split_once(line, " / ")?;
        let measured = left.split_whitespace().last()?.parse().ok()?;
        Some((measured, right.split_whitespace().last()?))
    };
    real.printed.lines().filter_map(row).collect()
}
