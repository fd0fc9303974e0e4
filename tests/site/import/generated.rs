//! The account of cells over generated tables: whatever an officer's table looks like, every text that is put into it is
//! found again in the set or in what is said, or the import says that it is wrong.

use std::fmt::Write as _;

use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook, Worksheet};

use super::word::{document, table};
use super::{import, with_table};

/// A table that somebody may make. Every text in it is another word, so that it can be looked for.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a shape that a table may have or not")]
struct Layout {
    /// Title, decision and letterhead above.
    above: usize,
    has_number: bool,
    has_criterion_column: bool,
    has_levels: bool,
    two_heading_rows: bool,
    has_evidence: bool,
    has_other_column: bool,
    has_answers: bool,
    /// Items of each criterion.
    criteria: Vec<usize>,
    graded: bool,
    parts: bool,
    more: bool,
    subtotals: bool,
    total: bool,
    repeated: bool,
    signed: usize,
    hidden_row: bool,
    hidden_column: bool,
}

fn layouts() -> impl Strategy<Value = Layout> {
    let first = (0..4_usize, any::<[bool; 7]>(), prop::collection::vec(1..4_usize, 1..4));
    (first, any::<[bool; 8]>(), 0..4_usize).prop_map(|((above, one, criteria), two, signed)| Layout {
        above,
        has_number: one[0],
        has_criterion_column: one[1],
        has_levels: one[2],
        two_heading_rows: one[3],
        has_evidence: one[4],
        has_other_column: one[5],
        has_answers: one[6],
        criteria,
        graded: two[0],
        parts: two[1],
        more: two[2],
        subtotals: two[3],
        total: two[4],
        repeated: two[5],
        signed,
        hidden_row: two[6],
        hidden_column: two[7],
    })
}

/// A sheet that is being written, and the words that stand in it.
struct Writer<'a> {
    sheet: &'a mut Worksheet,
    row: u32,
    words: Vec<String>,
}

impl Writer<'_> {
    /// A word that stands nowhere else; `begin` stands before it.
    fn word(&mut self, begin: &str) -> String {
        let word = format!("từ{}x", self.words.len());
        self.words.push(word.clone());
        format!("{begin} {word}").trim().to_owned()
    }

    fn line(&mut self, cells: &[String]) {
        for (column, text) in (0..).zip(cells).filter(|(_, text)| !text.is_empty()) {
            match text.parse::<u32>() {
                Ok(number) => self.sheet.write_number(self.row, column, number),
                Err(_) => self.sheet.write_string(self.row, column, text),
            }
            .expect("a cell");
        }
        self.row += 1;
    }
}

/// Columns in the order in which they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Number,
    Criterion,
    Item,
    Value(u8),
    Evidence,
    Other,
    Answers,
}

fn columns(layout: &Layout) -> Vec<Column> {
    let mut columns = Vec::new();
    columns.extend(layout.has_number.then_some(Column::Number));
    columns.extend(layout.has_criterion_column.then_some(Column::Criterion));
    columns.push(Column::Item);
    columns.push(Column::Value(1));
    columns.extend(layout.has_levels.then_some(Column::Value(2)));
    columns.extend(layout.has_evidence.then_some(Column::Evidence));
    columns.extend(layout.has_other_column.then_some(Column::Other));
    columns.extend(layout.has_answers.then_some(Column::Answers));
    columns
}

/// A row of cells by their columns.
fn cells(columns: &[Column], fill: &mut dyn FnMut(Column) -> String) -> Vec<String> {
    columns.iter().map(|column| fill(*column)).collect()
}

#[expect(clippy::too_many_lines, reason = "a table from top to bottom")]
fn write(layout: &Layout, sheet: &mut Worksheet) -> Vec<String> {
    let columns = columns(layout);
    let points = !layout.has_levels;
    let mut writer = Writer { sheet, row: 0, words: Vec::new() };
    let last = u16::try_from(columns.len() - 1).expect("few");
    for line in 0..layout.above {
        let begin = ["HỘI KHUYẾN HỌC", "BỘ TIÊU CHÍ", "(Ban hành kèm theo Quyết định số 12/QĐ-KHVN)"][line.min(2)];
        let text = writer.word(begin);
        if line == 1 && last > 0 {
            writer.sheet.merge_range(writer.row, 0, writer.row, last, &text, &Format::new()).expect("a range");
            writer.row += 1;
        } else {
            writer.line(&[text]);
        }
    }
    let first_heading = writer.row;
    let two_rows = layout.two_heading_rows && layout.has_levels;
    let name = |column: Column| match column {
        Column::Number => "TT",
        Column::Criterion => "Tiêu chí",
        Column::Item if points => "Chỉ số",
        Column::Item => "Chỉ tiêu",
        Column::Value(_) if points => "Điểm tối đa",
        Column::Value(1) if two_rows => "Yêu cầu",
        Column::Value(2) if two_rows => "",
        Column::Value(1) => "Mức độ 1",
        Column::Value(_) => "Mức độ 2",
        Column::Evidence => "Minh chứng",
        Column::Other => "Đơn vị chủ trì",
        Column::Answers => "Điểm tự chấm",
    };
    let headings = cells(&columns, &mut |column| name(column).to_owned());
    let below = cells(&columns, &mut |column| match column {
        Column::Value(level) => format!("Mức độ {level}"),
        _ => String::new(),
    });
    writer.line(&headings);
    if two_rows {
        for (place, column) in (0_u16..).zip(&columns) {
            if !matches!(column, Column::Value(_)) {
                let text = name(*column);
                writer
                    .sheet
                    .merge_range(first_heading, place, first_heading + 1, place, text, &Format::new())
                    .expect("a range");
            }
        }
        let first = u16::try_from(columns.iter().position(|column| *column == Column::Value(1)).expect("a level"));
        let first = first.expect("few");
        writer
            .sheet
            .merge_range(first_heading, first, first_heading, first + 1, "Yêu cầu", &Format::new())
            .expect("a range");
        writer.line(&below);
    }
    let mut number = 0;
    let mut all = 0;
    for (place, items) in layout.criteria.iter().enumerate() {
        let roman = ["I", "II", "III"][place];
        let title = writer.word("Tiêu đề");
        if !layout.has_criterion_column {
            let row = cells(&columns, &mut |column| match column {
                Column::Number => roman.to_owned(),
                Column::Item if layout.has_number => title.clone(),
                Column::Item => format!("{roman}. {title}"),
                _ => String::new(),
            });
            writer.line(&row);
        }
        let mut sum = 0;
        for item in 0..*items {
            number += 1;
            let text = writer.word("Việc");
            let evidence = if layout.has_evidence { writer.word("sổ") } else { String::new() };
            let other = if layout.has_other_column { writer.word("chi hội") } else { String::new() };
            let row = cells(&columns, &mut |column| match column {
                Column::Number => number.to_string(),
                Column::Criterion if item == 0 => title.clone(),
                Column::Item if !layout.has_number && !layout.has_criterion_column => format!("{number}. {text}"),
                Column::Item => text.clone(),
                Column::Value(_) if points => "10".to_owned(),
                Column::Value(level) => format!("{}%", 80 + level),
                Column::Evidence => evidence.clone(),
                Column::Other => other.clone(),
                // Points of a person are told once for the column.
                Column::Answers => "9".to_owned(),
                Column::Criterion => String::new(),
            });
            writer.line(&row);
            sum += 10;
            let of_item = |writer: &mut Writer<'_>, begin: &str, value: &str| {
                let text = writer.word(begin);
                let row = cells(&columns, &mut |column| match column {
                    Column::Item => text.clone(),
                    Column::Value(_) => value.to_owned(),
                    _ => String::new(),
                });
                writer.line(&row);
            };
            if layout.graded && points && layout.has_number && item == 0 {
                for value in ["10", "5", "0"] {
                    of_item(&mut writer, "Mức", value);
                }
            } else if layout.more {
                of_item(&mut writer, "- Kể cả", "");
            }
            if layout.parts && points && layout.has_number && !layout.has_criterion_column && item == 1 {
                for part in 1..=2 {
                    let text = writer.word("Phần");
                    let row = cells(&columns, &mut |column| match column {
                        Column::Number => format!("{number}.{part}"),
                        Column::Item => text.clone(),
                        Column::Value(_) => "5".to_owned(),
                        _ => String::new(),
                    });
                    writer.line(&row);
                }
            }
        }
        all += sum;
        if layout.subtotals && points {
            let row = cells(&columns, &mut |column| match column {
                Column::Item if !layout.has_criterion_column => "Cộng".to_owned(),
                Column::Criterion => "Cộng".to_owned(),
                Column::Value(_) => sum.to_string(),
                _ => String::new(),
            });
            writer.line(&row);
        }
        if layout.repeated && place + 1 < layout.criteria.len() && !two_rows {
            writer.line(&headings);
        }
    }
    if layout.total && points {
        let row = cells(&columns, &mut |column| match column {
            Column::Item if !layout.has_criterion_column => "Tổng cộng".to_owned(),
            Column::Criterion => "Tổng cộng".to_owned(),
            Column::Value(_) => all.to_string(),
            _ => String::new(),
        });
        writer.line(&row);
    }
    if layout.hidden_row {
        let text = writer.word("Ẩn");
        let row = writer.row;
        writer.line(&[text]);
        writer.sheet.set_row_hidden(row).expect("a row");
    }
    writer.row += 1;
    for line in 0..layout.signed {
        let begin = ["Ghi chú:", "NGƯỜI TỰ ĐÁNH GIÁ", "(Ký, ghi rõ họ tên)"][line.min(2)];
        let mut texts = vec![String::new(); columns.len()];
        texts[0] = writer.word(begin);
        let last = columns.len() - 1;
        let both = format!("{} {}", texts[last], writer.word("T/M BAN CHẤP HÀNH"));
        both.trim().clone_into(&mut texts[last]);
        writer.line(&texts);
    }
    if layout.hidden_column {
        let text = writer.word("Cột ẩn");
        let column = last + 2;
        writer.sheet.write_string(first_heading, column, text).expect("a cell");
        writer.sheet.set_column_hidden(column).expect("a column");
    }
    writer.words
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn every_word_of_a_table_is_in_the_set_or_told(layout in layouts()) {
        let mut workbook = Workbook::new();
        let words = write(&layout, workbook.add_worksheet());
        let site = with_table("bang.xlsx", workbook.save_to_buffer().expect("a workbook"));
        let outcome = import(&site, "bang.xlsx", &[]);
        prop_assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
        let mut all = outcome.stderr;
        let folder = site.root().join("content/criteria/ho-mau");
        for entry in folder.read_dir().expect("the set") {
            let text = std::fs::read_to_string(entry.expect("a file").path()).expect("text");
            write!(all, "{text}").expect("text");
        }
        let lost: Vec<&String> = words.iter().filter(|word| !all.contains(word.as_str())).collect();
        prop_assert!(lost.is_empty(), "lost {lost:?} in\n{all}");
        prop_assert_eq!(all.contains("table-answers"), layout.has_answers);
        let items = all.matches("\n[[indicator]]").count() + all.matches("\n[[target]]").count();
        prop_assert!(items >= layout.criteria.iter().sum(), "{items} items in\n{all}");
    }

    #[test]
    fn every_word_of_a_document_is_in_the_set_or_told(
        counts in prop::collection::vec(1..4_usize, 2..4),
        (is_cut, repeats, is_framed, has_title, is_signed) in any::<(bool, bool, bool, bool, bool)>(),
    ) {
        let headings = ["|TT", "|Tiêu chí", "|Chỉ số", "|Điểm tối đa", "|Minh chứng"].map(str::to_owned).to_vec();
        let (mut words, mut tables, mut rows) = (0, Vec::new(), vec![headings.clone()]);
        let mut word = |begin: &str| {
            words += 1;
            format!("|{begin} từ{words}x")
        };
        for (place, count) in counts.iter().enumerate() {
            if place > 0 && is_cut {
                tables.push(std::mem::take(&mut rows));
                rows.extend(repeats.then(|| headings.clone()));
            }
            for item in 0..*count {
                let title = if item == 0 { word("Tiêu đề") } else { "|".to_owned() };
                rows.push(vec![format!("|{}", item + 1), title, word("Việc"), "|10".to_owned(), word("sổ")]);
            }
        }
        if is_signed {
            rows.push(vec!["|".to_owned(), word("(Ký, ghi rõ họ tên)"), "|".to_owned(), word("T/M"), "|".to_owned()]);
        }
        tables.push(rows);
        let paragraph = |text: &str| format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", text.trim_start_matches('|'));
        let mut body = if has_title { paragraph(&word("BỘ TIÊU CHÍ")) } else { String::new() };
        for rows in &tables {
            let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
            let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
            body.push_str(&table(&rows));
        }
        if is_framed {
            body = format!("<w:tbl><w:tr><w:tc><w:tcPr/>{body}<w:p/></w:tc></w:tr></w:tbl>");
        }
        let last = if is_signed { word("Nơi nhận:") } else { String::new() };
        let site = with_table("bang.docx", document(&format!("{body}{}", paragraph(&last))));
        let outcome = import(&site, "bang.docx", &[]);
        prop_assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
        let mut all = outcome.stderr;
        for entry in site.root().join("content/criteria/ho-mau").read_dir().expect("the set") {
            all.push_str(&std::fs::read_to_string(entry.expect("a file").path()).expect("text"));
        }
        let lost: Vec<usize> = (1..=words).filter(|word| !all.contains(&format!("từ{word}x"))).collect();
        prop_assert!(lost.is_empty(), "lost {lost:?} in\n{all}");
        prop_assert_eq!(all.matches("\n[[indicator]]").count(), counts.iter().sum::<usize>(), "{}", all);
    }
}
