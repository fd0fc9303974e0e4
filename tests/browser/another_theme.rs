//! A theme is replaceable: under a frame and a style of its own, the self-check scores as ever.

use serde_json::json;

use crate::check::Check;
use crate::support::browser::Phone;
use crate::support::own_theme;
use crate::support::server::Host;

#[test]
fn the_self_check_works_under_another_theme() {
    let site = own_theme();
    site.build().succeeds();
    let server = Host::default().serve(&site.root().join("public"));
    let browser = Phone::default().open();
    let check = Check::open(&browser, &server.url("tu-kiem-tra/mau/"));
    assert!(browser.text("body").contains("Học, học nữa, học mãi"), "the frame is the theme's");
    for (indicator, points) in [("doc", "9"), ("ke-hoach", "8"), ("cung-lam", "10")] {
        browser.run(
            "document.querySelector(arguments[0]).click()",
            json!([format!("[name='i.{indicator}'][value='{points}']")]),
        );
    }
    assert_eq!(check.result()["total"], 27);
    assert_eq!(check.result()["verdict"], "achieved");
    assert_eq!(browser.text("[data-total]"), "27");
    let ground = browser.value("getComputedStyle(document.documentElement).backgroundColor");
    assert_eq!(ground, "rgb(255, 255, 255)", "the site's colour, by the theme's own name for it");
    assert!(!browser.shows("[data-when~='!started']"), "what the script hides stays hidden");
}
