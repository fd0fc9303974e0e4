//! Mistakes of people who are no programmers: each is one message that says what to write instead.

use crate::support::{Site, minimal, page, site, tree};

const ARTICLE: &str = "content/articles/bai.md";

/// A small site with one article of that text.
fn with(article: &str) -> Site {
    minimal().with(ARTICLE, article)
}

fn with_front(lines: &str) -> Site {
    with(&format!("+++\n{lines}\n+++\nChữ.\n"))
}

fn with_body(body: &str) -> Site {
    with(&format!("+++\ntitle = \"Bài\"\ndescription = \"Một câu.\"\n+++\n{body}\n"))
}

/// One finding there, with these words, and no other.
#[track_caller]
fn only(site: &Site, place: &str, words: &[&str]) {
    let told = site.check().stderr;
    assert_eq!(told.matches("lỗi[").count(), 1, "{told}");
    assert!(told.contains(place), "{place} in\n{told}");
    for words in words {
        assert!(told.contains(words), "`{words}` in\n{told}");
    }
}

const DESCRIPTION: &str = "description = \"Một câu.\"";

#[test]
fn a_mistake_in_the_front_matter_is_told_with_the_line_as_it_should_be() {
    let front = |line: &str| with_front(&format!("title = \"Bài\"\n{DESCRIPTION}\n{line}"));
    only(&front("date = 30/11/2026"), "bai.md:4:", &["năm đứng trước: 2026-11-30"]);
    only(&front("date = \"30-11-2026\""), "bai.md:4:", &["năm đứng trước: 2026-11-30"]);
    only(&front("draft = True"), "bai.md:4:", &["viết draft = true"]);
    only(&front("draft = có"), "bai.md:4:", &["viết draft = true"]);
    only(&front("slug = \"lớp học\""), "bai.md:4:", &["viết lop-hoc"]);
    let quoted = format!("title = \"Lớp \"bình dân học vụ số\" ở thôn\"\n{DESCRIPTION}");
    only(&with_front(&quoted), "bai.md:2:", &["title = \"Lớp “bình dân học vụ số” ở thôn\""]);
    only(
        &with_front("title = \"Bài\"\nmô tả = \"Một câu.\""),
        "bai.md:3:",
        &["“mô tả” không phải tên khóa", "có phải description?"],
    );
    only(&with_front(&format!("titel = \"Bài\"\n{DESCRIPTION}")), "bai.md:2:1", &["có phải “title”?"]);
    let below = format!("title = \"Bài\"\n{DESCRIPTION}\n[[source]]\npublisher = \"Báo\"\ndraft = false");
    only(&with_front(&below), "bai.md:6:1", &["“draft” đứng sai chỗ", "phải đứng trên dòng [source]"]);
}

#[test]
fn all_mistakes_of_a_page_are_told_in_one_run() {
    let text = "+++\ntitle = Bài\ndescripton = \"Một câu.\"\ndate = 31/02/2026\n+++\nXem [x](@/khong-co.md).\n";
    let told = with(text).check().exits(1).stderr;
    for place in ["bai.md:2:", "bai.md:3:1", "bai.md:4:", "bai.md:6:5"] {
        assert!(told.contains(place), "{place} in\n{told}");
    }
    assert!(!told.contains("missing-key"), "{told}");
    let told = with(&text.replace("+++\n", "---\n")).check().exits(1).stderr;
    assert!(told.contains("bai.md:6:5: lỗi[link-target]"), "{told}");
}

#[test]
fn what_stands_in_the_place_of_the_front_matter_is_named() {
    let whole = |text: &str| with(&format!("{text}\nChữ.\n"));
    only(
        &whole("---\ntitle: Bài một\ndescription: \"Một câu.\"\ndate: 2026-11-30\ntags: [so, hoc]\n---"),
        "bai.md:1:1",
        &["dùng +++ thay cho ---", "    title = \"Bài một\"", "    date = 2026-11-30", "    tags = [\"so\", \"hoc\"]"],
    );
    only(
        &whole(&format!("  +++\ntitle = \"Bài\"\n{DESCRIPTION}\n+++")),
        "bai.md:1:1",
        &["có dấu cách trước +++", "xóa"],
    );
    only(&whole(&format!("\n+++\ntitle = \"Bài\"\n{DESCRIPTION}\n+++")), "bai.md:1:1", &["có dòng trống trước +++"]);
    only(&whole(&format!("++++\ntitle = \"Bài\"\n{DESCRIPTION}\n++++")), "bai.md:1:1", &["đúng ba dấu +"]);
    with(&format!("+++ \ntitle = \"Bài\"\n{DESCRIPTION}\n+++ \nChữ.\n")).check().succeeds();
}

#[test]
fn a_link_in_another_form_is_told_with_the_link_as_it_should_be() {
    let link = |to: &str| with_body(&format!("Xem [bài đầu tiên]({to})."));
    for (written, right) in [
        ("dau-tien.md", "@/articles/dau-tien.md"),
        ("/bai-viet/dau-tien/", "@/articles/dau-tien.md"),
        ("../articles/dau-tien.md#viec", "@/articles/dau-tien.md#viec"),
        ("www.vidu.vn/a", "https://www.vidu.vn/a"),
        ("vidu.gov.vn", "https://vidu.gov.vn"),
        ("ten@vidu.vn", "mailto:ten@vidu.vn"),
        ("0912345678", "tel:0912345678"),
        ("@/Articles/Dau-Tien.md", "@/articles/dau-tien.md"),
        ("@/articles/dau.md", "@/articles/dau-tien.md"),
    ] {
        only(&link(written), "bai.md:5:5", &[right]);
    }
    let file = |to: &str| {
        with_body(&format!("Xem [mẫu đơn]({to}).")).with("static/tai-lieu/mau-dang-ky.docx", "x").check().stderr
    };
    for (written, right) in [
        ("/mau-dang-ky.docx", "có phải /tai-lieu/mau-dang-ky.docx?"),
        ("/static/tai-lieu/mau-dang-ky.docx", "bỏ chữ static: viết /tai-lieu/mau-dang-ky.docx"),
        ("/Tai-Lieu/Mau-Dang-Ky.DOCX", "đúng chữ hoa, chữ thường: /tai-lieu/mau-dang-ky.docx"),
        ("tai-lieu/mau-dang-ky.docx", "/tai-lieu/mau-dang-ky.docx"),
        ("/tai-lieu/khac.docx", "ở đó có: /tai-lieu/mau-dang-ky.docx"),
    ] {
        assert!(file(written).contains(right), "{written}: {}", file(written));
    }
}

#[test]
fn a_picture_that_is_not_there_is_told_with_those_that_are() {
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>";
    let told = |to: &str| with_body(&format!("![Hình lớp]({to})")).with("static/hinh/anh.svg", drawing).check().stderr;
    for (written, right) in [
        ("/hinh/lop-hoc.png", "có: /hinh/anh.svg"),
        ("/static/hinh/anh.svg", "bỏ chữ static: viết /hinh/anh.svg"),
        ("static/hinh/anh.svg", "bỏ chữ static: viết /hinh/anh.svg"),
        ("/Hinh/Anh.SVG", "đúng chữ hoa, chữ thường: /hinh/anh.svg"),
        ("anh.svg", "có phải /hinh/anh.svg?"),
        ("C:\\Users\\an\\anh.svg", "/hinh/anh.svg"),
    ] {
        assert!(told(written).contains(right), "{written}: {}", told(written));
    }
    let without_size =
        with_body("![Hình lớp](/a.svg)").with("static/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    only(&without_size, "bai.md:5:1", &["không ghi kích thước", "viewBox"]);
}

#[test]
fn a_name_of_something_else_is_told_with_the_right_one() {
    only(&with_body(":::luu-y\nChữ.\n:::"), "bai.md:5:1", &["có phải :::callout warning?"]);
    let tagged = format!("title = \"Bài\"\n{DESCRIPTION}\ntags = [\"so\"]");
    let told = site("-- x --\n").with("content/bai.md", format!("+++\n{tagged}\n+++\nChữ.\n")).check().exits(1).stderr;
    assert!(told.contains("    [[taxonomies]]\n    id = \"chu-de\"") && told.contains("    id = \"so\""), "{told}");
}

#[test]
fn files_beside_the_pages_are_told_each_in_its_way() {
    let told = minimal()
        .with("content/articles/BAI2.MD", page("Hai"))
        .with("content/articles/bai3.md.txt", page("Ba"))
        .with("content/articles/bai4.markdown", page("Bốn"))
        .with("content/articles/bai.docx", "x")
        .with("content/articles/anh.png", "x")
        .with("content/articles/~$bai.docx", "x")
        .with("content/articles/.#bai.md", "x")
        .check()
        .stderr;
    for words in [
        "đổi tên thành BAI2.md",
        "đổi tên thành bai3.md",
        "đổi tên thành bai4.md",
        "tệp Word",
        "![hình vẽ gì](/anh.png)",
    ] {
        assert!(told.contains(words), "{words} in\n{told}");
    }
    assert!(!told.contains("~$") && !told.contains(".#"), "{told}");
}

#[test]
fn every_folder_without_its_page_is_told_in_one_run() {
    let told =
        minimal().with("content/mot/a.md", page("A")).with("content/mot/hai/b.md", "chữ\n").check().exits(1).stderr;
    for place in ["content/mot/_index.md:1:1", "content/mot/hai/_index.md:1:1", "content/mot/hai/b.md:1:1"] {
        assert!(told.contains(place), "{place} in\n{told}");
    }
}

#[test]
fn a_folder_that_is_no_site_is_told_as_one_mistake() {
    let moved = |to: &str| {
        let site = minimal();
        std::fs::rename(site.root().join("site.toml"), site.root().join(to)).expect("it was there");
        site.check().exits(1).stderr
    };
    let told = moved("site.toml.txt");
    assert_eq!(told.matches("lỗi[").count(), 1, "{told}");
    assert!(told.contains("có tệp site.toml.txt: đổi tên thành site.toml"), "{told}");
    assert!(moved("Site.TOML.bak").contains("Site.TOML.bak"));
    let site = minimal();
    let told = crate::support::hoctap(&site.root().join("content"), &["check"], "").exits(1).stderr;
    assert!(told.contains("--root ../"), "{told}");
    let told =
        crate::support::hoctap(&site.root().join("content/articles"), &["new", "article", "Bài"], "").exits(1).stderr;
    assert!(told.contains("không phải thư mục của trang"), "{told}");
}

#[test]
fn settings_come_first_and_a_key_below_a_table_is_told_to_move() {
    let site = with_body("Xem [x](@/khong-co.md).");
    let settings = std::fs::read_to_string(site.root().join("site.toml")).expect("settings");
    let site = site.with("site.toml", format!("{settings}\n[theme_options]\nhosts = [\"netlify\"]\n"));
    let told = site.check().exits(1).stderr;
    assert!(told.starts_with("site.toml:"), "{told}");
    assert!(told.contains("hosts phải đứng trên dòng [theme_options]"), "{told}");
    let twice = format!("{settings}\n[theme_options]\nname = \"A\"\n[theme_options]\nassociation = \"B\"\n");
    only(&minimal().with("site.toml", twice), "site.toml:", &["bảng [theme_options] đã mở ở dòng"]);
}

#[test]
fn a_colour_that_does_not_stand_out_is_one_message_with_the_nearest_that_does() {
    let site = minimal();
    let settings = std::fs::read_to_string(site.root().join("site.toml")).expect("settings");
    let with = |accent: &str| minimal().with("site.toml", format!("{settings}\n[theme_options]\naccent = {accent}\n"));
    let told = with("{ light = \"#c00000\", dark = \"#ff8080\" }").check().exits(1).stderr;
    assert_eq!(told.matches("lỗi[contrast]").count(), 1, "{told}");
    let better: Vec<&str> = told.split("ban ngày #").skip(1).chain(told.split("ban đêm #").skip(1)).collect();
    let colour = |at: usize| better[at].get(..6).expect("a colour");
    with(&format!("{{ light = \"#{}\", dark = \"#{}\" }}", colour(0), colour(1))).check().succeeds();
    // One colour is enough: that of the night follows from it.
    with(&format!("\"#{}\"", colour(0))).check().succeeds();
}

#[test]
fn an_id_on_the_command_line_is_told_with_the_right_one() {
    let site = minimal();
    let before = tree(site.root());
    let told = site.run(&["new", "lesson", "Khóa 1", "Bài"]).exits(2).stderr;
    assert!(told.contains("có phải khoa-1?"), "{told}");
    let told = site.run(&["new", "article", "???"]).exits(2).stderr;
    assert!(told.contains("đặt tên có chữ"), "{told}");
    let told = site.run(&["new", "criteria", "Hộ mẫu", "--title", "Hộ"]).exits(2).stderr;
    assert!(told.contains("có phải ho-mau?"), "{told}");
    assert!(tree(site.root()) == before);
}

#[test]
fn a_page_that_moved_is_told_with_the_alias_to_add() {
    let site = minimal().with("content/articles/lop.md", page("Lớp học tối"));
    site.build().succeeds();
    std::fs::rename(site.root().join("content/articles/lop.md"), site.root().join("content/articles/lop-hoc.md"))
        .expect("a page");
    let told = site.build().succeeds().stderr;
    assert!(told.contains("content/articles/lop-hoc.md:1:1: lưu ý[address-gone]"), "{told}");
    assert!(told.contains("aliases = [\"/bai-viet/lop/\"]"), "{told}");
    let text = page("Lớp học tối").replacen("+++\n", "+++\naliases = [\"/bai-viet/lop/\"]\n", 1);
    let site = site.with("content/articles/lop-hoc.md", text);
    assert!(!site.build().succeeds().stderr.contains("address-gone"));
    // With another title too, where it is the only new one there.
    std::fs::remove_file(site.root().join("content/articles/lop-hoc.md")).expect("a page");
    let site = site.with("content/articles/lop-toi.md", page("Lớp buổi tối"));
    let told = site.build().succeeds().stderr;
    assert!(told.contains("content/articles/lop-toi.md:1:1: lưu ý[address-gone]"), "{told}");
}

#[test]
fn a_page_that_is_gone_is_told_until_somebody_answers_and_is_no_alias_of_another() {
    let about = |words: &str| page("Bài").replace("Nội dung.", words);
    let site = minimal()
        .with(
            "content/articles/lop.md",
            about("Lớp học buổi tối mở ở nhà văn hóa thôn, thứ ba và thứ sáu hằng tuần.").replace("Bài", "Lớp tối"),
        )
        .with(
            "content/articles/cu.md",
            about("Thông báo nghỉ Tết năm ngoái, không còn hiệu lực.").replace("Bài", "Nghỉ Tết"),
        );
    site.build().succeeds();
    for name in ["lop.md", "cu.md"] {
        std::fs::remove_file(site.root().join("content/articles").join(name)).expect("a page");
    }
    // One has another name, title and a few words more; the other is deleted.
    let site = site.with(
        "content/articles/lop-hoc.md",
        about("Lớp học buổi tối mở ở nhà văn hóa thôn, thứ ba và thứ sáu hằng tuần. Mời bác đến.")
            .replace("Bài", "Học buổi tối"),
    );
    for build in 1..=3 {
        let told = site.build().succeeds().stderr;
        assert_eq!(told.matches("address-gone").count(), 2, "build {build}: {told}");
        assert!(told.contains("content/articles/lop-hoc.md:1:1: lưu ý[address-gone]"), "{told}");
        assert!(told.contains("dòng aliases = [\"/bai-viet/lop/\"]"), "{told}");
        assert!(told.contains("content:1:1: lưu ý[address-gone]: trước đây có trang /bai-viet/cu/"), "{told}");
        assert!(told.contains("gone = [\"/bai-viet/cu/\"]"), "{told}");
    }
    let settings = std::fs::read_to_string(site.root().join("site.toml")).expect("settings");
    let site = site.with("site.toml", format!("gone = [\"/bai-viet/cu/\"]\n{settings}"));
    let told = site.build().succeeds().stderr;
    assert_eq!(told.matches("address-gone").count(), 1, "{told}");
    let site = site.replacing("content/articles/lop-hoc.md", "title =", "aliases = [\"/bai-viet/lop/\"]\ntitle =");
    assert!(!site.build().succeeds().stderr.contains("address-gone"));
    assert!(!site.build().succeeds().stderr.contains("address-gone"));
}

#[test]
fn a_section_that_is_deleted_in_one_go_is_told_with_every_page_below_it() {
    let site = minimal()
        .with("content/tin/_index.md", page("Tin"))
        .with("content/tin/mot.md", page("Tin một"))
        .with("content/tin/sau/_index.md", page("Tin sâu"))
        .with("content/tin/sau/hai.md", page("Tin hai"))
        .with("content/bai-le.md", page("Bài lẻ"));
    site.build().succeeds();
    std::fs::remove_dir_all(site.root().join("content/tin")).expect("a section");
    std::fs::remove_file(site.root().join("content/bai-le.md")).expect("a page");
    let told = site.build().succeeds().stderr;
    for address in ["/tin/", "/tin/mot/", "/tin/sau/", "/tin/sau/hai/", "/bai-le/"] {
        assert!(told.contains(&format!("trước đây có trang {address},")), "{address} in {told}");
    }
    assert_eq!(told.matches("address-gone").count(), 5, "{told}");
    let gone = "gone = [\"/tin/\", \"/tin/mot/\", \"/tin/sau/\", \"/tin/sau/hai/\", \"/bai-le/\", \"/bai-viet/\"]\n";
    let settings = std::fs::read_to_string(site.root().join("site.toml")).expect("settings");
    let site = site.with("site.toml", format!("{gone}{settings}"));
    let told = site.build().succeeds().stderr;
    assert!(!told.contains("address-gone"), "{told}");
    assert!(told.contains("lưu ý[gone-is-there]: gone ghi địa chỉ /bai-viet/,"), "{told}");
    let site = site.with("site.toml", format!("gone = [\"https://vidu.vn/tin/\"]\n{settings}"));
    site.check().finds("site.toml:1:9 bad-gone");
}

#[test]
fn a_page_with_aliases_is_told_which_to_add_to_them() {
    let with_alias = |title: &str| page(title).replacen("+++\n", "+++\naliases = [\"/cu/\"]\n", 1);
    let site = minimal().with("content/articles/lop.md", with_alias("Lớp học tối"));
    site.build().succeeds();
    std::fs::rename(site.root().join("content/articles/lop.md"), site.root().join("content/articles/lop-hoc.md"))
        .expect("a page");
    let told = site.build().succeeds().stderr;
    assert!(told.contains("thêm \"/bai-viet/lop/\" vào danh sách aliases đã có"), "{told}");
}

#[test]
fn a_drawing_that_no_browser_shows_is_told_with_what_to_mend() {
    const OPEN: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"";
    for (drawing, told) in [
        (String::new(), "tệp .svg này rỗng"),
        ("chữ".to_owned(), "bên trong không phải hình vẽ SVG"),
        ("<svg viewBox=\"0 0 1 1\"><rect/></svg>".to_owned(), "thiếu xmlns"),
        (format!("{OPEN} width=\"1\" width=\"2\"/>"), "“width” viết hai lần"),
        (format!("{OPEN}><text>A & B</text></svg>"), "đổi & thành &amp;"),
    ] {
        let outcome = minimal().with("static/hinh.svg", &drawing).check();
        assert!(outcome.stderr.contains("static/hinh.svg:1:1: lỗi[broken-drawing]"), "{drawing}: {}", outcome.stderr);
        assert!(outcome.stderr.contains(told), "{drawing}: {}", outcome.stderr);
    }
}

#[test]
fn names_that_other_programs_and_systems_give_to_pages_are_told() {
    let site = minimal().with("content/tin/index.md", page("Tin")).with("content/articles/lop.md.md", page("Lớp"));
    let told = site.check().stderr;
    assert!(told.contains("content/tin/index.md:1:1: lưu ý[index-name]") && told.contains("thành _index.md"), "{told}");
    assert!(told.contains("content/articles/lop.md.md:1:1: lưu ý[not-a-page]"), "{told}");
    assert!(told.contains("đổi tên thành lop.md;"), "{told}");
    // Beside the page of its folder it is a page like any other.
    let told = minimal().with("content/articles/index.md", page("Mục lục")).check().stderr;
    assert!(!told.contains("index-name"), "{told}");
}

#[test]
fn serve_in_a_folder_that_is_no_site_says_so_and_ends() {
    let site = site("-- x --\n");
    std::fs::remove_file(site.root().join("site.toml")).expect("it was there");
    let outcome = site.run(&["serve", "--port", "0"]).exits(1);
    assert!(outcome.stderr.contains("đây không phải thư mục của trang"), "{}", outcome.stderr);
}

#[test]
fn numbers_dates_and_keys_of_a_front_matter_are_told_with_the_line_to_write() {
    let with = |line: &str| page("Lớp").replacen("+++\n", &format!("+++\n{line}\n"), 1);
    for (line, right) in [
        ("weight = 1 200", "viết weight = 1200"),
        ("weight = 12 bài", "viết weight = 12"),
        ("weight = 90%", "viết weight = 90"),
        ("weight = \"10\"", "bỏ dấu ngoặc kép: weight = 10"),
        ("date = 2026/11/30", "2026-11-30"),
        ("date = \"2026/11/30\"", "2026-11-30"),
        ("date = 30/11/2026", "2026-11-30"),
    ] {
        let told = minimal().with("content/articles/lop.md", with(line)).check().stderr;
        assert!(told.contains("content/articles/lop.md:2:") && told.contains(right), "{line}: {told}");
    }
    let twice = page("Lớp").replacen("+++\n", "+++\ntitle = \"Lớp tối\"\n", 1);
    let told = minimal().with("content/articles/lop.md", twice).check().stderr;
    assert!(told.contains("content/articles/lop.md:3:1: lỗi[toml-syntax]: khóa “title” đã có ở dòng 2"), "{told}");
}

#[test]
fn settings_are_told_with_the_value_to_write() {
    let settings = std::fs::read_to_string(minimal().root().join("site.toml")).expect("settings");
    for (line, right) in [
        ("base_url = \"hoctap.vn\"", "base_url = \"https://hoctap.vn/\""),
        ("base_url = \"http//hoctap.vn\"", "base_url = \"https://hoctap.vn/\""),
        ("report_to = \"0912 345 678\"", "report_to = \"tel:0912345678\""),
        ("report_to = \"mail: an@vidu.vn\"", "report_to = \"mailto:an@vidu.vn\""),
        ("help = { phone = \"gọi An\" }", "phone = \"0912 345 678\""),
        ("theme_options = { accent = \"c00000\" }", "viết \"#c00000\""),
    ] {
        let key = line.split(' ').next().unwrap_or_default();
        let kept: Vec<&str> = settings.lines().filter(|other| !other.starts_with(key)).collect();
        let told = minimal().with("site.toml", format!("{line}\n{}\n", kept.join("\n"))).check().stderr;
        assert!(told.contains(&format!("viết như: {right}")) || told.contains(right), "{line}: {told}");
    }
    let told = minimal().with("site.toml", format!("{settings}\n[help]\nphone = 0912 345 678\n")).check().stderr;
    assert!(told.contains("viết phone = \"0912 345 678\""), "{told}");
    let told = minimal().run(&["new", "lesson"]).exits(2).stderr;
    assert!(told.contains("còn thiếu mã khóa học, ví dụ khoa-1; tên bài"), "{told}");
}

#[test]
fn small_slips_are_told_with_what_was_meant() {
    let bai = "+++\ntitle = \"Bài\"\ndescription = \"Một câu.\"\ntags = [\"mot\", \"hai\"]\n+++\nXem [mục](#Mục-Lớn).\n\n## Mục Lớn\n";
    let told = minimal().with("content/articles/bai.md", bai).check().stderr;
    assert!(told.contains("có phải #muc-lon?"), "{told}");
    // One block for all tags, at the first.
    assert_eq!(told.matches("[[taxonomies]]").count(), 1, "{told}");
    assert_eq!(told.matches("[[taxonomies.terms]]").count(), 2, "{told}");
    let told = minimal()
        .with("content/articles/bai.html", "<p>Bài</p>")
        .with("content/articles/muc/_Index.md", page("Mục"))
        .check()
        .stderr;
    assert!(told.contains("tệp HTML không lên trang") && !told.contains("Word"), "{told}");
    assert!(told.contains("content/articles/muc/_Index.md:1:1: lưu ý[index-name]"), "{told}");
    let half = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><g><path d=\"M0 0\"";
    let told = minimal().with("static/hinh.svg", half).check().stderr;
    assert!(told.contains("hình vẽ SVG này không trọn vẹn") && !told.contains("error"), "{told}");
}
