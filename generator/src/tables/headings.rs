//! Which column is what: by the headings that Vietnamese tables have, whatever their marks, case and order.
//!
//! The heading row need not be the first: titles stand above it. It may span rows, with `Mức độ` over `1` and `2`.

use super::grid::{Grid, MOST_COLUMNS};
use super::numbering;
use std::collections::BTreeMap;
use wasm_check::vietnamese::fold;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    /// `TT`
    Number,
    /// `Tiêu chí`
    Criterion,
    /// `Chỉ số`, `Chỉ tiêu`, `Nội dung`
    Item,
    /// `Nội dung` beside `Chỉ số`
    Detail,
    /// `Điểm tối đa`
    Max,
    /// `Mức độ 1`
    LevelOne,
    /// `Mức độ 2`
    LevelTwo,
    /// `Minh chứng`
    Evidence,
    /// `Ghi chú`
    Remark,
    /// Room for somebody's own points.
    Answers,
    /// The maximum of one group, beside [`Column::Max`] for another: `Điểm` over `Người dân` and `Học sinh`.
    GroupMax,
    // What only our own export has.
    /// The same in plain words.
    Question,
    /// How it is answered.
    Scale,
    /// Points and words, or counts and points, one a line.
    Choices,
    /// The smallest difference between two answers.
    Step,
    /// What is counted.
    Unit,
    /// The effect of “không áp dụng”.
    NotApplicable,
    /// The first level that asks for it.
    FromLevel,
    /// The levels at which alone it is asked.
    OnlyLevels,
    /// Ids of groups.
    Groups,
    /// The set whose figure it takes.
    Figure,
    /// Points and what they look like, one a line.
    Guide,
    /// Links to pages.
    Learn,
    /// Where the title comes from.
    Wording,
    /// How sure it is.
    Sure,
    /// A criterion's sentence.
    Description,
    /// The id.
    Id,
}

/// What our own export calls its columns, and how wide they are, in letters.
pub(super) const LABELS: [(Column, &str, u16); 25] = [
    (Column::Number, "TT", 6),
    (Column::Criterion, "Tiêu chí", 28),
    (Column::Item, "Chỉ số", 44),
    (Column::Max, "Điểm tối đa", 10),
    (Column::LevelOne, "Mức độ 1", 14),
    (Column::LevelTwo, "Mức độ 2", 14),
    (Column::Evidence, "Minh chứng", 36),
    (Column::Remark, "Ghi chú", 24),
    (Column::Question, "Câu hỏi", 40),
    (Column::Scale, "Cách chấm", 14),
    (Column::Choices, "Các mức", 30),
    (Column::Step, "Bước điểm", 10),
    (Column::Unit, "Đơn vị tính", 12),
    (Column::NotApplicable, "Không áp dụng", 16),
    (Column::FromLevel, "Từ mức độ", 10),
    (Column::OnlyLevels, "Chỉ ở mức độ", 12),
    (Column::Groups, "Chỉ hỏi nhóm", 20),
    (Column::Figure, "Số liệu của bộ", 14),
    (Column::Guide, "Gợi ý điểm", 36),
    (Column::Learn, "Học thêm", 30),
    (Column::Wording, "Nguồn lời văn", 16),
    (Column::Sure, "Độ chắc chắn", 24),
    (Column::Description, "Mô tả tiêu chí", 36),
    (Column::Id, "Mã", 20),
    (Column::Answers, "Điểm tự chấm", 12),
];

/// The heading rows of a table.
#[derive(Debug, Clone)]
pub(super) struct Header {
    /// The first of them.
    pub first: u32,
    /// The last of them.
    pub last: u32,
    /// What is known of the columns.
    pub columns: BTreeMap<u32, Column>,
    /// What stands over the columns.
    pub texts: BTreeMap<u32, String>,
    /// The last row of that.
    lowest: BTreeMap<u32, String>,
}

/// No heading is longer: what is, is a title or a sentence.
const LONGEST: usize = 70;
/// So many rows with text may stand above the headings.
const FURTHEST: usize = 60;
/// So many rows may headings have.
const TALLEST: u32 = 3;

impl Header {
    /// The column of that kind.
    pub(super) fn find(&self, column: Column) -> Option<u32> {
        self.columns.iter().find(|(_, known)| **known == column).map(|(place, _)| *place)
    }

    /// The maxima that differ by group: the column, and the name of the group.
    pub(super) fn groups(&self) -> Vec<(u32, String)> {
        let groups = self.columns.iter().filter(|(_, kind)| matches!(kind, Column::Max | Column::GroupMax));
        let groups: Vec<(u32, String)> =
            groups.map(|(column, _)| (*column, self.lowest.get(column).cloned().unwrap_or_default())).collect();
        if groups.len() > 1 { groups } else { Vec::new() }
    }

    /// The same headings for a table that goes on without any: all its rows are below them.
    pub(super) fn going_on(&self) -> Self {
        Self { first: 0, last: 0, ..self.clone() }
    }

    /// How much is known of the columns; of as much, the fewest rows: a title above is no heading.
    fn rank(&self) -> (usize, std::cmp::Reverse<u32>) {
        let known = self.columns.values().filter(|column| **column != Column::Answers).count();
        (known, std::cmp::Reverse(self.last - self.first))
    }

    /// The columns of a third level and those above it, and what stands over them.
    pub(super) fn third_levels(&self) -> impl Iterator<Item = (u32, &str)> {
        let has_levels = self.find(Column::LevelOne).or(self.find(Column::LevelTwo)).is_some();
        let is_third = |text: &str| {
            let words = words(text);
            let mut parts = words.rsplit(' ');
            let number = parts.next().unwrap_or_default();
            let begins = ["muc do", "muc", "cap do", "dat muc do", "dat muc"].iter().any(|word| words.contains(word));
            begins && (matches!(number, "iii" | "iv" | "v") || (3..=9).any(|level: u32| number == level.to_string()))
        };
        self.texts
            .iter()
            .filter(move |(_, text)| has_levels && is_third(text))
            .map(|(column, text)| (*column, text.as_str()))
    }

    /// Whether a column is given in percent by its heading: `Tỷ lệ (%)`.
    pub(super) fn in_percent(&self, column: u32) -> bool {
        self.texts.get(&column).is_some_and(|text| text.contains('%'))
    }
}

/// Finds the headings: the rows that have most of them, at least what is asked for and one more.
pub(super) fn find(grid: &Grid) -> Option<Header> {
    let mut best: Option<Header> = None;
    for row in grid.rows().into_iter().take(FURTHEST) {
        for last in row..row + TALLEST {
            let is_cut = grid.row(row).any(|(column, _)| {
                let below = (last + 1, column);
                grid.first_of(below.0, below.1) == (row, column) && grid.own(below.0, below.1).is_empty()
            });
            if is_cut || begins_above(grid, row) || (row..=last).any(|row| is_data(grid, row)) {
                continue;
            }
            if last > row && is_title(grid, row, last)
                || (row + 1..=last).any(|below| goes_below_a_name(grid, row, below))
            {
                continue;
            }
            let header = read(grid, row, last);
            let names_a_text = header.columns.values().any(|column| matches!(column, Column::Criterion | Column::Item));
            let better = best.as_ref().is_none_or(|best| header.rank() > best.rank());
            if names_a_text && header.columns.len() > 1 && better {
                best = Some(header);
            }
        }
    }
    best
}

/// The headings that begin at a row below others: the same ones typed again on the next page, or those of another table.
/// Nothing where the row is any other: every cell of it must be a heading.
pub(super) fn again(grid: &Grid, header: &Header, row: u32) -> Option<Header> {
    let height = header.last - header.first;
    let repeats = |offset: u32| {
        let of = |row: u32| grid.row(row).map(|(column, text)| (column, words(text))).collect::<Vec<_>>();
        let cells = of(row + offset);
        !cells.is_empty() && cells == of(header.first + offset)
    };
    if header.last > 0 && (0..=height).all(repeats) {
        return Some(Header { first: row, last: row + height, ..header.clone() });
    }
    let is_heading = |(_, text): (u32, &str)| recognise(text).is_some();
    if begins_above(grid, row) || grid.row(row).count() < 2 || !grid.row(row).all(is_heading) {
        return None;
    }
    let found = read(grid, row, row);
    let names_a_text = found.columns.values().any(|column| matches!(column, Column::Criterion | Column::Item));
    (names_a_text && found.columns.len() > 1 && !is_data(grid, row)).then_some(found)
}

/// Whether a merged range comes down into a row from above: the headings begin there.
fn begins_above(grid: &Grid, row: u32) -> bool {
    let last = grid.width().min(MOST_COLUMNS);
    (1..=last).any(|column| grid.first_of(row, column).0 < row && !grid.text(row, column).is_empty())
}

/// A row with one text that begins where the table does, above other headings.
fn is_title(grid: &Grid, row: u32, last: u32) -> bool {
    let mut cells = grid.row(row);
    let (first, more) = (cells.next(), cells.next());
    let begins = grid.row(last).next().map_or(0, |(column, _)| column);
    more.is_none() && first.is_some_and(|(column, _)| column <= begins)
}

/// A row that has its own number and its own words is no heading, whatever its words begin with.
fn is_data(grid: &Grid, row: u32) -> bool {
    let mut cells = grid.row(row);
    let Some((_, first)) = cells.next() else { return false };
    let has_words = |text: &str| words(text).chars().filter(|char| char.is_alphabetic()).count() > 1;
    numbering::of_cell(first).is_some() && cells.any(|(_, text)| has_words(text) && recognise(text).is_none())
}

/// Whether a row has a text of its own in a column that the rows above name already as one of numbers or texts: below
/// `Chỉ tiêu` stands the first target, and no second heading.
fn goes_below_a_name(grid: &Grid, first: u32, row: u32) -> bool {
    grid.row(row).any(|(column, text)| {
        let above = (first..row).map(|row| grid.text(row, column)).rfind(|text| !text.is_empty());
        let is_named = above
            .and_then(recognise)
            .is_some_and(|above| matches!(above, Column::Number | Column::Criterion | Column::Item | Column::Detail));
        is_named && recognise(text).is_none()
    })
}

fn read(grid: &Grid, first: u32, last: u32) -> Header {
    let (columns, texts, lowest) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let mut header = Header { first, last, columns, texts, lowest };
    // The cell over the first column of points, where that has a name of its own below.
    let mut over_points: Option<((u32, u32), String)> = None;
    let mut columns: Vec<u32> = (first..=last).flat_map(|row| grid.row(row).map(|(column, _)| column)).collect();
    let furthest = (first..=last).flat_map(|row| grid.row(row).map(move |(column, _)| grid.reaches(row, column))).max();
    columns.extend(columns.last().copied().unwrap_or(1)..=furthest.unwrap_or(0).min(MOST_COLUMNS));
    columns.sort_unstable();
    columns.dedup();
    let (mut over, mut over_cell) = (String::new(), (first, 0));
    for column in columns {
        if !grid.own(first, column).is_empty() {
            grid.own(first, column).clone_into(&mut over);
            over_cell = (first, column);
        }
        let (mut text, mut lowest) = (String::new(), String::new());
        for row in first..=last {
            let part = grid.text(row, column);
            // A merged cell is seen in every row, and is one heading.
            if !part.is_empty() && (row == first || grid.first_of(row, column) != grid.first_of(row - 1, column)) {
                text.push_str(if text.is_empty() { "" } else { " " });
                lowest = part.replace('\n', " ");
                text.push_str(&lowest);
            }
        }
        let known = recognise(&text).or_else(|| {
            // Text with fields has no merged cells: what is over a column may stand further left.
            let is_below = grid.text(first, column).is_empty() && last > first;
            let joined = format!("{over} {text}");
            recognise(&joined).filter(|_| is_below).inspect(|_| text = joined)
        });
        // “Mức độ công nhận” or “Yêu cầu cần đạt” over “Mức độ 1”: the lowest says what the column is.
        let of_lowest = recognise(&lowest).filter(|_| lowest.len() < text.len());
        let known = match (known, of_lowest) {
            (known, Some(Column::LevelOne | Column::LevelTwo)) if known != Some(Column::Answers) => of_lowest,
            (known, of_lowest) => known.or(of_lowest),
        };
        if text.is_empty() {
            continue;
        }
        // Two maxima under one heading, neither of which is called the maximum, are those of two groups.
        let is_of_group = over_cell.1 < column
            && over_points.as_ref().is_some_and(|(cell, name)| {
                let is_most =
                    ["toi da", "chuan", "thang", "khung", "bieu"].iter().any(|word| words(name).contains(word));
                *cell == over_cell && !is_most && !lowest.is_empty() && words(&lowest) != words(name)
            });
        if known == Some(Column::Max) && over_points.is_none() && lowest.len() < text.len() {
            over_points = Some((over_cell, lowest.clone()));
        }
        header.texts.insert(column, text);
        header.lowest.insert(column, lowest);
        let taken = |kind| header.columns.values().any(|column| *column == kind);
        match known {
            Some(Column::Max) if taken(Column::Max) && is_of_group => {
                header.columns.insert(column, Column::GroupMax);
            }
            Some(Column::Max) if taken(Column::Max) => drop(header.columns.insert(column, Column::Answers)),
            Some(kind) if kind == Column::Answers || !taken(kind) => drop(header.columns.insert(column, kind)),
            _ => {}
        }
    }
    settle(&mut header);
    header
}

/// `Nội dung` is the item, unless another column is.
fn settle(header: &mut Header) {
    if let (Some(detail), None) = (header.find(Column::Detail), header.find(Column::Item)) {
        header.columns.insert(detail, Column::Item);
    }
}

/// What a heading names.
fn recognise(text: &str) -> Option<Column> {
    if text.chars().count() > LONGEST {
        return None;
    }
    let words = words(text);
    let begins =
        |starts: &[&str]| starts.iter().any(|start| words == *start || words.starts_with(&format!("{start} ")));
    let says = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
    if let Some((column, ..)) = LABELS.iter().find(|(_, label, _)| self::words(label) == words) {
        return Some(*column);
    }
    // “Tiêu chí 1: Tự học” is a criterion, and no heading over criteria.
    if numbering::is_named(text) {
        return None;
    }
    Some(if begins(&["tt", "stt", "so tt", "so thu tu", "thu tu"]) {
        Column::Number
    } else if begins(&["muc do 1", "muc 1", "muc do i", "muc i", "dat muc do 1", "dat muc 1", "cap do 1"]) {
        Column::LevelOne
    } else if begins(&["muc do 2", "muc 2", "muc do ii", "muc ii", "dat muc do 2", "dat muc 2", "cap do 2"]) {
        Column::LevelTwo
    } else if says(&["minh chung"]) || begins(&["ho so", "tai lieu kem theo", "tai lieu chung minh"]) {
        Column::Evidence
    } else if begins(&["ghi chu"]) {
        Column::Remark
    } else if says(&[
        "tu cham",
        "tu danh gia",
        "tham dinh",
        "hoi dong",
        "diem dat",
        "diem cham",
        "tu cho diem",
        "ket qua",
        "khong dat",
    ]) || begins(&["thuc hien"])
    {
        Column::Answers
    } else if says(&["diem tru", "tru diem", "diem phat", "diem bi tru"]) {
        // What is taken away is no maximum.
        return None;
    } else if begins(&["diem", "thang diem", "so diem", "muc diem", "bieu diem", "khung diem"]) {
        Column::Max
    } else if is_plan(&words) {
        Column::LevelOne
    } else if begins(&["chi so", "chi tieu", "ten chi so", "ten chi tieu", "cac chi so", "cac chi tieu"]) {
        Column::Item
    } else if begins(&["noi dung"]) {
        Column::Detail
    } else if begins(&["tieu chi", "ten tieu chi", "cac tieu chi"]) {
        Column::Criterion
    } else if begins(&["dvt", "don vi tinh"]) {
        Column::Unit
    } else if begins(&["ty le", "ti le", "muc dat", "yeu cau can dat", "muc yeu cau", "nguong", "dat muc", "phan dau"])
    {
        Column::LevelOne
    } else {
        return None;
    })
}

/// What is to be reached: `Chỉ tiêu năm 2026`, `Chỉ tiêu giao`, `Kế hoạch 2026`; not `Chỉ tiêu`, which is what it is of.
fn is_plan(words: &str) -> bool {
    const PLANS: [&str; 5] = ["chi tieu", "ke hoach", "kh", "muc tieu", "nhiem vu"];
    const GIVEN: [&str; 12] = [
        "nam",
        "giao",
        "duoc giao",
        "ke hoach",
        "phan dau",
        "can dat",
        "de ra",
        "phai dat",
        "dang ky",
        "quy",
        "thang",
        "giai doan",
    ];
    let begins = |text: &str, word: &str| text == word || text.starts_with(&format!("{word} "));
    let is_year = |text: &str| {
        let year = text.split(' ').next().unwrap_or_default();
        year.len() == 4 && year.starts_with("20") && year.bytes().all(|byte| byte.is_ascii_digit())
    };
    let rest = PLANS.iter().find_map(|plan| words.strip_prefix(plan)?.strip_prefix(' '));
    let is_given = |rest: &str| is_year(rest) || GIVEN.iter().any(|given| begins(rest, given));
    rest.is_some_and(is_given)
        || begins(words, "giao")
        || begins(words, "dinh muc")
        || words == "ke hoach"
        || words == "muc tieu"
}

/// Letters and digits only, with single spaces.
pub(super) fn words(text: &str) -> String {
    let folded: String = fold(text).chars().map(|char| if char.is_alphanumeric() { char } else { ' ' }).collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_by_their_words() {
        for (text, column) in [
            ("STT", Column::Number),
            ("TIÊU CHÍ", Column::Criterion),
            ("Tiêu chí, chỉ số", Column::Criterion),
            ("Nội dung đánh giá", Column::Detail),
            ("Chi\u{309} tie\u{302}u", Column::Item),
            ("Chỉ tiêu năm 2026", Column::LevelOne),
            ("Chỉ tiêu giao", Column::LevelOne),
            ("Chỉ tiêu kế hoạch", Column::LevelOne),
            ("Kế hoạch 2026", Column::LevelOne),
            ("KH năm 2026", Column::LevelOne),
            ("Chỉ tiêu đánh giá", Column::Item),
            ("Chỉ tiêu", Column::Item),
            ("Điểm\ntối đa", Column::Max),
            ("Điểm chuẩn", Column::Max),
            ("Điểm tự chấm", Column::Answers),
            ("Mức độ 2 (%)", Column::LevelTwo),
            ("Tài liệu minh chứng", Column::Evidence),
            ("Câu hỏi", Column::Question),
        ] {
            assert_eq!(recognise(text), Some(column), "{text}");
        }
        for text in ["", "Đơn vị chủ trì", "Mức độ", "Điểm trừ", "Trừ điểm", "Cộng hòa xã hội chủ nghĩa Việt Nam"]
        {
            assert_eq!(recognise(text), None, "{text}");
        }
    }
}
