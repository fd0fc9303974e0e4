//! Mistakes in Markdown: each with its words, its place and its hint.

use expect_test::{Expect, expect};

use super::{in_the_article, with_body};

/// The text is refused, with these words.
fn refused(markdown: &str, expected: &Expect) {
    let outcome = with_body(markdown).check().exits(1);
    expected.assert_eq(&without_base_url(&outcome.stderr));
}

/// The text is advised of this, and builds.
fn advised(markdown: &str, expected: &Expect) {
    let outcome = with_body(markdown).check().succeeds();
    expected.assert_eq(&without_base_url(&outcome.stderr));
}

fn without_base_url(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let advice = lines.iter().position(|line| line.contains("no-base-url"));
    let kept = lines.iter().enumerate().filter(|(index, _)| advice.is_none_or(|at| *index != at && *index != at + 1));
    kept.flat_map(|(_, line)| [*line, "\n"]).collect()
}

#[test]
fn a_directive_is_unknown() {
    refused(
        ":::calout note\nMột.\n:::\n\n:::video\n:::\n",
        &expect![[r#"
            content/bai.md:5:1: lỗi[unknown-directive]: không có khối “:::calout”
              gợi ý: có phải :::callout? Các khối dùng được: callout, steps, legal-basis, criterion, question, trainer
            content/bai.md:9:1: lỗi[unknown-directive]: không có khối “:::video”
              gợi ý: các khối dùng được: callout, steps, legal-basis, criterion, question, trainer
        "#]],
    );
}

#[test]
fn a_directive_is_never_closed_or_never_opened() {
    refused(
        "Một.\n\n:::steps\n1. Hai.\n\n:::callout note\nBa.\n:::\n",
        &expect![[r#"
        content/bai.md:7:1: lỗi[open-directive]: khối :::steps mở mà không đóng
          gợi ý: thêm một dòng ::: ở cuối khối, sát lề trái
    "#]],
    );
    refused(
        "Một.\n:::\nHai.\n",
        &expect![[r#"
            content/bai.md:6:1: lỗi[directive-end]: dòng ::: này không đóng khối nào
              gợi ý: xóa dòng này, hoặc mở khối bằng :::tên ở trên
        "#]],
    );
}

#[test]
fn a_directive_is_closed_inside_code() {
    refused(
        ":::callout note\n```\ncode\n:::\n",
        &expect![[r#"
            content/bai.md:5:1: lỗi[open-directive]: khối :::callout mở mà không đóng
              gợi ý: thêm một dòng ::: ở cuối khối, sát lề trái
            content/bai.md:6:1: lưu ý[open-fence]: khối ``` mở mà không đóng: từ đây đến hết bài thành chữ máy
              gợi ý: thêm một dòng ``` ở cuối khối
        "#]],
    );
}

#[test]
fn a_directive_stands_in_a_list_or_is_indented() {
    refused(
        "- một\n  :::callout note\n  :::\n\n :::steps\n\n> :::callout tip\n",
        &expect![[r#"
        content/bai.md:6:3: lỗi[directive-place]: khối ::: phải bắt đầu sát lề trái, trên dòng riêng
          gợi ý: đưa dòng ::: ra sát lề, không đặt trong danh sách hay trích dẫn; nếu muốn nói về dấu ấy thì để trong `…`
        content/bai.md:7:3: lỗi[directive-place]: khối ::: phải bắt đầu sát lề trái, trên dòng riêng
          gợi ý: đưa dòng ::: ra sát lề, không đặt trong danh sách hay trích dẫn; nếu muốn nói về dấu ấy thì để trong `…`
        content/bai.md:9:2: lỗi[directive-place]: khối ::: phải bắt đầu sát lề trái, trên dòng riêng
          gợi ý: đưa dòng ::: ra sát lề, không đặt trong danh sách hay trích dẫn; nếu muốn nói về dấu ấy thì để trong `…`
        content/bai.md:11:3: lỗi[directive-place]: khối ::: phải bắt đầu sát lề trái, trên dòng riêng
          gợi ý: đưa dòng ::: ra sát lề, không đặt trong danh sách hay trích dẫn; nếu muốn nói về dấu ấy thì để trong `…`
    "#]],
    );
}

#[test]
fn a_callout_is_of_no_known_kind() {
    refused(
        ":::callout Chú ý\nMột.\n:::\n\n:::callout\nHai.\n:::\n",
        &expect![[r#"
            content/bai.md:5:12: lỗi[directive-argument]: sau :::callout không thể là “Chú”
              gợi ý: chọn một trong: note, tip, important, warning, caution; sau đó là tên của khối, nếu cần
            content/bai.md:9:11: lỗi[directive-argument]: sau :::callout còn thiếu một chữ
              gợi ý: viết thêm một trong: note, tip, important, warning, caution
        "#]],
    );
}

#[test]
fn steps_hold_something_else() {
    refused(
        ":::steps\n- một\n:::\n\n:::steps ngay\nLời dẫn.\n\n1. hai\n:::\n",
        &expect![[r#"
        content/bai.md:5:1: lỗi[steps-content]: trong khối :::steps phải là đúng một danh sách đánh số
          gợi ý: viết mỗi bước một dòng: 1. …, 2. …; lời dẫn để ở ngoài khối
        content/bai.md:9:1: lỗi[steps-content]: trong khối :::steps phải là đúng một danh sách đánh số
          gợi ý: viết mỗi bước một dòng: 1. …, 2. …; lời dẫn để ở ngoài khối
        content/bai.md:9:10: lỗi[directive-argument]: sau :::steps có chữ thừa: “ngay”
          gợi ý: chỉ viết :::steps trên dòng ấy
    "#]],
    );
}

#[test]
fn a_legal_text_has_mistakes() {
    refused(
        ":::legal-basis\nnumber = 324\nisuer = \"Hội\"\nissued = 2023-13-01\n:::\n",
        &expect![[r#"
            content/bai.md:6:10: lỗi[wrong-type]: giá trị của “number” phải là chữ trong ngoặc kép, không để trống
              gợi ý: ví dụ: number = "…"
            content/bai.md:7:1: lỗi[unknown-key]: không có khóa “isuer” trong phần khai báo
              gợi ý: có phải “issuer”? Các khóa dùng được: effective, issued, issuer, note, number, title
            content/bai.md:8:10: lỗi[bad-date]: không có ngày “2023-13-01”
              gợi ý: viết năm-tháng-ngày, ví dụ 2026-11-21; tháng từ 01 đến 12, ngày có trong tháng ấy
        "#]],
    );
    refused(
        ":::legal-basis\nnumber = 324\nisuer = \"Hội\"\n:::\n",
        &expect![[r#"
            content/bai.md:6:10: lỗi[wrong-type]: giá trị của “number” phải là chữ trong ngoặc kép, không để trống
              gợi ý: ví dụ: number = "…"
            content/bai.md:7:1: lỗi[unknown-key]: không có khóa “isuer” trong phần khai báo
              gợi ý: có phải “issuer”? Các khóa dùng được: effective, issued, issuer, note, number, title
        "#]],
    );
}

#[test]
fn a_criterion_is_unknown() {
    let outcome = in_the_article(":::criterion mau/tu-hok\n:::\n:::criterion\n:::\n").check().exits(1);
    expect![[r#"
        content/articles/dau-tien.md:11:14: lỗi[criterion-target]: không có bộ tiêu chí, tiêu chí hay chỉ số “mau/tu-hok”
          gợi ý: có phải mau/tu-hoc?
        content/articles/dau-tien.md:13:13: lỗi[criterion-target]: không có bộ tiêu chí, tiêu chí hay chỉ số “”
          gợi ý: viết mã bộ, hoặc mã bộ/mã tiêu chí, hoặc mã bộ/mã chỉ số, ví dụ cdht/tu-hoc
    "#]].assert_eq(&outcome.stderr);
}

#[test]
fn an_address_of_a_heading_is_used_twice() {
    refused(
        "## Một {#viec}\n\n## Hai {#hai old=\"viec moi\"}\n\n### Ba {#moi}\n",
        &expect![[r#"
        content/bai.md:7:1: lỗi[duplicate-anchor]: mã mục #viec đã có ở content/bai.md:5:1
          gợi ý: mỗi mã chỉ dùng một lần trong một trang: đổi một trong hai
        content/bai.md:9:1: lỗi[duplicate-anchor]: mã mục #moi đã có ở content/bai.md:7:1
          gợi ý: mỗi mã chỉ dùng một lần trong một trang: đổi một trong hai
    "#]],
    );
}

#[test]
fn an_address_of_a_heading_is_none() {
    refused(
        "## Một {#Việc}\n\n## Hai {old=\"Hai_cũ\"}\n",
        &expect![[r#"
            content/bai.md:5:1: lỗi[bad-id]: mã “Việc” không hợp lệ
              gợi ý: mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối ở giữa: viết viec
            content/bai.md:7:1: lỗi[bad-id]: mã “Hai_cũ” không hợp lệ
              gợi ý: mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối ở giữa: viết hai-cu
        "#]],
    );
}

#[test]
fn a_heading_carries_what_is_no_address() {
    refused(
        "## Một {.lon onclick=alert(1) hidden}\n",
        &expect![[r#"
        content/bai.md:5:1: lỗi[heading-attribute]: sau tiêu đề không dùng được “.lon”
          gợi ý: trong {…} chỉ có #mã và old="mã-cũ", ví dụ ## Việc cần làm {#viec old="viec-cu"}
        content/bai.md:5:1: lỗi[heading-attribute]: sau tiêu đề không dùng được “onclick=alert(1)”
          gợi ý: trong {…} chỉ có #mã và old="mã-cũ", ví dụ ## Việc cần làm {#viec old="viec-cu"}
        content/bai.md:5:1: lỗi[heading-attribute]: sau tiêu đề không dùng được “hidden”
          gợi ý: trong {…} chỉ có #mã và old="mã-cũ", ví dụ ## Việc cần làm {#viec old="viec-cu"}
    "#]],
    );
}

#[test]
fn headings_are_out_of_order() {
    refused(
        "# Một\n\n## Hai\n\n#### Bốn\n\n##\n",
        &expect![[r#"
        content/bai.md:5:1: lỗi[heading-order]: trong bài không dùng tiêu đề cấp 1: tên trang đã là cấp 1
          gợi ý: thêm một dấu #, thành ##
        content/bai.md:9:1: lỗi[heading-order]: tiêu đề cấp 4 đứng ngay sau cấp 2: nhảy cấp thì người nghe máy đọc bị lạc
          gợi ý: dùng ### cho mục này
        content/bai.md:11:1: lỗi[heading-empty]: tiêu đề không có chữ
          gợi ý: viết tiêu đề, hoặc xóa dòng này
    "#]],
    );
}

#[test]
fn a_table_has_a_column_without_a_name() {
    refused(
        "| | Hai | |\n| --- | --- | --- |\n| a | b | c |\n",
        &expect![[r#"
        content/bai.md:5:2: lỗi[table-header]: bảng có ô đầu cột trống
          gợi ý: ghi tên cho mỗi cột: người nghe máy đọc chỉ biết cột qua tên
    "#]],
    );
}

#[test]
fn a_link_says_nothing() {
    refused(
        "Xem [tại đây](@/_index.md), [**Xem thêm**…](@/_index.md), [Click vào đây](https://mau.example/) và [](@/_index.md).\n",
        &expect![[r#"
            content/bai.md:5:5: lỗi[link-text]: chữ của liên kết là “tại đây”, không nói dẫn đi đâu
              gợi ý: đặt liên kết vào tên của nơi đến, ví dụ [cách giữ minh chứng](…)
            content/bai.md:5:29: lỗi[link-text]: chữ của liên kết là “Xem thêm…”, không nói dẫn đi đâu
              gợi ý: đặt liên kết vào tên của nơi đến, ví dụ [cách giữ minh chứng](…)
            content/bai.md:5:59: lỗi[link-text]: chữ của liên kết là “Click vào đây”, không nói dẫn đi đâu
              gợi ý: đặt liên kết vào tên của nơi đến, ví dụ [cách giữ minh chứng](…)
            content/bai.md:5:100: lỗi[link-text]: liên kết không có chữ
              gợi ý: viết [tên của nơi đến](địa chỉ)
        "#]],
    );
    advised(
        "Xem <https://mau.example/a> và [www.mau.example](https://mau.example/).\n",
        &expect![[r#"
        content/bai.md:5:5: lưu ý[link-text]: chữ của liên kết là chính địa chỉ https://mau.example/a
          gợi ý: viết [tên của nơi đến](địa chỉ): máy đọc đọc địa chỉ từng chữ một; khi in, địa chỉ tự hiện ra
        content/bai.md:5:32: lưu ý[link-text]: chữ của liên kết là chính địa chỉ www.mau.example
          gợi ý: viết [tên của nơi đến](địa chỉ): máy đọc đọc địa chỉ từng chữ một; khi in, địa chỉ tự hiện ra
    "#]],
    );
}

#[test]
fn a_footnote_is_missing_or_left_over() {
    refused(
        "Một[^a].\n\n[^b]: Hai.\n",
        &expect![[r#"
        content/bai.md:5:4: lỗi[footnote-missing]: không có chú thích [^a]
          gợi ý: thêm một dòng [^a]: … ở cuối bài
        content/bai.md:7:1: lưu ý[footnote-unused]: chú thích [^b] không có chỗ nào nhắc tới, nên không hiện ra
          gợi ý: đặt [^b] vào câu cần chú thích, hoặc xóa chú thích
    "#]],
    );
}

#[test]
fn a_link_would_run_code_however_it_is_written() {
    let written = [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "<java\tscript:alert(1)>",
        "<  javascript:alert(1)>",
        "&#106;avascript:alert(1)",
        "java&Tab;script:alert(1)",
        "javascript&colon;alert(1)",
        "%6Aavascript:alert(1)",
        "java%0ascript:alert(1)",
        "javascript%3Aalert(1)",
        "<\u{1}javascript:alert(1)>",
        "java\u{200b}script:alert(1)",
        "vbscript:msgbox(1)",
        "data:text/html;base64,PHNjcmlwdD4=",
        "blob:https://mau.example/1",
        "file:///etc/passwd",
        "view-source:https://mau.example/",
        "ht%74p://mau.example/",
    ];
    for address in written {
        let outcome = with_body(&format!("[một]({address})\n")).check();
        assert!(outcome.stderr.contains("content/bai.md:5:1: lỗi[link-scheme]"), "{address}: {}", outcome.stderr);
    }
    for address in ["//mau.example/", "https:mau.example", "http:/mau.example", "https:///a", "/khong-co", "a.html"] {
        let outcome = with_body(&format!("[một]({address})\n")).check();
        assert!(outcome.stderr.contains("content/bai.md:5:1: lỗi[link-form]"), "{address}: {}", outcome.stderr);
    }
    let fine =
        "[một](https://mau.example/a?b=%20c#d), [hai](mailto:a@mau.example), [ba](tel:+84123), <b@mau.example>\n";
    let site = with_body(fine);
    site.build().succeeds();
    let html = site.output("bai/index.html");
    assert!(html.contains("href=\"https://mau.example/a?b=%20c#d\""), "{html}");
    assert!(html.contains("href=\"mailto:b@mau.example\""), "{html}");
}

#[test]
fn no_heading_takes_the_address_of_a_footnote() {
    let site = with_body(
        "## Fn 1\n\nMột[^a], hai[^a].\n\n## Fnref 1\n\nBa.\n\n## Fnref 1 2\n\nBốn.\n\n## Fn một\n\nNăm.\n\n## Fn\n\nSáu.\n\n[^a]: Của một.\n",
    );
    site.build().succeeds();
    let html = site.output("bai/index.html");
    let tags = crate::support::html::tags(&html);
    let mut ids: Vec<&str> = tags.iter().filter_map(|tag| tag.get("id")).collect();
    ids.sort_unstable();
    let all = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), all, "{html}");
    for id in ["fn-1", "fnref-1", "fnref-1-2", "muc-fn-1", "muc-fnref-1", "muc-fnref-1-2", "fn-mot", "fn"] {
        assert!(ids.contains(&id), "{id}: {ids:?}");
    }
    assert!(html.contains("<li id=\"fn-1\">"), "{html}");
    with_body("## Một {#fn-1}\n\nHai.\n").check().finds("content/bai.md:5:1 note-id");
    with_body("## Một {#mot old=\"fnref-2\"}\n\nHai.\n").check().finds("content/bai.md:5:1 note-id");
}
