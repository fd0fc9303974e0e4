//! `hoctap tally --merge`: tallies of hamlets into that of their commune, and so on up; what cannot be merged is said, and
//! never silences the rest.

use expect_test::{Expect, expect};
use serde_json::{Value, json};

use crate::support::{Outcome, Site, minimal};

const TODAY: [&str; 2] = ["--today", "2026-11-22"];

fn sheets(of: &[(&str, &str, u32)]) -> String {
    let sheet = |(person, group, points): &(&str, &str, u32)| {
        let answers = json!({ "doc": points, "ke-hoach": points, "cung-lam": points });
        json!({ "set": "mau", "year": 2026, "person": person, "group": group, "area": "vung-kho", "answers": answers })
            .to_string()
    };
    of.iter().map(sheet).collect::<Vec<_>>().join("\n")
}

const EAST: [(&str, &str, u32); 2] = [("Bà Tư", "hoc-sinh", 9), ("Ông Năm", "nguoi-dan", 4)];
const WEST: [(&str, &str, u32); 3] = [("Bà Sáu", "hoc-sinh", 7), ("Bà Tư", "nguoi-dan", 10), ("", "hoc-sinh", 8)];

/// The tally of one place, as its officer keeps it.
fn kept(sheets: &str, more: &[&str]) -> String {
    let site = minimal().with("phieu.jsonl", sheets);
    site.run(&[&["tally", "mau", "phieu.jsonl"], &TODAY[..], more].concat()).succeeds().stdout
}

fn two() -> Site {
    let east = kept(&sheets(&EAST), &["--place", "Thôn Đông", "--registered", "4"]);
    let west = kept(&sheets(&WEST), &["--place", "Thôn Tây", "--registered", "5"]);
    minimal().with("dong.json", east).with("tay.json", west)
}

fn merge(site: &Site, more: &[&str]) -> Outcome {
    site.run(&[&["tally"], &TODAY[..], more].concat())
}

fn json_of(outcome: &Outcome) -> Value {
    serde_json::from_str(&outcome.stdout).expect("a tally is JSON")
}

#[test]
fn the_tallies_of_hamlets_come_to_what_their_sheets_come_to() {
    let merged = json_of(&merge(&two(), &["--place", "Xã Mẫu", "--merge", "dong.json", "tay.json"]).succeeds());
    let (east, west) = (sheets(&EAST), sheets(&WEST).replace("Bà Tư", "Bà Tư, Thôn Tây"));
    let whole = kept(&format!("{east}\n{west}"), &["--place", "Xã Mẫu", "--registered", "9"]);
    let mut whole: Value = serde_json::from_str(&whole).expect("a tally is JSON");
    let places = &merged["places"];
    assert_eq!((&places[0]["id"], &places[0]["assessed"]), (&json!("Thôn Đông"), &json!(2)));
    assert_eq!((&places[1]["id"], &places[1]["registered"]), (&json!("Thôn Tây"), &json!(5)));
    assert_eq!((&merged["place"], &merged["assessed"]), (&json!("Xã Mẫu"), &json!(5)));
    whole["places"] = places.clone();
    assert_eq!(merged, whole);
}

#[test]
fn communes_merge_into_a_province_and_each_has_its_line() {
    let site = two();
    let commune = merge(&site, &["--place", "Xã Mẫu", "--merge", "dong.json", "tay.json"]).succeeds().stdout;
    let site = site.with("xa-mau.json", commune).with("xa-khac.json", kept(&sheets(&EAST), &["--registered", "2"]));
    // The set may be named; a place that says no name has that of its file.
    let table = merge(&site, &["mau", "--format", "csv", "--merge", "xa-mau.json", "xa-khac.json"]).succeeds();
    assert_eq!(table.stderr, "");
    expect![[r#"
        "Nhóm";"Đăng ký";"Đã chấm";"Đạt";"Tỷ lệ đạt (%)";"Chưa đạt";"Thiếu câu trả lời"
        "Tất cả";"11";"7";"5";"71,43";"2";"0"
        "Người dân";"";"3";"1";"33,33";"2";"0"
        "Học sinh";"";"4";"4";"100";"0";"0"
        "Chưa chọn nhóm";"";"0";"0";"";"0";"0"
        "Vùng khó";"";"7";"5";"71,43";"2";"0"
        "Ngoài vùng có mức riêng";"";"0";"0";"";"0";"0"
        "Xã Mẫu";"9";"5";"4";"80";"1";"0"
        "xa-khac";"2";"2";"1";"50";"1";"0"
        "Người dân – Vùng khó";"";"3";"1";"33,33";"2";"0"
        "Học sinh – Vùng khó";"";"4";"4";"100";"0";"0""#]]
    .assert_eq(table.stdout.replace(['\u{feff}', '\r'], "").split("\n\n").next().unwrap_or_default());
}

#[test]
fn names_stay_where_they_were_collected() {
    let site = minimal().with("phieu.jsonl", sheets(&EAST)).with("ten.txt", "Bà Tư\nÔng Năm\nCô Bảy\n");
    let arguments = [&["tally", "mau", "phieu.jsonl", "--names", "ten.txt"], &TODAY[..]].concat();
    let own = site.run(&arguments).succeeds().stdout;
    assert!(own.contains("Cô Bảy"));
    let merged = merge(&site.with("thon.json", own), &["--merge", "thon.json"]).succeeds();
    assert!(!merged.stdout.contains("Cô Bảy") && !merged.stdout.contains("Bà Tư"));
    let merged = json_of(&merged);
    assert_eq!((&merged["missing"], &merged["absent"], &merged["registered"]), (&json!([]), &json!(1), &json!(3)));
}

#[test]
fn what_cannot_be_merged_is_told_and_the_rest_is_merged() {
    let east = kept(&sheets(&EAST), &["--place", "Thôn Đông"]);
    let last_year = kept(&sheets(&EAST).replace("2026", "2025"), &["--place", "Thôn Bắc"]);
    let with = |name: &str, text: String| two().with(name, text);
    let broken = |from: &str, to: &str| {
        let text = east.replacen(from, to, 1);
        assert_ne!(text, east, "{from}");
        with("thon.json", text)
    };
    let mut told = String::new();
    for site in [
        with("thon.json", sheets(&EAST)),
        with("thon.json", "Xin chào\n".to_owned()),
        with("thon.json", east[..300].to_owned()),
        with("thon.json", last_year),
        broken("hoctap-tally/2", "hoctap-tally/1"),
        broken("\"1-2026\"", "\"2-2027\""),
        broken("\"assessed\":2", "\"assessed\":3"),
        broken("\"assessed\":2", "\"assessed\":-2"),
        broken("\"sum\":13", "\"sum\":1300"),
        broken("\"items\":", "\"itens\":"),
        broken("\"id\":\"hoc-sinh\"", "\"id\":\"giao-vien\""),
    ] {
        let outcome = merge(&site, &["--merge", "dong.json", "thon.json", "tay.json"]).exits(1);
        assert_eq!(json_of(&outcome)["assessed"], 5);
        told.push_str(&outcome.stderr);
    }
    expect![[r#"
        thon.json:1:1: lỗi[not-a-tally]: tệp này không phải bảng cộng của hoctap
          gợi ý: mỗi nơi làm một tệp: hoctap tally <bộ> <phiếu> --place "Thôn 1" > thon-1.json; phiếu thì cộng trước, rồi mới gộp
        thon.json:1:1: lỗi[not-a-tally]: tệp này không phải bảng cộng của hoctap
          gợi ý: mỗi nơi làm một tệp: hoctap tally <bộ> <phiếu> --place "Thôn 1" > thon-1.json; phiếu thì cộng trước, rồi mới gộp
        thon.json:1:298: lỗi[tally-cut]: bảng cộng này hỏng từ đây: tệp gửi thiếu, hay đã bị sửa
          gợi ý: xin nơi gửi gửi lại cả tệp
        thon.json:1:1: lỗi[merge-other-year]: bảng cộng của năm 2025, không gộp vào năm 2026
          gợi ý: mỗi năm gộp riêng; muốn gộp năm ấy thì thêm --year 2025
        thon.json:1:1: lỗi[not-a-tally]: tệp này ghi “hoctap-tally/1”, không gộp được
          gợi ý: cộng lại từ phiếu bằng bản hoctap này, rồi gộp
        thon.json:1:1: lỗi[merge-other-set]: bảng cộng của “mau@2-2027”, không gộp vào “mau@1-2026”
          gợi ý: mỗi bộ, mỗi phiên bản gộp riêng
        thon.json:1:166: lỗi[tally-sums]: các số ở “verdicts” không khớp nhau
          gợi ý: tệp đã bị sửa hay gửi thiếu; xin nơi gửi làm lại tệp
        thon.json:1:129: lỗi[tally-value]: bảng cộng thiếu “assessed”, hoặc ghi sai
          gợi ý: đừng sửa tay; xin nơi gửi làm lại tệp
        thon.json:1:1223: lỗi[tally-sums]: các số ở “items” không khớp nhau
          gợi ý: tệp đã bị sửa hay gửi thiếu; xin nơi gửi làm lại tệp
        thon.json:1:1: lỗi[tally-value]: bảng cộng thiếu “items”, hoặc ghi sai
          gợi ý: đừng sửa tay; xin nơi gửi làm lại tệp
        thon.json:1:224: lỗi[tally-value]: bảng cộng thiếu “groups”, hoặc ghi sai
          gợi ý: đừng sửa tay; xin nơi gửi làm lại tệp
    "#]].assert_eq(&told);
}

#[test]
fn what_is_merged_with_a_doubt_is_told() {
    let told = |site: &Site, files: &[&str], expected: &Expect| {
        expected.assert_eq(&merge(site, &[&["--merge"], files].concat()).succeeds().stderr);
    };
    let nameless = kept(&sheets(&EAST), &["--registered", "4"]);
    let site = two().with("a.json", nameless.clone()).with("b.json", nameless);
    told(
        &site,
        &["a.json", "b.json"],
        &expect![[r#"
        b.json:1:1: lưu ý[merge-alike]: bảng cộng này giống hệt a.json mà không ghi là của nơi nào; cả hai đều được gộp
          gợi ý: nếu là một nơi gửi hai lần thì bỏ một tệp; lần sau ghi nơi bằng --place
    "#]],
    );
    let copied = std::fs::read_to_string(site.root().join("dong.json")).expect("it was written");
    told(
        &site.with("dong-2.json", copied),
        &["dong.json", "dong-2.json"],
        &expect![[r#"
        dong-2.json:1:1: lưu ý[sheets-same-file]: tệp này giống hệt dong.json, nên chỉ cộng một lần
          gợi ý: bỏ bớt một tệp
    "#]],
    );
    let again = kept(&sheets(&EAST[..1]), &["--place", "Thôn Đông"]);
    told(
        &two().with("dong-2.json", again),
        &["dong.json", "dong-2.json"],
        &expect![[r#"
        dong-2.json:1:1: lưu ý[merge-not-registered]: bảng cộng này không có số người đăng ký, nên tổng không có
          gợi ý: nơi gửi cộng lại với --registered hoặc --names
        dong-2.json:1:1: lưu ý[merge-same-place]: “Thôn Đông” đã có ở dong.json; cả hai đều được gộp
          gợi ý: nếu là một nơi gửi hai lần thì bỏ tệp cũ; nếu là hai nơi thì đặt tên khác nhau bằng --place
    "#]],
    );
}

#[test]
fn where_nothing_can_be_merged_nothing_is_written() {
    let site = minimal().with("thon.json", "Xin chào\n");
    let outcome = merge(&site, &["--merge", "thon.json"]).exits(1);
    assert_eq!(outcome.stdout, "");
    let other = two();
    let outcome = merge(&other, &["khac", "--merge", "dong.json"]).exits(1);
    assert!(outcome.stdout.is_empty() && outcome.stderr.contains("khac"), "{}", outcome.stderr);
    merge(&other, &["--merge", "dong.json", "--registered", "3"]).exits(2);
    merge(&other, &[]).exits(2);
}
