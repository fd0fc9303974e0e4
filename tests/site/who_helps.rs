//! `[help]` of `site.toml`: said once, shown where a text says to ask.

use crate::support::{Site, samples};

const SET: &str = "content/criteria/mau-chi-tieu/_index.md";
const PAGE: &str = "tieu-chi/mau-chi-tieu/index.html";

/// The samples, with a set whose table nobody has.
fn without_the_table() -> Site {
    samples().replacing(
        SET,
        "verified = \"full\"",
        "verified = \"none\"\nmissing = [\"Ngưỡng của từng chỉ tiêu.\"]\nask = \"Hội mẫu.\"",
    )
}

#[test]
fn a_set_that_lacks_its_table_asks_for_it_and_says_whom_to_bring_it_to() {
    let site = without_the_table();
    site.build().succeeds();
    let page = site.output(PAGE);
    assert!(page.contains("Bạn có bản giấy?") && page.contains("chi hội khuyến học ở thôn, xã"), "{page}");
    let site = with_help(
        "name = \"Bà Tư\"\nphone = \"0912 345 678\"\naddress = \"nhà văn hóa thôn 3\"\nguide = \"@/_index.md\"",
    );
    site.build().succeeds();
    let page = site.output(PAGE);
    assert!(page.contains("Bà Tư, <a href=\"tel:0912345678\">0912 345 678</a>, nhà văn hóa thôn 3."), "{page}");
    assert!(page.contains("Nhập theo mười bước</a>"), "{page}");
}

#[test]
fn a_number_that_nobody_can_call_and_a_guide_that_is_not_there_are_findings() {
    let wrong = with_help("phone = \"bà Tư\"");
    wrong.check().finds("site.toml unknown-value");
    let wrong = with_help("guide = \"@/khong-co.md\"");
    wrong.check().finds("site.toml link");
}

fn with_help(lines: &str) -> Site {
    let site = without_the_table();
    let config = std::fs::read_to_string(site.root().join("site.toml")).expect("a site has one");
    site.with("site.toml", format!("{config}\n[help]\n{lines}\n"))
}
