//! `build --portable`: the whole site on a USB stick, opened with a double click.

use tempfile::TempDir;

use crate::check::Check;
use crate::support::browser::Phone;
use crate::support::real::build;
use crate::support::repository;

#[test]
fn the_whole_site_is_walked_and_scores_from_the_disk() {
    let folder = TempDir::new().expect("a folder for the stick");
    let stick = folder.path().join("Học tập");
    build(repository(), &stick, &["--portable"]);
    let browser = Phone::default().open();
    browser.go(&format!("file://{}/index.html", stick.display()));
    browser.tap("main a[href*='bai-viet']");
    browser.wait("document.querySelector('h1')");
    browser.back();
    browser.tap("main a[href*='tu-kiem-tra/cdht']");
    let check = Check::wait(&browser);
    check.answer_all([8; 10]).shows(80, "achieved");
    browser.tap("#i-doc-cap-nhat summary");
    browser.tap("#i-doc-cap-nhat details p > a");
    browser.wait("location.pathname.endsWith('/index.html') && document.querySelector('h1')");
    assert!(browser.url().contains("/tieu-chi/cdht/"), "{}", browser.url());
}
