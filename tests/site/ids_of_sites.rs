//! The id of a site: all that readers keep stands under it, so it is never lost, never empty, never two sites' own by chance.

use crate::support::{Outcome, Site, TODAY, site};

fn titled(title: &str, more: &str) -> Site {
    let config = format!("title = \"{title}\"\ndescription = \"x\"\nbase_url = \"https://mau.example/\"\n{more}");
    site(&format!("-- site.toml --\n{config}"))
}

fn checked(title: &str, more: &str) -> Outcome {
    titled(title, more).check()
}

#[test]
fn a_site_without_one_keeps_the_one_it_has_used_and_is_told_the_line_to_add() {
    let site = titled("Hội Khuyến học xã A", "");
    let outcome = site.build().succeeds();
    assert!(site.output("sw.js").contains("hoi-khuyen-hoc-xa-a"));
    assert!(outcome.stderr.contains("site.toml:1:9: lưu ý[no-id]"), "{}", outcome.stderr);
    let line = "id = \"hoi-khuyen-hoc-xa-a\"";
    assert!(outcome.stderr.contains(line), "{}", outcome.stderr);
    // With that line the title may change, and nothing is said any more.
    let site = titled("Hội Khuyến học xã A và B", &format!("{line}\n"));
    let outcome = site.build().succeeds();
    assert!(site.output("sw.js").contains("hoi-khuyen-hoc-xa-a") && !site.output("sw.js").contains("xa-a-va-b"));
    assert!(!outcome.stderr.contains("no-id"), "{}", outcome.stderr);
    let english = titled("Hội", "").run(&["check", "--today", TODAY, "--lang", "en"]).succeeds();
    assert!(english.stderr.contains("id = \"hoi\"") && english.stderr.contains("advice[no-id]"), "{}", english.stderr);
}

#[test]
fn a_title_that_gives_none_and_an_id_that_is_none_are_mistakes() {
    for title in ["社会", "…", "ភាសា"] {
        let outcome = checked(title, "").finds("site.toml:1:9 needs-id");
        let (_, suggested) = outcome.stderr.split_once("id = \"").expect("an id to paste");
        let id = suggested.split('"').next().expect("its end");
        checked(title, &format!("id = \"{id}\"\n")).succeeds();
    }
    checked("Hội", "id = \"\"\n").finds("site.toml:4:6 wrong-type");
    checked("Hội", "id = \"  \"\n").finds("site.toml:4:6 wrong-type");
    checked("Hội", "id = \"Xã A\"\n").finds("site.toml:4:6 bad-id");
    checked("Hội", "id = \"a/b\"\n").finds("site.toml:4:6 bad-id");
    checked("Hội", "id = 7\n").finds("site.toml:4:6 wrong-type");
}
