//! What a mistyped key most likely means: the nearest one, or the one that its Vietnamese or another program's name stands
//! for.

use super::similar;
use wasm_check::vietnamese::slug;

/// Other names of keys, without marks.
const OTHER_NAMES: [(&str, &str); 38] = [
    ("mo-ta", "description"),
    ("mota", "description"),
    ("tom-tat", "description"),
    ("gioi-thieu", "description"),
    ("desc", "description"),
    ("summary", "description"),
    ("tieu-de", "title"),
    ("tieude", "title"),
    ("ten", "title"),
    ("ten-bai", "title"),
    ("ten-trang", "title"),
    ("tua", "title"),
    ("name", "title"),
    ("ngay", "date"),
    ("ngay-dang", "date"),
    ("ngay-viet", "date"),
    ("nhap", "draft"),
    ("ban-nhap", "draft"),
    ("nhan", "tags"),
    ("the", "tags"),
    ("tu-khoa", "tags"),
    ("keywords", "tags"),
    ("categories", "tags"),
    ("duong-dan", "slug"),
    ("dia-chi", "slug"),
    ("permalink", "slug"),
    ("hinh", "image"),
    ("anh", "image"),
    ("hinh-anh", "image"),
    ("cover", "image"),
    ("thumbnail", "image"),
    ("thu-tu", "weight"),
    ("order", "weight"),
    ("tac-gia", "owner"),
    ("author", "owner"),
    ("ngon-ngu", "language"),
    ("lang", "language"),
    ("locale", "language"),
];

/// The known key that was meant.
pub(crate) fn key_meant<'a>(written: &str, known: impl Iterator<Item = &'a str> + Clone) -> Option<&'a str> {
    let plain = slug(written);
    let other = OTHER_NAMES.iter().find(|(name, _)| *name == plain).map(|(_, key)| *key);
    known
        .clone()
        .find(|key| Some(*key) == other || *key == plain || key.replace('_', "-") == plain)
        .or_else(|| similar(written, known))
}

/// The same, where nobody said which keys there are.
pub(crate) fn front_matter_key_meant(written: &str) -> Option<&'static str> {
    const KEYS: [&str; 10] =
        ["title", "description", "date", "draft", "tags", "slug", "image", "weight", "owner", "language"];
    key_meant(written, KEYS.into_iter())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_known_by_its_vietnamese_name_and_by_one_that_is_near() {
        for (written, key) in
            [("mô tả", "description"), ("titel", "title"), ("Ngày", "date"), ("Title", "title"), ("lang", "language")]
        {
            assert_eq!(front_matter_key_meant(written), Some(key), "{written}");
        }
        assert_eq!(front_matter_key_meant("bánh chưng"), None);
    }
}
