//! What an author writes in Markdown, and what stands in the page.

mod mistakes;
mod reading;

use expect_test::{Expect, expect};

use crate::support::{Site, minimal, site};

/// A site whose one page has this body, on lines from 5 on.
pub(crate) fn with_body(markdown: &str) -> Site {
    site(&format!("-- content/bai.md --\n+++\ntitle = \"Bài\"\ndescription = \"Một câu.\"\n+++\n{markdown}"))
}

/// The small complete site, whose article has this body, on lines from 11 on.
pub(crate) fn in_the_article(markdown: &str) -> Site {
    let site = minimal();
    let path = "content/articles/dau-tien.md";
    let text = std::fs::read_to_string(site.root().join(path)).expect("the article");
    let start = text.rfind("+++\n").expect("its front matter ends") + "+++\n".len();
    site.with(path, format!("{}{markdown}", &text[..start]))
}

/// What stands between the page's sentence and its end.
pub(crate) fn body_of(html: &str) -> &str {
    let start = html.find("<p class=\"lead\">").expect("a page says what it is for");
    let start = start + html[start..].find("</p>").expect("the sentence ends") + "</p>".len();
    let end = start + html[start..].find("</article>").expect("a page is an article");
    html[start..end].trim()
}

fn becomes(markdown: &str, expected: &Expect) {
    let site = with_body(markdown);
    let outcome = site.build().succeeds();
    let advice = outcome.stderr.lines().filter(|line| line.contains("content/")).collect::<Vec<_>>().join("\n");
    assert_eq!(advice, "", "a good text is advised of nothing");
    expected.assert_eq(&format!("{}\n", body_of(&site.output("bai/index.html"))));
}

#[test]
fn a_heading_keeps_its_older_addresses() {
    becomes(
        "## Việc cần làm {#viec old=\"viec-cu viec-xua\"}\n\nXem [việc cũ](#viec-cu).\n\n### Đọc\n\nMột.\n\n### Đọc\n\nHai.\n",
        &expect![[r##"
            <h2 id="viec"><span id="viec-cu"></span><span id="viec-xua"></span>Việc cần làm</h2>
            <p>Xem <a href="#viec-cu">việc cũ</a>.</p>
            <h3 id="doc">Đọc</h3>
            <p>Một.</p>
            <h3 id="doc-2">Đọc</h3>
            <p>Hai.</p>
        "##]],
    );
}

#[test]
fn three_headings_make_a_table_of_contents() {
    let site = with_body("## Một\n\n### Nhỏ\n\n## Hai & “ba”\n\n## Bốn\n");
    site.build().succeeds();
    let html = site.output("bai/index.html");
    expect![[r##"
        <nav class="toc screen" aria-label="Trong bài này"><details><summary>Trong bài này</summary></details>
        <ol class="links">
        <li><a href="#mot">Một</a></li>
        <li><a href="#hai-ba">Hai &amp; “ba”</a></li>
        <li><a href="#bon">Bốn</a></li>
        </ol>
        </nav>
    "##]]
    .assert_eq(body_of(&html).split("<h2").next().unwrap_or_default());
    let site = with_body("## Một\n\n## Hai\n");
    site.build().succeeds();
    assert!(!site.output("bai/index.html").contains("<details>"), "two headings are found without a table");
}

#[test]
fn footnotes_are_numbered_as_they_are_read_and_lead_back() {
    becomes(
        "Một[^b], hai[^a], lại một[^b].\n\n[^a]: Của hai.\n[^b]: Của một, xem thêm chú thích kia[^a].\n\n    Đoạn sau.\n\n## Cuối\n\nHết.\n",
        &expect![[r##"
            <p>Một<sup><a href="#fn-1" id="fnref-1" role="doc-noteref" aria-label="Chú thích 1">1</a></sup>, hai<sup><a href="#fn-2" id="fnref-2" role="doc-noteref" aria-label="Chú thích 2">2</a></sup>, lại một<sup><a href="#fn-1" id="fnref-1-2" role="doc-noteref" aria-label="Chú thích 1">1</a></sup>.</p>
            <h2 id="cuoi">Cuối</h2>
            <p>Hết.</p>
            <section class="notes" role="doc-endnotes" aria-label="Chú thích">
            <ol>
            <li id="fn-1">
            <p>Của một, xem thêm chú thích kia<sup><a href="#fn-2" id="fnref-2-2" role="doc-noteref" aria-label="Chú thích 2">2</a></sup>.</p>
            <p>Đoạn sau. <a href="#fnref-1" role="doc-backlink" aria-label="Về chỗ có chú thích 1 (1)">↑</a> <a href="#fnref-1-2" role="doc-backlink" aria-label="Về chỗ có chú thích 1 (2)">↑</a></p>
            </li>
            <li id="fn-2">
            <p>Của hai. <a href="#fnref-2" role="doc-backlink" aria-label="Về chỗ có chú thích 2 (1)">↑</a> <a href="#fnref-2-2" role="doc-backlink" aria-label="Về chỗ có chú thích 2 (2)">↑</a></p>
            </li>
            </ol>
            </section>
        "##]],
    );
}

#[test]
fn alerts_and_quotations() {
    becomes(
        "> [!NOTE]\n> Một.\n\n> [!TIP]\n> Hai.\n\n> [!IMPORTANT]\n> Ba.\n\n> [!WARNING]\n> Bốn.\n\n> [!CAUTION]\n> Năm.\n\n> Lời người khác.\n",
        &expect![[r#"
            <div class="note" role="note">
            <p class="label">Ghi chú</p>
            <p>Một.</p>
            </div>
            <div class="note" role="note">
            <p class="label">Mẹo</p>
            <p>Hai.</p>
            </div>
            <div class="note" role="note">
            <p class="label">Quan trọng</p>
            <p>Ba.</p>
            </div>
            <div class="note" role="note">
            <p class="label">Cẩn thận</p>
            <p>Bốn.</p>
            </div>
            <div class="note" role="note">
            <p class="label">Nguy hiểm</p>
            <p>Năm.</p>
            </div>
            <blockquote>
            <p>Lời người khác.</p>
            </blockquote>
        "#]],
    );
}

#[test]
fn tasks_tables_and_strikethrough() {
    becomes(
        "- [x] đọc *sách*\n- [ ] ~~viết~~\n\n| Việc | Số | Giữa |\n| :-- | --: | :-: |\n| `a` | 10 | x |\n| dòng hai |\n\n| Bảng sau |\n| --- |\n",
        &expect![[r#"
            <ul>
            <li class="task"><input type="checkbox" disabled checked aria-label="Đã xong"> đọc <em>sách</em></li>
            <li class="task"><input type="checkbox" disabled aria-label="Chưa xong"> <del>viết</del></li>
            </ul>
            <div class="table" tabindex="0" role="region" aria-label="Bảng 1"><table><thead><tr><th scope="col">Việc</th><th scope="col" class="right">Số</th><th scope="col" class="center">Giữa</th></tr></thead>
            <tbody><tr><td><code>a</code></td><td class="right">10</td><td class="center">x</td></tr>
            <tr><td>dòng hai</td><td class="right"></td><td class="center"></td></tr>
            </tbody></table></div>
            <div class="table" tabindex="0" role="region" aria-label="Bảng 2"><table><thead><tr><th scope="col">Bảng sau</th></tr></thead>
            </table></div>
        "#]],
    );
}

#[test]
fn what_few_need_is_folded_under_its_title() {
    becomes(
        ":::folded Lấy từ đâu & ai nói\nTheo **báo**.\n:::\n\n:::folded\n- một\n:::\n",
        &expect![[r#"
            <details class="folded">
            <summary>Lấy từ đâu &amp; ai nói</summary>
            <p>Theo <strong>báo</strong>.</p>
            </details>
            <details class="folded">
            <summary>Đọc thêm</summary>
            <ul>
            <li>một</li>
            </ul>
            </details>
        "#]],
    );
}

#[test]
fn a_callout_and_steps_hold_markdown() {
    becomes(
        ":::callout warning Chuyển & giữ “tiền”\nĐọc **kỹ**.\n:::\n\nRồi làm:\n:::steps\n1. Mở máy.\n2. Gõ tên.\n\n   Hai lần.\n:::\n::::callout tip\n:::callout note Trong\nMột.\n:::\n- hai\n::::\n",
        &expect![[r#"
            <div class="note" role="note">
            <p class="label">Cẩn thận: Chuyển &amp; giữ “tiền”</p>
            <p>Đọc <strong>kỹ</strong>.</p>
            </div>
            <p>Rồi làm:</p>
            <div class="steps">
            <ol>
            <li>
            <p>Mở máy.</p>
            </li>
            <li>
            <p>Gõ tên.</p>
            <p>Hai lần.</p>
            </li>
            </ol>
            </div>
            <div class="note" role="note">
            <p class="label">Mẹo</p>
            <div class="note" role="note">
            <p class="label">Ghi chú: Trong</p>
            <p>Một.</p>
            </div>
            <ul>
            <li>hai</li>
            </ul>
            </div>
        "#]],
    );
}

#[test]
fn references_and_footnotes_reach_across_directives() {
    becomes(
        ":::callout note\nXem [trang đầu][dau] và chú thích[^1].\n:::\n\n[dau]: @/_index.md\n[^1]: Ở ngoài.\n",
        &expect![[r##"
            <div class="note" role="note">
            <p class="label">Ghi chú</p>
            <p>Xem <a href="../">trang đầu</a> và chú thích<sup><a href="#fn-1" id="fnref-1" role="doc-noteref" aria-label="Chú thích 1">1</a></sup>.</p>
            </div>
            <section class="notes" role="doc-endnotes" aria-label="Chú thích">
            <ol>
            <li id="fn-1">
            <p>Ở ngoài. <a href="#fnref-1" role="doc-backlink" aria-label="Về chỗ có chú thích 1">↑</a></p>
            </li>
            </ol>
            </section>
        "##]],
    );
}

#[test]
fn a_legal_text_stands_in_a_box() {
    becomes(
        ":::legal-basis\ntitle = \"Bộ tiêu chí <công dân>\"\nnumber = \"324/QĐ-KHVN\"\nissuer = \"Hội Khuyến học Việt Nam\"\nissued = 2023-10-25\neffective = 2023-11-01\nnote = \"Theo báo chí dẫn.\"\n:::\n\nHết.\n",
        &expect![[r#"
            <div class="note" role="note">
            <p class="label">Căn cứ: Bộ tiêu chí &lt;công dân&gt;</p>
            <dl class="facts">
            <div><dt>Số</dt><dd>324/QĐ-KHVN</dd></div>
            <div><dt>Nơi ban hành</dt><dd>Hội Khuyến học Việt Nam</dd></div>
            <div><dt>Ngày ban hành</dt><dd>25/10/2023</dd></div>
            <div><dt>Có hiệu lực từ</dt><dd>1/11/2023</dd></div>
            <div><dt>Ghi chú</dt><dd>Theo báo chí dẫn.</dd></div>
            </dl>
            </div>
            <p>Hết.</p>
        "#]],
    );
}

#[test]
fn a_criterion_is_a_card_that_leads_to_it() {
    let site = in_the_article(
        ":::criterion mau\n:::\n:::criterion mau/tu-hoc\nĐọc trước khi chấm.\n:::\n:::criterion mau@1-2026/ke-hoach\n:::\n",
    );
    site.build().succeeds();
    let html = site.output("bai-viet/dau-tien/index.html");
    expect![[r#"
        <div class="note" role="note">
        <p class="label"><a href="../../tieu-chi/mau/">Bộ tiêu chí: Bộ mẫu</a></p>
        </div>
        <div class="note" role="note">
        <p class="label"><a href="../../tieu-chi/mau/tu-hoc/">Tiêu chí: Tự học</a></p>
        <p class="soft">Trong bộ “Bộ mẫu”</p>
        <p>Đọc trước khi chấm.</p>
        </div>
        <div class="note" role="note">
        <p class="label"><a href="../../tieu-chi/mau/tu-hoc/#ke-hoach">Chỉ số: Kế hoạch</a></p>
        <p class="soft">Trong bộ “Bộ mẫu”</p>
        </div>

    "#]]
    .assert_eq(body_of(&html).split("<section").next().unwrap_or_default());
}

#[test]
fn a_line_of_colons_in_code_is_code() {
    becomes(
        "```text\n:::callout note\n:::\n```\n\n    :::steps\n\n- một\n\n  ```\n  :::nothing\n  ```\n\nDấu `:::` mở khối.\n",
        &expect![[r#"
            <pre><code class="language-text">:::callout note
            :::
            </code></pre>
            <pre><code>:::steps
            </code></pre>
            <ul>
            <li>
            <p>một</p>
            <pre><code>:::nothing
            </code></pre>
            </li>
            </ul>
            <p>Dấu <code>:::</code> mở khối.</p>
        "#]],
    );
}

#[test]
fn html_is_html_only_where_the_site_says_so() {
    let markdown =
        "Một <b>hai</b>.\n\n<div class=\"x\">\nba\n</div>\n\n<!-- ghi chú\ncủa người viết -->\n\nBốn<!-- năm -->.\n";
    let site = with_body(markdown);
    let outcome = site.build().succeeds();
    expect![[r#"
        site.toml:1:1: lưu ý[no-base-url]: chưa có địa chỉ của trang: bỏ qua địa chỉ chính tắc, thẻ chia sẻ, sitemap.xml và atom.xml
          gợi ý: thêm base_url = "https://…/" vào site.toml, hoặc dùng --base-url
        content/bai.md:5:5: lưu ý[raw-html]: HTML trong bài được hiện ra như chữ thường
          gợi ý: chữ đậm viết **chữ đậm**; nếu muốn nói về thẻ HTML thì để trong dấu `…`
        content/bai.md:7:1: lưu ý[raw-html]: HTML trong bài được hiện ra như chữ thường
          gợi ý: bỏ thẻ này, chỉ giữ chữ; nếu muốn nói về thẻ HTML thì để trong dấu `…`
    "#]].assert_eq(&outcome.stderr);
    expect![[r#"
        <p>Một &lt;b&gt;hai&lt;/b&gt;.</p>
        <p>&lt;div class="x"&gt;
        ba
        &lt;/div&gt;
        </p>
        <p>Bốn.</p>"#]]
    .assert_eq(body_of(&site.output("bai/index.html")));
    let settings = "title = \"Thử\"\ndescription = \"Trang thử.\"\nid = \"thu\"\nraw_html = true\n";
    let site = with_body(markdown).with("site.toml", settings);
    let outcome = site.build().succeeds();
    assert!(!outcome.stderr.contains("raw-html"), "{}", outcome.stderr);
    expect![[r#"
        <p>Một <b>hai</b>.</p>
        <div class="x">
        ba
        </div>
        <!-- ghi chú
        của người viết -->
        <p>Bốn<!-- năm -->.</p>"#]]
    .assert_eq(body_of(&site.output("bai/index.html")));
}

#[test]
fn an_explanation_has_its_own_footnotes_and_directives() {
    let site = minimal().replacing(
        "content/criteria/mau/01-tu-hoc.md",
        "Đọc là mở sách ra.",
        "Đọc là mở sách ra[^s].\n\n:::callout tip\nMỗi ngày một trang.\n:::\n\n[^s]: Sách giấy hay sách trên máy đều được.",
    );
    let outcome = site.build().succeeds();
    let html = site.output("tieu-chi/mau/tu-hoc/index.html");
    assert!(html.contains("id=\"fn-1\"") && html.contains("href=\"#fnref-1\""), "{html}");
    let (note, next) = (html.find("id=\"fn-1\""), html.find("id=\"ke-hoach\""));
    assert!(note < next, "the note stands with the explanation that refers to it");
    assert!(html.contains("<p class=\"label\">Mẹo</p>"), "{html}\n{}", outcome.stderr);
}

#[test]
fn an_explanation_is_cut_alike_for_the_page_and_for_the_published_set() {
    // None of these begins the explanation of the next indicator, though each holds its heading.
    for (held, last) in [
        ("> ## ke-hoach\n>\n> Trích.", "Sau trích."),
        ("- một\n\n  ## ke-hoach\n\n  trong danh sách", "Sau danh sách."),
        (":::legal-basis\nissuer = \"Thủ tướng\"\n## ke-hoach\nnumber = \"5\"\n:::", "Sau căn cứ."),
        ("```\n## ke-hoach\n```", "Sau mã."),
    ] {
        let text = format!("Đọc là mở sách ra.\n\n{held}\n\n{last}");
        let site = minimal().replacing("content/criteria/mau/01-tu-hoc.md", "Đọc là mở sách ra.", &text);
        site.build().succeeds();
        let html = site.output("tieu-chi/mau/tu-hoc/index.html");
        let next = html.find("id=\"ke-hoach\">2.").expect("the next indicator");
        assert!(html[..next].contains(last), "{html}");
        let json: serde_json::Value =
            serde_json::from_str(&site.output("tieu-chi/mau/mau.json")).expect("a set is JSON");
        let explanation = |item: usize| json["criteria"][0]["items"][item]["explanation"].as_str().expect("a text");
        assert_eq!(explanation(0), format!("{text}\n\n### Đọc gì\n\nĐọc gì cũng được."));
        assert_eq!(explanation(1), "Kế hoạch là việc định làm.");
    }
}

#[test]
fn decomposed_letters_are_composed_in_the_page_and_places_stay_right() {
    let decomposed = "Ba\u{300}i vie\u{302}\u{301}t co\u{301} [lie\u{302}n ke\u{302}\u{301}t](@/khong-co.md).\n";
    let outcome = with_body(decomposed).check().exits(1);
    expect![[r#"
        site.toml:1:1: lưu ý[no-base-url]: chưa có địa chỉ của trang: bỏ qua địa chỉ chính tắc, thẻ chia sẻ, sitemap.xml và atom.xml
          gợi ý: thêm base_url = "https://…/" vào site.toml, hoặc dùng --base-url
        content/bai.md:5:2: lưu ý[not-nfc]: từ chỗ này chữ có dấu được gõ thành hai ký tự rời (Unicode tổ hợp)
          gợi ý: trang vẫn ra đúng; để tìm và sửa trong tệp cho dễ, chuyển sang Unicode dựng sẵn (NFC)
        content/bai.md:5:13: lỗi[link-target]: liên kết tới @/khong-co.md, nhưng không có trang ấy
          gợi ý: đường dẫn tính từ thư mục content, ví dụ @/articles/rieng-tu.md
    "#]].assert_eq(&outcome.stderr);
    let site = with_body("Ba\u{300}i vie\u{302}\u{301}t.\n");
    site.build().succeeds();
    assert_eq!(body_of(&site.output("bai/index.html")), "<p>Bài viết.</p>");
}
