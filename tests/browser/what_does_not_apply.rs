//! “Không áp dụng” has an effect, and the result says which.

use serde_json::json;

use crate::check::Check;
use crate::samples::{POINTS, open};

#[test]
fn what_is_left_out_rescales_the_rest_and_that_is_said() {
    let (server, browser) = open();
    let check = Check::open(&browser, &server.url(POINTS));
    check.choose("group", "nong-dan").answer("may", "na").answer("doc", "10").answer("tham-gia", "5");
    let result = check.result();
    assert_eq!(result["unscaled"], json!({ "total": 15, "max": 90 }));
    assert_eq!(result["total"], 16.67);
    assert_eq!(browser.attribute("[data-result]", "data-score").as_deref(), Some("16.67"));
    assert_eq!(browser.text("[data-total]"), "16,67");
    let words = browser.text("[data-result]");
    for part in
        ["15 trên 90 điểm", "quy về thang 100 là 16,67", "làm tròn đến hai chữ số", "mười sáu phẩy sáu mươi bảy"]
    {
        assert!(words.contains(part), "“{part}” is not in: {words}");
    }
    assert!(browser.text("[data-rows='na'] [data-row='may']").contains("bỏ ra, không tính"));
    check.answer("may", "5");
    assert!(!browser.sees("[data-rows='na'] [data-row='may']"));
    assert!(!browser.text("[data-result]").contains("quy về thang"));
}

#[test]
fn what_counts_in_full_brings_all_its_points() {
    let (server, browser) = open();
    let check = Check::open(&browser, &server.url(POINTS));
    check.choose("group", "nong-dan").answer("ngoai-ngu", "na");
    assert_eq!(check.result()["total"], 10);
    assert_eq!(check.result()["unscaled"], json!(null));
    assert!(browser.text("[data-rows='na'] [data-row='ngoai-ngu']").contains("tính đủ"));
}

#[test]
fn only_where_the_set_allows_it_is_it_offered() {
    let (server, browser) = open();
    Check::open(&browser, &server.url(POINTS));
    let offered = "[...document.querySelectorAll('[value=na]')].map(choice => choice.name)";
    assert_eq!(browser.value(offered), json!(["i.may", "i.ngoai-ngu"]));
}
