//! `mang-theo/cdht.html`: one file in a chat or on a stick, opened from the disk, alone.

use std::fs;

use tempfile::TempDir;

use crate::check::Check;
use crate::support::browser::{Phone, pages_of};
use crate::support::real::real_site;

/// The file in a folder as people name them, and its address. The folder lives as long as the first value.
fn carried() -> (TempDir, String) {
    let folder = TempDir::new().expect("a folder for the file");
    let inside = folder.path().join("Ảnh & tài liệu của bà");
    fs::create_dir(&inside).expect("a folder in it");
    let file = inside.join("cdht (1).html");
    fs::copy(real_site().public.join("mang-theo/cdht.html"), &file).expect("the single file was built");
    let url = format!("file://{}", file.display().to_string().replace(' ', "%20"));
    (folder, url)
}

#[test]
fn it_scores_from_the_disk_with_nothing_beside_it() {
    let (_folder, url) = carried();
    let browser = Phone::default().open();
    let check = Check::open(&browser, &url);
    check.answer_all([8; 10]).shows(80, "achieved");
    check.answer("hop-tac", "4").shows(76, "not-achieved");
    let loaded = browser.value(
        "performance.getEntriesByType('resource').map(entry => entry.name).filter(name => !name.startsWith('data:'))",
    );
    assert_eq!(loaded, serde_json::json!([]), "it needs no other file");
}

#[test]
fn it_remembers_when_it_is_opened_again() {
    let (_folder, url) = carried();
    let browser = Phone::default().open();
    let check = Check::open(&browser, &url);
    check.answer_all([8; 10]);
    check.wait_until_saved();
    Check::open(&browser, &url).shows(80, "achieved");
}

#[test]
fn a_viewer_that_runs_no_script_shows_the_form_the_rule_and_prints_it() {
    let (_folder, url) = carried();
    let browser = Phone::default().without_scripts().open();
    browser.go(&url);
    let text = browser.text("body");
    for words in ["Cộng điểm bằng tay", "Tổng từ 80 (tám mươi) điểm trở lên", "không thay cho quyết định công nhận"]
    {
        assert!(text.contains(words), "“{words}” is missing");
    }
    assert!(browser.shows("#i-doc-cap-nhat"));
    assert!(!text.contains('{'), "a placeholder is left: {text}");
    let (pages, a4) = pages_of(&browser.print());
    assert!(a4 && (1..=4).contains(&pages), "{pages} pages, A4: {a4}");
}
