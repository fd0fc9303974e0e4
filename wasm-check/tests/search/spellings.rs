//! However a word is typed, the same pages are found.

use crate::support::{Index, index, page};

/// What stands in a page, and the ways in which it is typed.
const WAYS: [(&str, &[&str]); 24] = [
    ("đường đến trường", &["duong den truong", "ĐƯỜNG ĐẾN TRƯỜNG", "Đươ\u{300}ng đê\u{301}n trươ\u{300}ng"]),
    ("học tập suốt đời", &["hoc tap suot doi", "Học Tập Suốt Đời", "học tâp suôt đời", "học tập, suốt đời!"]),
    ("hoà thuận", &["hòa thuận", "hoa thuan", "HOÀ THUẬN", "hòa thuân"]),
    ("thuỷ lợi", &["thủy lợi", "thuy loi", "thu\u{309}y lợi", "Thuỷ Lợi"]),
    ("khoẻ mạnh", &["khỏe mạnh", "khoe manh", "KHOẺ MẠNH"]),
    ("quý giá", &["quy gia", "QUÝ GIÁ", "qúy giá"]),
    ("tiếng Việt", &["tieng viet", "tie\u{302}\u{301}ng Vie\u{323}\u{302}t", "TIẾNG VIỆT", "tiếng việt"]),
    ("nghiêng ngả", &["nghieng nga", "nghiêng ngã", "Nghiêng Ngả"]),
    ("đạo hàm", &["dao ham", "Đạo Hàm", "ÐẠO HÀM", "đao ham"]),
    ("ăn quả nhớ kẻ trồng cây", &["an qua nho ke trong cay", "ĂN QUẢ", "ăn qủa"]),
    ("dân trí", &["dan tri", "DÂN TRÍ", "da\u{302}n tri\u{301}"]),
    ("đổi mới sáng tạo", &["doi moi sang tao", "Đổi mới", "ĐỔI MỚI SÁNG TẠO"]),
    ("ứng dụng", &["ung dung", "Ứng Dụng", "u\u{31b}\u{301}ng du\u{323}ng"]),
    ("Quyết định 324/QĐ-KHVN", &["quyet dinh 324", "324/qd-khvn", "QĐ-KHVN", "qd khvn 324"]),
    ("kỹ năng số", &["ky nang so", "KỸ NĂNG SỐ", "kỹ nặng số"]),
    ("uỷ ban", &["ủy ban", "uy ban", "ỦY BAN", "UỶ BAN"]),
    ("loà xoà", &["lòa xòa", "loa xoa"]),
    ("toàn xã", &["tòan xã", "toan xa"]),
    ("thuở trước", &["thủơ trước", "thuo truoc"]),
    ("giúp đỡ", &["giup do", "Giúp Đỡ", "giúp đở"]),
    ("xoáy nước", &["xóay nước", "xoay nuoc"]),
    ("bảo vệ", &["bao ve", "BẢO VỆ", "bảo  vệ"]),
    ("dịch vụ công", &["dich vu cong", "Dịch vụ công…", "dịch-vụ-công"]),
    ("năm 2026", &["nam 2026", "NĂM 2026", "2026 năm"]),
];

fn site() -> Index {
    let pages: Vec<_> = WAYS
        .iter()
        .enumerate()
        .map(|(number, (text, _))| page(&format!("trang-{number}"), &format!("Ở đây nói về {text} và khác.")))
        .collect();
    index(&pages)
}

#[test]
fn sixty_ways_of_typing_find_what_the_right_way_finds() {
    let site = site();
    let mut pairs = 0;
    for (number, (text, ways)) in WAYS.iter().enumerate() {
        let right = site.titles(text);
        assert!(right.contains(&format!("trang-{number}")), "{text}: {right:?}");
        for way in *ways {
            let found = site.titles(way);
            assert!(found.contains(&format!("trang-{number}")), "{way} finds {found:?}");
            if way.split_whitespace().count() == text.split_whitespace().count() && !way.contains('/') {
                let sorted = |mut titles: Vec<String>| {
                    titles.sort();
                    titles
                };
                assert_eq!(sorted(found), sorted(right.clone()), "{way} and {text}");
                assert_eq!(site.count(way), site.count(text), "{way} and {text}");
                pairs += 1;
            }
        }
    }
    assert!(pairs >= 60, "only {pairs} pairs were compared");
}

#[test]
fn a_word_half_typed_is_completed() {
    let site = site();
    assert_eq!(site.titles("dao ha"), ["trang-8"]);
    assert_eq!(site.titles("đạo hà"), ["trang-8"]);
    assert_eq!(site.titles("thuỷ lợ"), ["trang-3"]);
}

#[test]
fn a_mistyped_letter_is_mended_when_nothing_else_is_found() {
    let site = site();
    for mistyped in ["đường đến trưòngg", "duonf den truong", "ddao ham", "đạo hmà", "kỹ năg số"] {
        let found = site.titles(mistyped);
        assert!(found == ["trang-0"] || found == ["trang-8"] || found == ["trang-14"], "{mistyped}: {found:?}");
    }
    assert!(site.titles("xyzzyq").is_empty());
}
