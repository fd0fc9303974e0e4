//! A theme is replaced file by file or whole; what a site sets of it is checked; its mistakes are told with their place.

use expect_test::{Expect, expect};

use crate::support::{Site, minimal, own_theme, repository, site, tree};

/// The only file of the built site with this beginning and end.
fn hashed(site: &Site, start: &str, end: &str) -> String {
    let public = site.public();
    let mut names = public.keys().filter(|name| name.starts_with(start) && name.ends_with(end));
    let name = names.next().unwrap_or_else(|| panic!("there is no {start}…{end}")).clone();
    assert_eq!(names.next(), None, "a second {start}…{end}");
    site.output(&name)
}

/// The minimal site with options of its theme.
fn with_options(options: &str) -> Site {
    let site = minimal();
    let settings = std::fs::read_to_string(site.root().join("site.toml")).expect("settings");
    site.with("site.toml", format!("{settings}\n[theme_options]\n{options}\n"))
}

fn refuses(site: &Site, expected: &Expect) {
    expected.assert_eq(&site.check().exits(1).stderr);
}

#[test]
fn one_template_is_replaced_alone() {
    let site = minimal().with(
        "themes/default/templates/page.html",
        "{% extends \"base.html\" %}{% block main %}<p>Mẫu riêng: {{ page.title }}</p>{% endblock %}",
    );
    site.build().succeeds();
    assert!(site.output("bai-viet/dau-tien/index.html").contains("<p>Mẫu riêng: Đường đến lớp</p>"));
    assert!(site.output("index.html").contains("class=\"start\""), "the other templates are those built in");
}

#[test]
fn the_style_is_replaced_alone_and_still_begins_with_the_colours() {
    let site = minimal().with("themes/default/style.css", "/* của tôi */\nbody { color: var(--ink) }\n");
    site.build().succeeds();
    let style = hashed(&site, "style-", ".css");
    assert!(style.starts_with(":root{--ground:#fffdf7;--ink:#211d17;"), "{style}");
    assert!(style.ends_with("}}\nbody { color: var(--ink) }\n"), "{style}");
    let check = hashed(&site, "check-", ".css");
    assert!(
        check.contains("}}\nbody { color: var(--ink) }\n.pick legend"),
        "what all pages have, then the form: {check}"
    );
    assert!(site.output("index.html").contains("class=\"start\""));
}

#[test]
fn a_picture_a_script_and_the_manifest_are_replaced_alone() {
    let site = minimal()
        .with("themes/default/icon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .with("themes/default/offline.js", "'của tôi';\n")
        .with("themes/default/manifest.webmanifest", "{\"name\": \"{{ site.title }}\"}");
    site.build().succeeds();
    assert_eq!(hashed(&site, "icon-", ".svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    assert_eq!(hashed(&site, "offline-", ".js"), "'của tôi';\n");
    assert_eq!(site.output("manifest.webmanifest"), "{\"name\": \"Trang mẫu\"}");
}

#[test]
fn one_string_is_replaced_alone() {
    let site = minimal().with("themes/default/strings/vi.toml", "[common]\nskip = \"Bỏ qua đầu trang\"\n");
    site.build().succeeds();
    let html = site.output("index.html");
    assert!(html.contains(">Bỏ qua đầu trang</a>") && html.contains("Bắt đầu tự kiểm tra"), "{html}");
}

#[test]
fn a_site_names_itself_and_its_colours() {
    let site = with_options(
        "accent = { light = \"#003366\" }\nlogo = \"/logo.svg\"\nname = \"Hội Khuyến học xã Mẫu\"\n\
         association = \"Hội Khuyến học xã Mẫu\"\ncontacts = [\"Nhà văn hóa thôn 1\", \"Điện thoại: 0123 456 789\"]",
    )
    .with("static/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>");
    site.build().succeeds();
    let style = hashed(&site, "style-", ".css");
    assert!(style.contains("--accent:#003366;") && style.contains("--accent:#93d8c8;"), "day is set, night stays");
    let html = site.output("bai-viet/dau-tien/index.html");
    for part in [
        "<img class=\"mark\" src=\"../../logo.svg\" alt=\"\" height=\"28\"><span>Hội Khuyến học xã Mẫu</span>",
        "<p>Nhà văn hóa thôn 1</p>\n<p>Điện thoại: 0123 456 789</p>",
    ] {
        assert!(html.contains(part), "{part} is not in\n{html}");
    }
    // The file that travels alone has no picture beside it.
    assert!(!site.output("mang-theo/mau.html").contains("logo.svg"));
}

#[test]
fn the_ground_colours_the_browser_and_the_home_screen() {
    let site = with_options("ground = { light = \"#ffffff\", dark = \"#000000\" }");
    site.build().succeeds();
    assert!(site.output("index.html").contains("content=\"#000000\" media=\"(prefers-color-scheme: dark)\""));
    assert!(site.output("manifest.webmanifest").contains("\"theme_color\": \"#ffffff\""));
}

#[test]
fn what_a_theme_does_not_take_is_told_with_the_nearest_name() {
    refuses(
        &with_options(
            "acent = { light = \"#003366\" }\nname = [\"Hội\"]\ncontacts = \"Thôn 1\"\nlogo = \"/lgo.svg\"\n\
             line = \"#cccccc\"\nedge = { day = \"#000000\", light = 3 }\nink = { light = \"đen\" }",
        )
        .with("static/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        &expect![[r##"
            site.toml:10:1: lỗi[unknown-option]: giao diện không có tùy chọn “acent”
              gợi ý: có phải “accent”? Các tùy chọn có: ground, ink, soft, accent, on-accent, tint, edge, line, logo, name, association, contacts
            site.toml:11:8: lỗi[wrong-type]: giá trị của “name” phải là chữ trong ngoặc kép, không để trống
              gợi ý: ví dụ: name = "…"
            site.toml:12:12: lỗi[wrong-type]: giá trị của “contacts” phải là danh sách chữ
              gợi ý: ví dụ: contacts = ["…", "…"]
            site.toml:13:8: lỗi[no-static]: không có tệp /lgo.svg trong thư mục static
              gợi ý: có phải /logo.svg?
            site.toml:15:10: lỗi[unknown-option]: giao diện không có tùy chọn “day”
              gợi ý: có phải “dark”? Các tùy chọn có: light, dark
            site.toml:15:35: lỗi[wrong-type]: giá trị của “light” phải là một màu trong ngoặc kép
              gợi ý: ví dụ: light = "#0b4f46"
            site.toml:16:17: lỗi[bad-colour]: “đen” không phải là màu
              gợi ý: viết # rồi sáu chữ số thập lục phân, ví dụ "#0b4f46"
        "##]],
    );
}

#[test]
fn a_text_that_does_not_stand_out_is_refused_with_its_contrast() {
    refuses(
        &with_options("accent = { light = \"#0b8f76\", dark = \"#93d8c8\" }"),
        &expect![[r#"
            site.toml:10:10: lỗi[contrast]: ban ngày: chữ accent #0b8f76 trên nền tint #edf3ec chỉ cách nhau 3,57:1, cần 7:1
              gợi ý: mắt yếu không đọc được; màu gần nhất dùng được cho accent: ban ngày #075c4c
        "#]],
    );
}

#[test]
fn an_author_may_ask_for_english() {
    let site = with_options("acent = 1\naccent = { light = \"#0b8f76\", dark = \"teal\" }\nlogo = \"x.svg\"");
    expect![[r##"
        site.toml:10:1: error[unknown-option]: the theme has no option “acent”
          hint: did you mean “accent”? The options here: ground, ink, soft, accent, on-accent, tint, edge, line, logo, name, association, contacts
        site.toml:11:10: error[contrast]: by day: the text accent #0b8f76 differs from its ground tint #edf3ec by 3.57:1 only, and needs 7:1
          hint: tired eyes cannot read it; the nearest colour for accent that does: by day #075c4c
        site.toml:11:38: error[bad-colour]: “teal” is no colour
          hint: write # and six hexadecimal digits, such as "#0b4f46"
        site.toml:12:8: error[no-static]: there is no file /x.svg in the folder static
          hint: copy the file to the folder static and write /its-name
    "##]].assert_eq(&site.run(&["check", "--lang", "en"]).exits(1).stderr);
}

#[test]
fn what_a_theme_declares_wrongly_is_told_in_its_own_file() {
    refuses(
        &minimal().with(
            "themes/default/theme.toml",
            "[[option]]\nkey = \"ground\"\ntype = \"colour\"\nlight = \"#fff\"\n\n[[option]]\nkey = \"ink\"\n\
             type = \"colours\"\nlight = \"#00\"\ndark = \"#fff\"\ndescription = \"Chữ\"\n\n[[pair]]\ntext = \"ink\"\n\
             round = \"ground\"\n",
        ),
        &expect![[r##"
            themes/default/theme.toml:1:1: lỗi[missing-key]: thiếu khóa “description” trong [option]
              gợi ý: thêm dòng description = …
            themes/default/theme.toml:3:8: lỗi[unknown-value]: “type” không thể là “colour”
              gợi ý: có phải “colours”? Chọn một trong: colours, text, texts, switch, file
            themes/default/theme.toml:4:1: lỗi[unknown-key]: không có khóa “light” trong [option]
              gợi ý: các khóa dùng được: description, key, type
            themes/default/theme.toml:9:9: lỗi[bad-colour]: “#00” không phải là màu
              gợi ý: viết # rồi sáu chữ số thập lục phân, ví dụ "#0b4f46"
            themes/default/theme.toml:15:1: lỗi[unknown-key]: không có khóa “round” trong [pair]
              gợi ý: có phải “ground”? Các khóa dùng được: ground, least, text
        "##]],
    );
    refuses(
        &minimal().with(
            "themes/default/theme.toml",
            "[[option]]\nkey = \"ink\"\ntype = \"colours\"\nlight = \"#777\"\ndark = \"#fff\"\ndescription = \"Chữ\"\n\n\
             [[option]]\nkey = \"ground\"\ntype = \"colours\"\nlight = \"#fff\"\ndark = \"#000\"\ndescription = \"Nền\"\n\n\
             [[pair]]\ntext = \"ink\"\nground = \"ground\"\nleast = 4.5\n\n[[pair]]\ntext = \"inc\"\nground = \"ground\"\n",
        ),
        &expect![[r#"
            themes/default/theme.toml:15:1: lỗi[contrast]: ban ngày: chữ ink #777777 trên nền ground #ffffff chỉ cách nhau 4,47:1, cần 4,5:1
              gợi ý: mắt yếu không đọc được; màu gần nhất dùng được cho ink: ban ngày #767676
            themes/default/theme.toml:20:1: lỗi[unknown-option]: giao diện không có tùy chọn “inc”
              gợi ý: có phải “ink”? Các tùy chọn có: ink, ground
        "#]],
    );
    refuses(
        &minimal().with(
            "themes/default/theme.toml",
            "[[option]]\nkey = \"name\"\ntype = \"text\"\ndescription = \"Tên\"\n\n\
             [[option]]\nkey = \"name\"\ntype = \"texts\"\ndescription = \"Tên nữa\"\n",
        ),
        &expect![[r#"
            themes/default/theme.toml:7:7: lỗi[duplicate-id]: mã “name” đã dùng ở themes/default/theme.toml:2:7
              gợi ý: mỗi mã chỉ dùng một lần: đổi một trong hai
        "#]],
    );
}

#[test]
fn every_template_that_is_no_template_is_told_with_line_and_column() {
    refuses(
        &minimal()
            .with(
                "themes/default/templates/page.html",
                "{% extends \"base.html\" %}\n{% block main %}\n  {{ page.title }\n",
            )
            .with("themes/default/templates/section.html", "<p>\n{% if page %}\n"),
        &expect![[r#"
            themes/default/templates/page.html:3:17: lỗi[template]: mẫu trang có lỗi: Found `}` but expected }}.
              gợi ý: sửa tệp trong themes/, hoặc xóa tệp ấy để dùng mẫu có sẵn
            themes/default/templates/section.html:3:1: lỗi[template]: mẫu trang có lỗi: Unexpected end of input
              gợi ý: sửa tệp trong themes/, hoặc xóa tệp ấy để dùng mẫu có sẵn
        "#]],
    );
}

#[test]
fn a_template_that_asks_for_what_is_not_there_is_told_once_with_line_and_column() {
    let site = minimal().with(
        "themes/default/templates/page.html",
        "{% extends \"base.html\" %}\n{% block main -%}\n<h1>{{ pgae.title }}</h1>\n{%- endblock %}\n",
    );
    // Which variables there are is not this test's.
    let said = site.check().exits(1).stderr;
    let once =
        "themes/default/templates/page.html:3:8: lỗi[template]: mẫu trang có lỗi: Variable `pgae` is not defined.";
    assert_eq!(said.matches("lỗi[").count(), 1, "{said}");
    assert!(said.starts_with(once), "{said}");
    refuses(
        &minimal().with("themes/default/templates/404.html", "{% extends \"bse.html\" %}\n"),
        &expect![[r#"
        themes/default/templates/404.html:1:1: lỗi[template]: mẫu trang có lỗi: Template '404.html' is inheriting from 'bse.html', which doesn't exist or isn't loaded.
          gợi ý: sửa tệp trong themes/, hoặc xóa tệp ấy để dùng mẫu có sẵn
    "#]],
    );
}

#[test]
fn a_theme_of_its_own_has_its_own_templates_style_words_and_options() {
    let site = own_theme();
    site.build().succeeds();
    let html = site.output("bai-viet/dau-tien/index.html");
    for part in ["Học, học nữa, học mãi", "class=\"of-this-theme\"", "Chân trang của giao diện riêng."] {
        assert!(html.contains(part), "{part} is not in\n{html}");
    }
    assert!(!html.contains("class=\"top\""), "nothing of the default frame is left");
    let style = hashed(&site, "style-", ".css");
    assert!(style.starts_with(":root{--paper:#ffffff;--pen:#111111;--site:\"Trang giao diện riêng\"}"), "{style}");
    assert!(!style.contains("--accent"), "nothing of the default look is left");
}

#[test]
fn every_file_of_the_default_theme_goes_into_the_command() {
    let list = std::fs::read_to_string(repository().join("generator/src/default_theme.rs")).expect("the list");
    let listed = list.lines().filter_map(|line| line.strip_prefix("    \"")?.strip_suffix('"'));
    let files = tree(&repository().join("themes/default"));
    let files = files.keys().map(String::as_str).filter(|path| *path != "README.md");
    assert_eq!(listed.collect::<Vec<_>>(), files.collect::<Vec<_>>(), "generator/src/default_theme.rs and the folder");
}

#[test]
fn a_string_that_the_main_language_lacks_is_a_finding_and_never_a_key_on_the_page() {
    let strings = std::fs::read_to_string(repository().join("themes/default/strings/vi.toml")).expect("the strings");
    let settings = "title = \"T\"\ndescription = \"D.\"\nid = \"t\"\nlanguage = \"km\"\ntheme = \"rieng\"\n";
    let whole = minimal_page().with("site.toml", settings).with("themes/rieng/strings/km.toml", &strings);
    whole.check().succeeds();
    let lacking = strings.replacen("\nnotes = ", "\nnotes-cu = ", 1);
    assert_ne!(lacking, strings);
    let outcome =
        minimal_page().with("site.toml", settings).with("themes/rieng/strings/km.toml", lacking).check().exits(1);
    let found =
        "themes/rieng/strings/km.toml:1:1: lỗi[missing-strings]: còn thiếu 1 câu chữ của giao diện: markdown.notes";
    assert!(outcome.stderr.contains(found), "{}", outcome.stderr);
    // A table in the place of a text is no text.
    let lacking = strings.replacen("\nnotes = ", "\nnotes.x = ", 1);
    let outcome =
        minimal_page().with("site.toml", settings).with("themes/rieng/strings/km.toml", lacking).check().exits(1);
    assert!(outcome.stderr.contains("missing-strings"), "{}", outcome.stderr);
}

/// A site of one page.
fn minimal_page() -> Site {
    site("-- content/bai.md --\n+++\ntitle = \"Bài\"\ndescription = \"Một câu.\"\n+++\nChữ[^a].\n\n[^a]: Nguồn.\n")
}

/// What [`every_mark_that_a_page_may_name_is_drawn_beside_its_name`] finds between a page's `li` and its link.
fn drawn<'h>(list: &'h str, page: &str) -> &'h str {
    let link = format!("<a href=\"{page}/\">");
    let before = list.split(&link).next().unwrap_or_default();
    before.rsplit("<li").next().unwrap_or_default()
}

#[test]
fn every_mark_that_a_page_may_name_is_drawn_beside_its_name() {
    let marks = ["person", "house", "tree", "village", "building", "book", "board", "list", "phone", "help"];
    let mut site = minimal();
    for mark in marks {
        let front = format!("title = \"{mark}\"\nmark = \"{mark}\"\ndescription = \"Một câu.\"");
        site = site.with(&format!("content/articles/{mark}.md"), format!("+++\n{front}\n+++\nChữ.\n"));
    }
    site.build().succeeds();
    let list = site.output("bai-viet/index.html");
    for mark in marks {
        assert!(drawn(&list, mark).contains(" d=\"M"), "{mark}: {}", drawn(&list, mark));
    }
    assert!(!drawn(&list, "dau-tien").contains("<svg"), "a page that names none has none");

    let site =
        minimal().with("content/a.md", "+++\ntitle = \"A\"\nmark = \"dog\"\ndescription = \"Một câu.\"\n+++\nChữ.\n");
    let told = site.check().exits(1).stderr;
    assert!(marks.iter().all(|mark| told.contains(mark)) && told.contains("content/a.md:3:8"), "{told}");
}
