//! `hoctap serve` beside an editor: a save is in the page at once, a mistake is shown over it and goes when it is mended.

use crate::support::browser::Phone;
use crate::support::serving::Serving;
use crate::support::site;

#[test]
fn a_save_is_seen_where_the_author_reads_and_a_mistake_until_it_is_mended() {
    let long = "Một đoạn để cuộn.\n\n".repeat(80);
    let site = site(&format!(
        "-- content/b.md --\n+++\ntitle = \"Bài\"\ndescription = \"Một câu.\"\n+++\nChữ đầu.\n\n{long}\nChữ cuối.\n"
    ));
    let serving = Serving::start(&site);
    let browser = Phone::default().open();
    browser.go(&format!("{}b/", serving.address));
    browser.wait("document.body.textContent.includes('Chữ cuối')");
    browser.value("scrollTo(0, 1500)");
    let site = site.replacing("content/b.md", "Chữ cuối.", "Chữ cuối đã sửa.");
    browser.wait("document.body.textContent.includes('Chữ cuối đã sửa')");
    browser.wait("Math.abs(scrollY - 1500) < 5");

    let site = site.replacing("content/b.md", "Chữ đầu.", "Chữ [đầu](@/khong-co.md).");
    browser.wait("(document.querySelector('[data-hoctap-findings]') || {}).textContent");
    let told = browser.text("[data-hoctap-findings]");
    assert!(told.contains("content/b.md:5") && told.contains("khong-co.md"), "{told}");
    assert!(browser.text("main").contains("Chữ cuối đã sửa"), "the page stays below");

    let _site = site.replacing("content/b.md", "[đầu](@/khong-co.md)", "đầu mới");
    browser.wait("document.body.textContent.includes('Chữ đầu mới')");
    browser.wait("!document.querySelector('[data-hoctap-findings]')");
    browser.wait("Math.abs(scrollY - 1500) < 5");
}

#[test]
fn a_page_that_is_opened_while_something_is_wrong_comes_back_by_itself() {
    let site = site("-- content/b.md --\n+++\ntitle = \"Bài\"\ndescription = \"Một câu.\"\n+++\n[x](@/khong-co.md)\n");
    let serving = Serving::start(&site);
    let browser = Phone::default().open();
    browser.go(&format!("{}b/", serving.address));
    assert!(browser.text("pre").contains("khong-co.md"));
    let _site = site.replacing("content/b.md", "[x](@/khong-co.md)", "Đã xong.");
    browser.wait("document.body.textContent.includes('Đã xong')");
}
