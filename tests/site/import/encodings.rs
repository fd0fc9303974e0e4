//! Text as it really comes: the same table in every encoding becomes the same files, and old fonts are refused.

use encoding_rs::{WINDOWS_1252, WINDOWS_1258};
use expect_test::expect;

use super::{import, refuses, with_table};
use crate::support::{Tree, tree};

const TABLE: &str = "TT;Tiêu chí;Chỉ số;Điểm tối đa;Minh chứng\n1;Tự học;Đọc sách báo;10;Sổ ghi\n2;;Học trực tuyến;2,5;\n;Cộng;;12,5;\n";

fn files_of(table: &[u8]) -> Tree {
    let site = with_table("bang.csv", table);
    import(&site, "bang.csv", &["--title", "Mẫu"]).succeeds();
    tree(&site.root().join("content/criteria/ho-mau"))
}

/// Every letter with its marks apart, as a Mac types it.
fn decomposed() -> String {
    let parts = [
        ("ê", "e\u{302}"),
        ("ự", "u\u{31b}\u{323}"),
        ("ọ", "o\u{323}"),
        ("ỉ", "i\u{309}"),
        ("ố", "o\u{302}\u{301}"),
        ("Đ", "Đ"),
        ("ế", "e\u{302}\u{301}"),
        ("ứ", "u\u{31b}\u{301}"),
        ("ổ", "o\u{302}\u{309}"),
        ("ộ", "o\u{323}\u{302}"),
    ];
    parts.into_iter().fold(TABLE.to_owned(), |text, (letter, apart)| text.replace(letter, apart))
}

/// The letters that Windows-1258 has not are typed as letter and tone.
fn windows_1258() -> Vec<u8> {
    let parts = [
        ("ự", "ư\u{323}"),
        ("ọ", "o\u{323}"),
        ("ỉ", "i\u{309}"),
        ("ố", "ô\u{301}"),
        ("ế", "ê\u{301}"),
        ("ứ", "ư\u{301}"),
        ("ổ", "ô\u{309}"),
        ("ộ", "ô\u{323}"),
        ("ể", "ê\u{309}"),
    ];
    let text = parts.into_iter().fold(TABLE.to_owned(), |text, (letter, apart)| text.replace(letter, apart));
    let (bytes, _, broken) = WINDOWS_1258.encode(&text);
    assert!(!broken, "a letter of the table has no place: {text}");
    bytes.into_owned()
}

#[test]
fn the_same_table_in_every_encoding_becomes_the_same_files() {
    let expected = files_of(TABLE.as_bytes());
    let utf16 = |order: fn(u16) -> [u8; 2]| TABLE.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let (little, big) = (utf16(u16::to_le_bytes), utf16(u16::to_be_bytes));
    for (name, bytes) in [
        ("UTF-8 with a mark", [b"\xEF\xBB\xBF", TABLE.as_bytes()].concat()),
        ("UTF-16 LE", [b"\xFF\xFE".as_slice(), &little].concat()),
        ("UTF-16 BE", [b"\xFE\xFF".as_slice(), &big].concat()),
        ("UTF-16 without a mark", little),
        ("Windows-1258", windows_1258()),
        ("NFD", decomposed().into_bytes()),
        ("line ends of Windows", TABLE.replace('\n', "\r\n").into_bytes()),
        ("Excel's own first line", format!("sep=;\n{TABLE}").into_bytes()),
        ("tabs", TABLE.replace(';', "\t").into_bytes()),
        ("commas", TABLE.replace(";2,5", ";\"2,5\"").replace("12,5", "\"12,5\"").replace(';', ",").into_bytes()),
    ] {
        assert!(files_of(&bytes) == expected, "{name}");
    }
}

#[test]
fn text_typed_for_tcvn3_is_refused_with_what_to_do() {
    let table = "TT;Tiªu chÝ;ChØ sè;§iÓm tèi ®a\n1;Tù häc;§äc s¸ch b¸o;10\n";
    refuses(
        "bang.csv",
        WINDOWS_1252.encode(table).0,
        &expect![[r#"
        bang.csv:1:1: lỗi[table-old-font]: chữ gõ bằng phông TCVN3 cũ (.VnTime), không phải Unicode
          gợi ý: chép bảng, bấm CTRL+SHIFT+F6 để mở công cụ của Unikey, chọn nguồn TCVN3 (ABC) và đích Unicode, chuyển mã clipboard rồi dán lại bằng phông Times New Roman
    "#]],
    );
    // The same as a spreadsheet has it: the bytes as letters of Unicode.
    let site = with_table("bang.csv", table);
    assert!(import(&site, "bang.csv", &[]).exits(1).stderr.contains("table-old-font"));
}

#[test]
fn text_typed_for_vni_is_refused_with_what_to_do() {
    let table = "TT;Tieâu chí;Chæ soá;Ñieåm toái ña\n1;Töï hoïc;Ñoïc saùch baùo;10\n";
    refuses(
        "bang.csv",
        WINDOWS_1252.encode(table).0,
        &expect![[r#"
        bang.csv:1:1: lỗi[table-old-font]: chữ gõ bằng phông VNI cũ (VNI-Times), không phải Unicode
          gợi ý: chép bảng, bấm CTRL+SHIFT+F6 để mở công cụ của Unikey, chọn nguồn VNI Windows và đích Unicode, chuyển mã clipboard rồi dán lại bằng phông Times New Roman
    "#]],
    );
}
