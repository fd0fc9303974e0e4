//! A site of another association, made as the help tells it: a name, a mark, two articles, a table that is imported. It
//! checks clean, builds and scores.

use serde_json::Value;

use crate::import::{rows, workbook};
use crate::support::{Site, TODAY, hoctap, site};

const FOLDER: &str = "trang-hoi";

/// Runs a command in the association's folder.
fn run(outer: &Site, arguments: &[&str]) -> crate::support::Outcome {
    hoctap(&outer.root().join(FOLDER), arguments, "")
}

/// A file of the association's site.
fn read(outer: &Site, path: &str) -> String {
    let file = outer.root().join(FOLDER).join(path);
    std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// Changes a passage of a file, which must stand there.
fn change(outer: Site, path: &str, old: &str, new: &str) -> Site {
    let text = read(&outer, path);
    assert!(text.contains(old), "`{old}` in {path}:\n{text}");
    outer.with(&format!("{FOLDER}/{path}"), text.replace(old, new))
}

/// As the officers have it in a spreadsheet.
fn table() -> Vec<u8> {
    workbook(|sheet| {
        rows(sheet, 0, &[&["TT", "Tiêu chí", "Chỉ số", "Điểm tối đa"]]);
        rows(
            sheet,
            1,
            &[
                &["1", "Điều kiện", "1.1. Có ban khuyến học", "40"],
                &["", "", "1.2. Có quỹ khuyến học", "20"],
                &["2", "Kết quả", "2.1. Trẻ em đi học đúng tuổi", "40"],
            ],
        );
    })
}

/// The steps of `content/help/trang-cua-hoi-ban.md`, one after the other.
fn association() -> Site {
    let outer = site("-- content/_index.md --\n+++\ntitle = \"A\"\ndescription = \"B.\"\n+++\n");
    hoctap(outer.root(), &["new", "site", FOLDER, "--title", "Học tập ở xã Ví Dụ"], "").succeeds();
    let outer = change(outer, "site.toml", "# owner = \"…\"", "owner = \"Chi hội khuyến học xã Ví Dụ\"");
    let outer = change(outer, "site.toml", "# license = ", "license = ");
    let outer = change(outer, "site.toml", "# contact = \"…\"", "contact = \"Gặp bác thư ký ở nhà văn hóa.\"");
    let outer = change(outer, "site.toml", "# base_url = \"https://…/\"", "base_url = \"https://vi-du.example/\"");
    let config = read(&outer, "site.toml");
    let options = "\n[theme_options]\nlogo = \"/logo.svg\"\nassociation = \"Chi hội khuyến học xã Ví Dụ\"\n";
    let mut outer = outer
        .with(&format!("{FOLDER}/site.toml"), config + options)
        .with(&format!("{FOLDER}/static/logo.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>")
        .with(&format!("{FOLDER}/bang.xlsx"), table())
        .with(
            &format!("{FOLDER}/content/criteria/_index.md"),
            "+++\ntitle = \"Tiêu chí\"\ndescription = \"Các bộ tiêu chí của hội.\"\nslug = \"tieu-chi\"\nweight = 3\n+++\nChọn một bộ.\n",
        );
    for (title, file) in [("Lớp học tối thứ sáu", "lop-hoc-toi-thu-sau"), ("Đăng ký ở đâu", "dang-ky-o-dau")]
    {
        run(&outer, &["new", "article", title]).succeeds();
        outer = change(outer, &format!("content/articles/{file}.md"), "draft = true\n", "");
    }
    run(&outer, &["import", "bang.xlsx", "--set", "ho-mau"]).succeeds();
    outer
}

#[test]
fn it_checks_clean_and_builds_with_its_name_mark_owner_and_licence_on_every_page() {
    let outer = association();
    let said = run(&outer, &["check", "--today", TODAY]).succeeds();
    let findings = said.stderr.lines().filter(|line| line.contains("lỗi[") || line.contains("lưu ý["));
    // Sentences that wait for the association's own are told of, and nothing else.
    let others: Vec<&str> = findings.filter(|line| !line.contains("[placeholder]")).collect();
    assert_eq!(others, Vec::<&str>::new(), "nothing else is found");
    run(&outer, &["build", "--today", TODAY]).succeeds();
    for page in ["index.html", "bai-viet/lop-hoc-toi-thu-sau/index.html", "tieu-chi/ho-mau/index.html"] {
        let html = read(&outer, &format!("public/{page}"));
        let logo = format!("src=\"{}logo.svg\"", "../".repeat(page.matches('/').count()));
        for part in [
            "Học tập ở xã Ví Dụ",
            "Chi hội khuyến học xã Ví Dụ",
            "Gặp bác thư ký ở nhà văn hóa.",
            "<a rel=\"license\" href=\"https://creativecommons.org/licenses/by/4.0/\">CC BY 4.0</a>",
            &logo,
        ] {
            assert!(html.contains(part), "{page}: {part}");
        }
    }
    let article = read(&outer, "public/bai-viet/dang-ky-o-dau/index.html");
    assert!(article.contains("\"license\":\"https://creativecommons.org/licenses/by/4.0/\""), "{article}");
    assert!(read(&outer, "public/atom.xml").contains("<rights>CC BY 4.0</rights>"));
}

#[test]
fn a_licence_that_is_not_known_is_shown_as_it_is_given() {
    let outer = change(association(), "site.toml", "\"CC-BY-4.0\"", "\"Được chép, xin ghi tên hội\"");
    run(&outer, &["build", "--today", TODAY]).succeeds();
    let html = read(&outer, "public/index.html");
    assert!(html.contains("Được chép, xin ghi tên hội</p>") && !html.contains("rel=\"license\""), "{html}");
}

#[test]
fn its_imported_table_scores() {
    let outer = association();
    let set = read(&outer, "content/criteria/ho-mau/01-dieu-kien.md");
    let ids: Vec<&str> =
        set.lines().filter_map(|line| line.strip_prefix("id = \"")).map(|id| id.trim_end_matches('"')).collect();
    let [first, second] = ids[..] else { panic!("two indicators: {ids:?}") };
    let sheet = format!("{{\"set\":\"ho-mau\",\"year\":2026,\"answers\":{{\"{first}\":30,\"{second}\":20}}}}");
    let outcome = hoctap(&outer.root().join(FOLDER), &["score", "ho-mau", "--answers", "-"], &sheet).succeeds();
    let result: Value = serde_json::from_str(&outcome.stdout).expect("a result is JSON");
    assert_eq!(
        (&result["total"], &result["max"], &result["answered"]),
        (&50.into(), &100.into(), &2.into()),
        "{result}"
    );
}
