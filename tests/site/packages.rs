//! `hoctap export` of courses: packages for other programs, the same bytes each time.

mod book;
mod platform;

use std::fs;
use std::io::Cursor;

use expect_test::expect;
use image::{ImageFormat, RgbImage};

use crate::support::{Site, hoctap, minimal, repository};
use crate::training::course;

const LESSON: &str = "content/training/khoa/01-mot.md";

/// The course with a picture, a table and a list of tasks too.
fn course_with_everything() -> Site {
    let mut picture = Cursor::new(Vec::new());
    RgbImage::new(8, 6).write_to(&mut picture, ImageFormat::Png).expect("a picture in memory");
    course().with("static/lop.png", picture.into_inner()).replacing(
        LESSON,
        "Làm ngay.",
        "Làm ngay.\n\n![Lớp học](/lop.png)\n\n| Việc | Giờ |\n| --- | --- |\n| Gọi | 8 |\n\n- [ ] Chưa làm.\n- [x] Đã làm.",
    )
}

/// The bytes of a package, which are the same when it is made again.
fn package(site: &Site, arguments: &[&str], name: &str) -> Vec<u8> {
    let arguments: Vec<&str> = ["export"].iter().chain(arguments).copied().collect();
    assert_eq!(site.run(&arguments).succeeds().stdout, format!("{name}\n"));
    let bytes = fs::read(site.root().join(name)).expect("the package");
    let again: Vec<&str> = arguments.iter().copied().chain(["--force"]).collect();
    site.run(&again).succeeds();
    assert!(fs::read(site.root().join(name)).expect("the package") == bytes, "{name}: other bytes");
    bytes
}

#[test]
fn the_questions_of_a_course_become_gift() {
    let site = course();
    let text = String::from_utf8(package(&site, &["khoa", "--format", "gift"], "khoa.gift.txt")).expect("text");
    expect![[r#"
        $CATEGORY: Khóa thử/Bài một

        ::Bài một\: Câu 1::[html]<p>Mã xác nhận thì đọc cho ai?</p> {
        	~Người gọi xưng là <em>ngân hàng</em>.
        	=Không đọc cho ai.
        	~Con cháu &amp; bạn.
        	####[html]<p>Ai có mã là vào được tài khoản.</p>
        }

        ::Bài một\: Câu 2::[html]<p>Dấu hiệu nào nên ngờ?</p> {
        	~%50%Giục làm ngay.
        	~%50%Hứa cho tiền.
        	~%-100%Có ngày đăng.
        	####[html]<p>Hai dấu hiệu đầu hay đi cùng nhau.</p>\n<ul>\n<li>Giục.</li>\n<li>Hứa.</li>\n</ul>
        }

        $CATEGORY: Khóa thử/Bài hai

        ::Bài hai\: Câu 1::[html]<p>Có hay không?</p> {
        	=Có.
        	~Không.
        	####[html]<p>Vì có.</p>
        }
    "#]]
    .assert_eq(&text);
    let by_address = site.run(&["export", "/tap-huan/khoa/", "--format", "gift", "--out", "-"]).succeeds().stdout;
    assert_eq!(by_address, text);
}

#[test]
fn what_means_something_in_gift_is_text_there() {
    let why = "Vì có.";
    let site = course()
        .replacing("content/training/khoa/02-hai.md", "Có hay không?", "Số {2} = 1+1 # mấy: ~2 hay <3>?")
        .replacing(
            "content/training/khoa/02-hai.md",
            why,
            "Xem [bài một](@/training/khoa/01-mot.md).\n\n```\na\n\n// b\n```",
        );
    let refused = site.run(&["export", "khoa", "--format", "gift", "--out", "-"]);
    expect![[r#"
        content/training/khoa/02-hai.md:1:1: lỗi[package-link]: liên kết tới @/training/khoa/01-mot.md không đi theo gói, và không biết trang này nằm ở đâu trên mạng
          gợi ý: ghi base_url trong site.toml, hoặc thêm --base-url https://…
    "#]].assert_eq(&refused.exits(1).stderr);
    let base_url = ["export", "khoa", "--format", "gift", "--out", "-", "--base-url", "https://thu.example"];
    let text = site.run(&base_url).succeeds().stdout;
    let question = text.rsplit("\n\n").next().unwrap_or_default();
    expect![[r#"
        ::Bài hai\: Câu 1::[html]<p>Số \{2\} \= 1+1 \# mấy\: \~2 hay &lt;3&gt;?</p> {
        	=Có.
        	~Không.
        	####[html]<p>Xem <a href\="https\://thu.example/tap-huan/khoa/mot/">bài một</a>.</p>\n<pre><code>a\n\n// b\n</code></pre>
        }
    "#]].assert_eq(question);
}

#[test]
fn a_package_that_cannot_be_made_says_why() {
    let site = course().with(
        "content/training/hai/khoa/_index.md",
        "+++\ntitle = \"Khóa trùng\"\ndescription = \"Một câu.\"\n+++\nLời.\n",
    );
    let site = site
        .with("content/training/hai/_index.md", "+++\ntitle = \"Hai\"\ndescription = \"Một câu.\"\n+++\nLời.\n")
        .with(
            "content/training/hai/khoa/01-a.md",
            "+++\ntitle = \"Bài không hỏi\"\ndescription = \"Một câu.\"\n[lesson]\naudience = \"Ai\"\nminutes = 5\n+++\nLời.\n",
        );
    let said: Vec<String> = ["khoa", "kho", "tap-huan/hai/khoa"]
        .iter()
        .map(|name| site.run(&["export", name, "--format", "gift"]).exits(1).stderr)
        .collect();
    expect![[r#"
        content:1:1: lỗi[many-courses]: có nhiều khóa tên “khoa”
          gợi ý: viết cả địa chỉ của khóa: tap-huan/hai/khoa hoặc tap-huan/khoa
        content:1:1: lỗi[unknown-course]: không có khóa học “kho”
          gợi ý: có phải khoa? Ở đây có: tap-huan/hai/khoa, tap-huan/khoa
        content/training/hai/khoa/_index.md:1:1: lỗi[no-questions]: khóa này chưa có câu hỏi nào, nên không có gì để xuất
          gợi ý: thêm câu hỏi vào bài học bằng :::question; docs/authors.md có mẫu
    "#]].assert_eq(&said.concat());
    assert!(!site.root().join("khoa.gift.txt").exists());
    let english = site.run(&["--lang", "en", "export", "khoa", "--format", "gift"]).exits(1).stderr;
    expect![[r#"
        content:1:1: error[many-courses]: several courses are named “khoa”
          hint: write the whole address: tap-huan/hai/khoa or tap-huan/khoa
    "#]]
    .assert_eq(&english);
    let none = minimal();
    let said =
        [none.run(&["export", "mau", "--format", "gift"]), none.run(&["export", "khong-co", "--format", "gift"])];
    expect![[r#"
        content:1:1: lỗi[export-format]: “mau” là bộ tiêu chí, không đóng thành gói bài học được
          gợi ý: bộ tiêu chí thì chọn --format xlsx | json | csv
        content:1:1: lỗi[unknown-course]: không có khóa học “khong-co”
          gợi ý: Ở đây có: tap-huan/khoa
    "#]]
    .assert_eq(&said.map(|said| said.exits(1).stderr).concat());
    expect![[r#"
        site.toml:1:1: lưu ý[no-base-url]: chưa có địa chỉ của trang: bỏ qua địa chỉ chính tắc, thẻ chia sẻ, sitemap.xml và atom.xml
          gợi ý: thêm base_url = "https://…/" vào site.toml, hoặc dùng --base-url
        content/criteria:1:1: lỗi[export-format]: “khoa” là khóa học, không xuất thành bảng được
          gợi ý: khóa học thì chọn --format epub | scorm | gift
    "#]].assert_eq(&course().run(&["export", "khoa"]).exits(1).stderr);
}

#[test]
fn a_file_that_is_there_stays() {
    let site = course().with("khoa.gift.txt", "của tôi");
    expect![[r#"
        lỗi: khoa.gift.txt đã có, nên không ghi đè
          gợi ý: chọn tên khác bằng --out, hoặc thêm --force để thay tệp ấy
    "#]]
    .assert_eq(&site.run(&["export", "khoa", "--format", "gift"]).exits(2).stderr);
    assert_eq!(fs::read_to_string(site.root().join("khoa.gift.txt")).expect("the file"), "của tôi");
}

#[test]
fn a_site_with_errors_hands_out_nothing() {
    let site = course().replacing(LESSON, "#bai-tap)", "#bai-tam)");
    site.run(&["export", "khoa", "--format", "gift"]).finds("01-mot.md: link-anchor");
}

#[test]
fn a_course_that_is_called_as_a_set_is_found() {
    let lesson =
        "+++\ntitle = \"Bài\"\ndescription = \"Một câu.\"\n[lesson]\naudience = \"Ai\"\nminutes = 5\n+++\nLời.\n";
    let course = "+++\ntitle = \"Khóa mẫu\"\ndescription = \"Một câu.\"\n+++\nLời.\n";
    let site = minimal()
        .with("content/training/_index.md", course)
        .with("content/training/mau/_index.md", course.replace("mẫu", "trùng"))
        .with("content/training/mau/01-bai.md", lesson);
    site.check().finds("content/training/mau/_index.md course-and-set");
}

#[test]
fn every_course_of_the_real_site_has_its_questions_as_gift() {
    let root = repository();
    let folders = fs::read_dir(root.join("content/training")).expect("the courses");
    let mut courses: Vec<_> =
        folders.flatten().filter(|entry| entry.path().is_dir()).map(|entry| entry.file_name()).collect();
    courses.sort();
    assert!(courses.len() >= 5, "{courses:?}");
    for course in courses {
        let name = course.to_str().expect("a plain name");
        let text = hoctap(root, &["export", name, "--format", "gift", "--out", "-"], "").succeeds().stdout;
        let asked = text.matches("\n::").count();
        let written: usize = fs::read_dir(root.join("content/training").join(name))
            .expect("the lessons")
            .flatten()
            .map(|entry| fs::read_to_string(entry.path()).expect("a lesson").matches("\n:::question ").count())
            .sum();
        assert!(asked == written && asked > 5, "{name}: {asked} of {written}");
        assert!(text.len() < 100_000, "{name}: {}", text.len());
    }
}
