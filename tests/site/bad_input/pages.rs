//! Mistakes in any page: its front matter, its encoding, its links and pictures.

use expect_test::expect;

use super::{ARTICLE, refuses};
use crate::support::{Site, minimal, page};

#[test]
fn a_key_is_mistyped() {
    refuses(
        |site| site.replacing(ARTICLE, "description =", "descripton ="),
        &expect![[r#"
            content/articles/dau-tien.md:3:1: lỗi[unknown-key]: không có khóa “descripton” trong phần khai báo
              gợi ý: có phải “description”? Các khóa dùng được: aliases, date, description, draft, image, keywords, large_print, lesson, mark, owner, review_months, reviewed, slug, source, tags, title, weight
        "#]],
    );
}

#[test]
fn a_key_of_the_settings_is_mistyped() {
    refuses(
        |site| site.replacing("site.toml", "base_url =", "base-url ="),
        &expect![[r#"
            site.toml:1:1: lưu ý[no-base-url]: chưa có địa chỉ của trang: bỏ qua địa chỉ chính tắc, thẻ chia sẻ, sitemap.xml và atom.xml
              gợi ý: thêm base_url = "https://…/" vào site.toml, hoặc dùng --base-url
            site.toml:4:1: lỗi[unknown-key]: không có khóa “base-url” trong phần khai báo
              gợi ý: có phải “base_url”? Các khóa dùng được: allow_active, base_url, contact, description, enforce_budgets, gone, help, hosts, id, language, languages, license, owner, page_size, raw_html, report_to, review_months, search, service_worker, taxonomies, theme, theme_options, title
        "#]],
    );
}

#[test]
fn a_date_is_none_of_the_calendar() {
    refuses(
        |site| site.replacing(ARTICLE, "date = 2026-11-20", "date = 2026-02-30"),
        &expect![[r#"
        content/articles/dau-tien.md:4:8: lỗi[bad-date]: không có ngày “2026-02-30”
          gợi ý: viết năm-tháng-ngày, ví dụ 2026-11-21; tháng từ 01 đến 12, ngày có trong tháng ấy
    "#]],
    );
}

#[test]
fn a_date_is_written_as_people_write_it() {
    refuses(
        |site| site.replacing(ARTICLE, "date = 2026-11-20", "date = \"20/11/2026\""),
        &expect![[r#"
            content/articles/dau-tien.md:4:8: lỗi[bad-date]: không có ngày “20/11/2026”
              gợi ý: ngày viết ngược lại, năm đứng trước: 2026-11-20
        "#]],
    );
}

#[test]
fn the_date_of_a_source_is_no_date() {
    refuses(
        |site| site.replacing(ARTICLE, "date = \"17/5/2024\"", "date = \"17/13/2024\""),
        &expect![[r#"
        content/articles/dau-tien.md:8:8: lỗi[wrong-type]: giá trị của “date” phải là năm, tháng/năm hoặc ngày/tháng/năm trong ngoặc kép
          gợi ý: ví dụ: date = "17/5/2024"
    "#]],
    );
}

#[test]
fn a_file_is_written_in_another_encoding() {
    let old_font = b"+++\ntitle = \"C\xf4ng d\xe2n\"\ndescription = \"M\xf4 t\xb6.\"\n+++\n";
    refuses(
        |site| site.with("content/articles/cu.md", old_font),
        &expect![[r#"
        content/articles/cu.md:2:11: lỗi[not-utf8]: tệp không phải UTF-8: từ chỗ này chữ không đọc được
          gợi ý: mở tệp bằng trình soạn thảo, chọn “Lưu với bảng mã UTF-8”; nếu chữ gõ bằng phông TCVN3 hoặc VNI thì chuyển sang Unicode trước
    "#]],
    );
}

#[test]
fn a_file_is_saved_as_utf_16() {
    let text: Vec<u8> = "\u{feff}+++\ntitle = \"Công dân\"\n+++\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    refuses(
        |site| site.with("content/articles/may-cu.md", text),
        &expect![[r#"
        content/articles/may-cu.md:1:1: lỗi[not-utf8]: tệp không phải UTF-8, có vẻ là UTF-16
          gợi ý: mở tệp bằng trình soạn thảo, chọn “Lưu với bảng mã UTF-8” rồi lưu lại
    "#]],
    );
}

#[test]
fn a_page_has_no_title() {
    refuses(
        |site| site.replacing(ARTICLE, "title = \"Đường đến lớp\"\n", ""),
        &expect![[r#"
        content/articles/dau-tien.md:2:1: lỗi[missing-key]: thiếu khóa “title” trong phần khai báo
          gợi ý: thêm dòng title = …
    "#]],
    );
}

#[test]
fn a_page_has_no_front_matter() {
    refuses(
        |site| site.with("content/articles/tran.md", "Chỉ có chữ.\n"),
        &expect![[r#"
        content/articles/tran.md:1:1: lỗi[no-front-matter]: trang không mở đầu bằng phần khai báo
          gợi ý: dòng đầu tiên phải là +++, tiếp theo là title = "…", description = "…", rồi +++
    "#]],
    );
}

#[test]
fn the_front_matter_has_no_end() {
    refuses(
        |site| site.with("content/articles/ho.md", "+++\ntitle = \"Hở\"\n"),
        &expect![[r#"
        content/articles/ho.md:1:1: lỗi[open-front-matter]: phần khai báo mở bằng +++ nhưng không đóng
          gợi ý: thêm một dòng +++ ngay sau phần khai báo
    "#]],
    );
}

#[test]
fn the_front_matter_is_not_toml() {
    refuses(
        |site| site.replacing(ARTICLE, "title = \"Đường đến lớp\"", "title = Đường đến lớp"),
        &expect![[r#"
            content/articles/dau-tien.md:2:9: lỗi[toml-syntax]: giá trị này phải để trong ngoặc kép thẳng
              gợi ý: viết title = "Đường đến lớp"
        "#]],
    );
}

#[test]
fn a_link_leads_to_a_page_that_is_gone() {
    refuses(
        |site| site.replacing(ARTICLE, "(@/criteria/mau/_index.md)", "(@/criteria/cu/_index.md)"),
        &expect![[r#"
        content/articles/dau-tien.md:15:8: lỗi[link-target]: liên kết tới @/criteria/cu/_index.md, nhưng không có trang ấy
          gợi ý: có phải @/criteria/mau/_index.md?
    "#]],
    );
}

#[test]
fn a_link_leads_to_a_heading_that_is_gone() {
    refuses(
        |site| site.replacing(ARTICLE, "#viec-can-lam", "#viec-phai-lam"),
        &expect![[r#"
        content/articles/dau-tien.md:16:8: lỗi[link-anchor]: trang @/training/khoa/01-bai-mot.md không có mục #viec-phai-lam
          gợi ý: có phải #viec-can-lam?
    "#]],
    );
}

#[test]
fn a_link_leads_to_a_draft_that_nobody_will_see() {
    refuses(
        |site| site.replacing(ARTICLE, "(@/criteria/mau/_index.md)", "(@/articles/ban-nhap.md)"),
        &expect![[r#"
        content/articles/dau-tien.md:15:8: lỗi[link-target]: liên kết tới @/articles/ban-nhap.md, nhưng bài ấy còn là bản nháp
          gợi ý: bỏ dòng draft = true trong bài ấy để đăng, hoặc bỏ liên kết
    "#]],
    );
}

#[test]
fn a_link_would_run_code() {
    refuses(
        |site| site.replacing(ARTICLE, "(@/criteria/mau/_index.md)", "(javascript:alert(1))"),
        &expect![[r#"
        content/articles/dau-tien.md:15:8: lỗi[link-scheme]: không được liên kết bằng “javascript:”
          gợi ý: dùng https, http, mailto hoặc tel
    "#]],
    );
}

#[test]
fn a_link_is_written_as_an_address_of_the_built_site() {
    refuses(
        |site| site.replacing(ARTICLE, "(@/criteria/mau/_index.md)", "(/tieu-chi/mau/)"),
        &expect![[r#"
            content/articles/dau-tien.md:15:8: lỗi[link-form]: không hiểu liên kết “/tieu-chi/mau/”
              gợi ý: có phải @/criteria/mau/_index.md?
        "#]],
    );
}

#[test]
fn a_picture_says_nothing_to_those_who_do_not_see_it() {
    let change = |site: Site| {
        site.with("static/lop.png", b"not looked into").replacing(ARTICLE, "Mở đầu", "![](/lop.png)\n\nMở đầu")
    };
    refuses(
        change,
        &expect![[r#"
            content/articles/dau-tien.md:11:1: lỗi[image-alt]: hình không có lời mô tả
              gợi ý: viết ![hình vẽ gì](đường-dẫn) để người không nhìn thấy hình vẫn hiểu
            content/articles/dau-tien.md:11:1: lỗi[image-unreadable]: không đọc được hình /lop.png
              gợi ý: mở hình bằng phần mềm xem ảnh rồi lưu lại thành PNG, JPEG, WebP, GIF hoặc SVG
        "#]],
    );
}

#[test]
fn a_picture_would_be_fetched_from_another_host() {
    let picture = "![Lớp học](https://anh.example/lop.png)\n\nMở đầu";
    let outcome = minimal().replacing(ARTICLE, "Mở đầu", picture).check().exits(1);
    assert!(outcome.stderr.contains("content/articles/dau-tien.md:11:1: lỗi["), "{}", outcome.stderr);
}

#[test]
fn two_pages_want_one_address() {
    let page = page("Trùng");
    refuses(
        |site| site.with("content/articles/02-dau-tien.md", page),
        &expect![[r#"
        content/articles/dau-tien.md:1:1: lỗi[same-path]: trang này và content/articles/02-dau-tien.md cùng ra một địa chỉ /bai-viet/dau-tien/
          gợi ý: đổi slug hoặc tên tệp của một trong hai
    "#]],
    );
}
