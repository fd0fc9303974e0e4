//! What a set is beyond its table, as sheets of our own export: read by the same list of fields that writes them.

use super::grid::Grid;
use super::headings::words;
use super::place::Found;
use super::values;
use crate::criteria::document::{Kind, Number, SCHEMA, State, Verified};
use crate::diagnostic::{Mistake, Origin, Spot};
use serde_json::{Map, Value, json};

/// The sheet of single facts.
pub(super) const FACTS_SHEET: &str = "Bộ tiêu chí";

/// A fact, or a column of a sheet of facts.
#[derive(Debug)]
pub(super) struct Field {
    /// What a person reads.
    pub label: &'static str,
    /// Where it stands in the document: `/basis/number`.
    pub key: &'static str,
    /// What it holds.
    pub shape: Shape,
    /// It cannot be empty.
    required: bool,
}

/// What a field holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shape {
    /// Text.
    Text,
    /// A decimal number.
    Number,
    /// A whole number.
    Whole,
    /// One of these words, each for a name of the document.
    Word(&'static [(&'static str, &'static str)]),
    /// Any number of texts, one a row.
    Texts,
    /// The same, each the title of something.
    Titles,
    /// `có` or `không`.
    Flag,
}

/// A sheet with one thing a row.
#[derive(Debug)]
pub(super) struct Sheet {
    /// Its name.
    pub name: &'static str,
    /// Its columns.
    pub fields: &'static [Field],
}

const fn must(label: &'static str, key: &'static str, shape: Shape) -> Field {
    Field { label, key, shape, required: true }
}

const fn may(label: &'static str, key: &'static str, shape: Shape) -> Field {
    Field { label, key, shape, required: false }
}

/// The single facts, in the order of their rows.
pub(super) const FACTS: [Field; 35] = [
    must("Dạng tệp", "/schema", Shape::Text),
    must("Mã bộ", "/set", Shape::Text),
    must("Phiên bản", "/version", Shape::Text),
    must("Tên bộ", "/title", Shape::Text),
    must("Mô tả", "/description", Shape::Text),
    must(
        "Cách quyết định",
        "/kind",
        Shape::Word(&[("chấm điểm", Kind::Points.word()), ("chỉ tiêu", Kind::Targets.word())]),
    ),
    must(
        "Hiệu lực",
        "/state",
        Shape::Word(&[
            ("đang hiệu lực", State::InForce.word()),
            ("đã hết hiệu lực", State::Historical.word()),
            ("thí điểm", State::Pilot.word()),
            ("dự thảo", State::Draft.word()),
            ("chưa rõ", State::Unknown.word()),
        ]),
    ),
    must(
        "Đã đối chiếu",
        "/verified",
        Shape::Word(&[
            ("cả lời văn", Verified::Full.word()),
            ("quy tắc", Verified::Rule.word()),
            ("chưa", Verified::None.word()),
        ]),
    ),
    may("Trang kết luận", "/decides", Shape::Flag),
    may("Vì sao không kết luận", "/reason", Shape::Text),
    may("Ngày hiệu lực", "/effective", Shape::Text),
    may("Để làm gì, cho ai", "/about", Shape::Text),
    may("Số văn bản", "/basis/number", Shape::Text),
    must("Nơi ban hành", "/basis/issuer", Shape::Text),
    may("Ngày ban hành", "/basis/issued", Shape::Text),
    may("Ghi chú về văn bản", "/basis/note", Shape::Text),
    may("Tổng điểm tối đa", "/pass/max", Shape::Number),
    may("Điểm cần đạt", "/pass/total", Shape::Number),
    may("Điểm sàn", "/pass/floor", Shape::Number),
    may("Lưu ý kèm kết quả", "/caveats", Shape::Texts),
    may("Điều chưa rõ", "/missing", Shape::Texts),
    may("Hỏi ai", "/ask", Shape::Text),
    may("Tên mức độ", "/levels", Shape::Titles),
    may("Xin nâng mức sau (tháng)", "/recognition/raise_after", Shape::Whole),
    may("Giữ công nhận (năm)", "/recognition/kept_years", Shape::Whole),
    may("Ghi chú về công nhận", "/recognition/note", Shape::Text),
    may("Hồ sơ: đề nghị công nhận gì", "/dossier/name", Shape::Text),
    may("Hồ sơ: điều của văn bản", "/dossier/article", Shape::Text),
    may("Hồ sơ: nơi gửi", "/dossier/sender", Shape::Text),
    may("Hồ sơ: người ký", "/dossier/signer", Shape::Text),
    may("Hồ sơ: nơi nhận", "/dossier/receiver", Shape::Text),
    may("Hồ sơ: cách thống nhất kết quả", "/dossier/review", Shape::Text),
    may("Hồ sơ: gửi trước ngày", "/dossier/send_before", Shape::Text),
    may("Hồ sơ: xong trước ngày", "/dossier/done_before", Shape::Text),
    may("Cách nhập lại", "", Shape::Text),
];

/// The sheets with one thing a row, each where it stands in the document.
pub(super) const LISTS: [(&str, Sheet); 5] = [
    (
        "/groups",
        Sheet {
            name: "Nhóm",
            fields: &[
                must("Mã", "/id", Shape::Text),
                must("Tên nhóm", "/title", Shape::Text),
                may("Tổng điểm tối đa", "/max", Shape::Number),
                may("Điểm cần đạt", "/total", Shape::Number),
                may("Điểm sàn", "/floor", Shape::Number),
                may("Gồm những ai", "/note", Shape::Text),
            ],
        },
    ),
    (
        "/pass/bands",
        Sheet {
            name: "Bậc",
            fields: &[
                must("Mã", "/id", Shape::Text),
                must("Tên bậc", "/title", Shape::Text),
                must("Từ điểm", "/total", Shape::Number),
            ],
        },
    ),
    (
        "/pass/areas",
        Sheet {
            name: "Vùng",
            fields: &[
                must("Mã", "/id", Shape::Text),
                must("Tên vùng", "/title", Shape::Text),
                must("Điểm cần đạt", "/total", Shape::Number),
                may("Độ chắc chắn", "/note", Shape::Text),
            ],
        },
    ),
    (
        "/areas",
        Sheet {
            name: "Vùng có ngưỡng riêng",
            fields: &[
                must("Mã", "/id", Shape::Text),
                must("Tên vùng", "/title", Shape::Text),
                may("Độ chắc chắn", "/note", Shape::Text),
            ],
        },
    ),
    (
        "/conditions",
        Sheet {
            name: "Điều kiện",
            fields: &[
                must("Mã", "/id", Shape::Text),
                must("Tên điều kiện", "/title", Shape::Text),
                must("Câu hỏi", "/question", Shape::Text),
                may("Phải trả lời", "/must", Shape::Word(&[("có", "yes"), ("không", "no")])),
                may("Ít nhất", "/at_least", Shape::Number),
                may("Đơn vị tính", "/unit", Shape::Text),
                may("Từ mức", "/level", Shape::Whole),
                may("Độ chắc chắn", "/note", Shape::Text),
            ],
        },
    ),
];

/// What was read for the set, or for the criterion whose id stands first.
pub(super) const SOURCES: Sheet = Sheet {
    name: "Nguồn",
    fields: &[
        may("Mã tiêu chí", "/of", Shape::Text),
        must("Nơi đăng", "/publisher", Shape::Text),
        must("Ngày đăng", "/date", Shape::Text),
        may("Tên bài", "/title", Shape::Text),
        may("Lấy điều gì", "/note", Shape::Text),
    ],
};

/// The figures of targets that ask for two, by the id of the item.
pub(super) const PARTS: Sheet = Sheet {
    name: "Hai số",
    fields: &[
        must("Mã chỉ tiêu", "/of", Shape::Text),
        must("Tên số", "/title", Shape::Text),
        must("Cách chấm", "/kind", Shape::Word(&[("phần trăm", "percent"), ("số lượng", "number")])),
        may("Đơn vị tính", "/unit", Shape::Text),
        may("Mức độ 1", "/first", Shape::Number),
        may("Mức độ 2", "/second", Shape::Number),
        may("Số liệu của bộ", "/figure", Shape::Text),
    ],
};

/// What differs for a group or in an area, by the id of the item.
pub(super) const BY_GROUP: Sheet = Sheet {
    name: "Riêng từng nhóm",
    fields: &[
        must("Mã chỉ số", "/of", Shape::Text),
        may("Mã nhóm", "/group", Shape::Text),
        may("Mã vùng", "/area", Shape::Text),
        may("Tên riêng", "/title", Shape::Text),
        may("Câu hỏi riêng", "/question", Shape::Text),
        may("Mức độ 1", "/first", Shape::Number),
        may("Mức độ 2", "/second", Shape::Number),
        may("Số thứ hai, mức độ 1", "/first_of_second", Shape::Number),
        may("Số thứ hai, mức độ 2", "/second_of_second", Shape::Number),
        may("Chỉ ở mức độ", "/levels", Shape::Text),
    ],
};

/// Explanations, by what they belong to. A long one goes on in the next row.
pub(super) const EXPLANATIONS: Sheet = Sheet {
    name: "Giải thích",
    fields: &[
        must("Của", "/kind", Shape::Word(&[("bộ", "set"), ("tiêu chí", "criterion"), ("chỉ số", "item")])),
        may("Mã", "/of", Shape::Text),
        must("Lời giải thích (Markdown)", "/text", Shape::Text),
    ],
};

/// The sheet of that name.
pub(super) fn sheet<'a>(grids: &'a [Grid], name: &str) -> Option<&'a Grid> {
    grids.iter().find(|grid| matches!(&grid.origin, Origin::Sheet(own) if own == name))
}

/// The sheet of facts, where our own export wrote the workbook.
pub(super) fn of_own(grids: &[Grid]) -> Option<&Grid> {
    sheet(grids, FACTS_SHEET).filter(|facts| facts.own(1, 1) == FACTS[0].label && facts.own(1, 2) == SCHEMA)
}

/// The single facts, as the document that they are of.
pub(super) fn read_facts(grid: &Grid, found: &mut Found) -> Value {
    let mut document = json!({});
    for row in grid.rows() {
        let label = grid.own(row, 1);
        let Some(field) = FACTS.iter().find(|field| words(field.label) == words(label)) else {
            found.push((Some(grid.spot(row, 1)), Mistake::NotPlaced { text: label.to_owned() }));
            continue;
        };
        if !field.key.is_empty() && !grid.own(row, 2).is_empty() {
            put(&mut document, field, grid.own(row, 2), &grid.spot(row, 2), found);
        }
    }
    for field in FACTS.iter().filter(|field| field.required && document.pointer(field.key).is_none()) {
        let unread = found.iter().any(|(spot, _)| spot.as_ref().is_some_and(|spot| spot.origin == grid.origin));
        if !unread {
            found.push((Some(grid.spot(1, 1)), Mistake::Missing { heading: field.label.to_owned() }));
        }
    }
    document
}

/// The things of a sheet, with the rows in which they stand; whole ones only.
pub(super) fn read_list(grid: &Grid, sheet: &Sheet, found: &mut Found) -> Vec<(u32, Value)> {
    let mut columns: Vec<(u32, &Field)> = Vec::new();
    let mut rows = grid.rows().into_iter();
    let Some(first) = rows.next() else { return Vec::new() };
    for (column, heading) in grid.row(first) {
        match sheet.fields.iter().find(|field| words(field.label) == words(heading)) {
            Some(field) => columns.push((column, field)),
            None => found.push((Some(grid.spot(first, column)), Mistake::NotPlaced { text: heading.to_owned() })),
        }
    }
    let mut things = Vec::new();
    for row in rows {
        let (mut thing, before) = (json!({}), found.len());
        for (column, field) in &columns {
            let text = grid.own(row, *column);
            if !text.is_empty() {
                put(&mut thing, field, text, &grid.spot(row, *column), found);
            }
        }
        for field in sheet.fields.iter().filter(|field| field.required && thing.pointer(field.key).is_none()) {
            if found.len() == before {
                let column = columns.iter().find(|(_, known)| known.key == field.key).map_or(1, |(column, _)| *column);
                found.push((Some(grid.spot(row, column)), Mistake::Missing { heading: field.label.to_owned() }));
            }
        }
        if found.len() == before {
            things.push((row, thing));
        }
    }
    things
}

fn put(document: &mut Value, field: &Field, text: &str, spot: &Spot, found: &mut Found) {
    let value = match field.shape {
        Shape::Text | Shape::Texts => Ok(json!(text)),
        Shape::Titles => Ok(json!({ "title": text })),
        Shape::Number => values::number(text).map(|number| json!(Number(number))),
        Shape::Flag => {
            const FLAGS: [(&str, bool); 2] = [("có", true), ("không", false)];
            super::words::meaning(&FLAGS, text)
                .map(|flag| json!(flag))
                .ok_or_else(|| Mistake::UnknownWord { text: text.to_owned(), known: super::words::known(&FLAGS) })
        }
        Shape::Whole => {
            text.parse::<u32>().map(|number| json!(number)).map_err(|_| Mistake::Number { text: text.to_owned() })
        }
        Shape::Word(list) => super::words::meaning(list, text)
            .map(|name| json!(name))
            .ok_or_else(|| Mistake::UnknownWord { text: text.to_owned(), known: super::words::known(list) }),
    };
    match value {
        Ok(value) => insert(document, field.key, value, matches!(field.shape, Shape::Texts | Shape::Titles)),
        Err(mistake) => found.push((Some(spot.clone()), mistake)),
    }
}

/// Puts a value where a pointer leads, making what is on the way.
pub(super) fn insert(document: &mut Value, pointer: &str, value: Value, in_list: bool) {
    let mut at = document;
    for key in pointer.split('/').skip(1) {
        if !at.is_object() {
            *at = Value::Object(Map::new());
        }
        at = &mut at[key];
    }
    match at {
        Value::Array(list) if in_list => list.push(value),
        at if in_list => *at = json!([value]),
        at => *at = value,
    }
}
