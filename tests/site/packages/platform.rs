//! A course as SCORM: what is in it, and that old platforms understand it.

use expect_test::expect;

use super::book::{links_lead_somewhere, parses, unpacked};
use super::{course_with_everything, package};
use crate::scripts_and_styles_for_old_phones::parses as is_for_old_phones;
use crate::support::Tree;

fn parts() -> Tree {
    let arguments = ["khoa", "--format", "scorm", "--base-url", "https://thu.example"];
    unpacked(&package(&course_with_everything(), &arguments, "khoa.scorm.zip"))
}

#[test]
fn a_course_becomes_parts_that_a_platform_follows() {
    let files = parts();
    links_lead_somewhere(&files);
    parses("imsmanifest.xml", &files["imsmanifest.xml"]);
    expect![[r#"
        <?xml version="1.0" encoding="utf-8"?>
        <manifest identifier="hoctap-thu-khoa" version="1.0" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd">
        <metadata>
        <schema>ADL SCORM</schema>
        <schemaversion>1.2</schemaversion>
        </metadata>
        <organizations default="course">
        <organization identifier="course">
        <title>Khóa thử</title>
        <item identifier="item-0" identifierref="page-0" isvisible="true">
        <title>Khóa thử</title>
        </item>
        <item identifier="item-1" identifierref="page-1" isvisible="true">
        <title>Bài một</title>
        </item>
        <item identifier="item-2" identifierref="page-2" isvisible="true">
        <title>Bài hai</title>
        </item>
        </organization>
        </organizations>
        <resources>
        <resource identifier="page-0" type="webcontent" adlcp:scormtype="sco" href="index.html">
        <file href="index.html"/>
        <dependency identifierref="shared"/>
        </resource>
        <resource identifier="page-1" type="webcontent" adlcp:scormtype="sco" href="001.html">
        <file href="001.html"/>
        <dependency identifierref="shared"/>
        </resource>
        <resource identifier="page-2" type="webcontent" adlcp:scormtype="sco" href="002.html">
        <file href="002.html"/>
        <dependency identifierref="shared"/>
        </resource>
        <resource identifier="shared" type="webcontent" adlcp:scormtype="asset">
        <file href="style.css"/>
        <file href="scorm.js"/>
        <file href="p001.png"/>
        </resource>
        </resources>
        </manifest>
    "#]].assert_eq(&String::from_utf8_lossy(&files["imsmanifest.xml"]));
    let lesson = String::from_utf8_lossy(&files["001.html"]);
    expect![[r##"
        <!DOCTYPE html>
        <html lang="vi">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Bài một</title>
        <link rel="stylesheet" href="style.css">
        </head>
        <body>
        <main>
        <h1>Bài một</h1>
        <p class="lead">Dành cho: Mọi người. Thời gian: chừng 45 phút.</p>
        <p class="label">Học xong, bạn làm được</p>
        <ul>
        <li>Tự tìm được tin.</li>
        <li>Nói được vì sao tin.</li>
        </ul>
        <p>Lời mở đầu.<sup><a href="#fn-1" id="fnref-1" role="doc-noteref" aria-label="Chú thích 1">1</a></sup></p>
        <h2 id="cac-buoc">Các bước</h2>
        <div class="steps">
        <ol>
        <li>Một.</li>
        <li>Hai.</li>
        </ol>
        </div>
        <p>Xem <a href="#cau-hoi">câu hỏi</a> và <a href="https://thu.example/tap-huan/khoa/hai/#bai-tap">bài hai</a>.</p>
        <hr />
        <p>Phần sau của các bước.</p>
        <h2 id="bai-tap">Bài tập</h2>
        <p>Làm ngay.</p>
        <p><img src="p001.png" alt="Lớp học" width="8" height="6" loading="lazy" /></p>
        <div class="table" tabindex="0" role="region" aria-label="Bảng 1"><table><thead><tr><th scope="col">Việc</th><th scope="col">Giờ</th></tr></thead>
        <tbody><tr><td>Gọi</td><td>8</td></tr>
        </tbody></table></div>
        <ul>
        <li class="task">☐ Chưa làm.</li>
        <li class="task">☑ Đã làm.</li>
        </ul>
    "##]].assert_eq(lesson.split("<h2 id=\"cau-hoi\">").next().unwrap_or_default());
    assert_eq!(lesson.matches("<fieldset class=\"quiz\">").count(), 2);
    is_for_old_phones(&String::from_utf8_lossy(&files["scorm.js"])).expect("a script for old platforms");
    assert!(files.values().all(|bytes| !String::from_utf8_lossy(bytes).contains("Hỏi lớp")));
}
