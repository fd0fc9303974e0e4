//! Drafts: what is not published is counted and named, so that nobody waits for it in vain.

use crate::support::{Site, TODAY, minimal};

const DRAFT: &str = "+++\ntitle = \"Nháp\"\ndescription = \"Một câu.\"\ndraft = true\n+++\nMột câu.\n";

fn with_link_to(path: &str) -> Site {
    let link = format!("+++\ntitle = \"Một\"\ndescription = \"Một câu.\"\n+++\nXem [x](@/{path}).\n");
    minimal().with("content/articles/hai.md", link)
}

#[test]
fn drafts_are_counted_and_named_at_the_end() {
    let site = minimal().with("content/articles/nua.md", DRAFT);
    for command in ["build", "check"] {
        let said = site.run(&[command, "--today", TODAY]).succeeds().stdout;
        assert!(
            said.contains("2 bài nháp không đăng: content/articles/ban-nhap.md, content/articles/nua.md"),
            "{said}"
        );
        let said = site.run(&[command, "--today", TODAY, "--lang", "en"]).succeeds().stdout;
        assert!(said.contains("2 drafts are not published: "), "{said}");
        let said = site.run(&[command, "--today", TODAY, "--drafts"]).succeeds().stdout;
        assert!(!said.contains("nháp"), "{said}");
    }
    let many = (0..9).fold(minimal(), |site, number| site.with(&format!("content/articles/n{number}.md"), DRAFT));
    let said = many.check().succeeds().stdout;
    assert!(said.contains("10 bài nháp không đăng: ") && said.contains(", …\n"), "{said}");
}

#[test]
fn a_link_to_a_draft_says_that_it_is_one() {
    let site = with_link_to("articles/ban-nhap.md");
    let told = site.check().finds("content/articles/hai.md:5:5 link-target").stderr;
    assert!(told.contains("bài ấy còn là bản nháp"), "{told}");
    site.run(&["check", "--today", TODAY, "--drafts"]).succeeds();
    let section = with_link_to("moi/a.md")
        .with("content/moi/_index.md", DRAFT)
        .with("content/moi/a.md", crate::support::page("A"));
    let told = section.check().finds("content/articles/hai.md:5:5 link-target").stderr;
    assert!(told.contains("bài ấy còn là bản nháp"), "{told}");
    let told = with_link_to("articles/khong-co.md").check().exits(1).stderr;
    assert!(!told.contains("bản nháp"), "{told}");
}
