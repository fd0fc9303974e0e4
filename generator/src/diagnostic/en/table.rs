//! What is wrong with a table, in English.

use super::leftover;
use crate::diagnostic::{LeftOut, Limit, Mistake, OldFont, Origin, Spot, SumOf, TableProblem};
use crate::diagnostic::{number_in_groups, number_within};

/// The cell stands first: that is where the person looks.
pub(super) fn text(problem: &TableProblem) -> (String, String) {
    let (message, hint) = words(&problem.mistake);
    // Cells have lines; a finding has one.
    let (message, hint) = (message.replace('\n', " "), hint.replace('\n', " "));
    match &problem.spot {
        Some(spot) => (format!("{}: {message}", cell(spot)), hint),
        None => (message, hint),
    }
}

fn cell(spot: &Spot) -> String {
    match &spot.origin {
        Origin::Sheet(name) => format!("cell {} of sheet “{name}”", spot.name()),
        Origin::Table(number) => format!("table {number}, row {}, column {}", spot.row, spot.column),
        Origin::Text => format!("row {}, column {}", spot.row, spot.column),
        Origin::Lines => format!("line {}", spot.row),
    }
}

#[expect(clippy::too_many_lines, reason = "one table: a mistake, its message, its hint")]
fn words(mistake: &Mistake) -> (String, String) {
    match mistake {
        Mistake::TooLarge(limit) => (too_large(*limit), "copy the table of criteria alone into a new file".into()),
        Mistake::OldOffice => (
            "the file is of the old Office (.xls, .doc) or has a password".into(),
            "open it, remove the password, and save it as .xlsx or .docx".into(),
        ),
        Mistake::Damaged => (
            "the file is damaged, or not what its name says".into(),
            "open it with Excel or Word and save it as a new file".into(),
        ),
        Mistake::UnknownFormat => {
            ("files of this kind cannot be read".into(), "use one of: .xlsx, .docx, .csv, .tsv, .txt, .json".into())
        }
        Mistake::NotText => {
            ("the file is no text that can be read".into(), "save it as “CSV UTF-8” or .xlsx from Excel".into())
        }
        Mistake::OldFont(OldFont::Tcvn3) => (
            "the text was typed for an old TCVN3 font (.VnTime), not in Unicode".into(),
            CONVERT.replace("{font}", "TCVN3 (ABC)"),
        ),
        Mistake::OldFont(OldFont::Vni) => (
            "the text was typed for an old VNI font (VNI-Times), not in Unicode".into(),
            CONVERT.replace("{font}", "VNI Windows"),
        ),
        Mistake::JsonSyntax => {
            ("from here on the file is not JSON".into(), "look at brackets, commas and quotes near here".into())
        }
        Mistake::JsonUnknownKey { key, known } => {
            (format!("there is no key “{key}”"), format!("the keys here: {}", known.join(", ")))
        }
        Mistake::JsonMissingKey { key } => (format!("the key “{key}” is missing"), format!("add \"{key}\": …")),
        Mistake::JsonValue { message } => {
            (format!("this value cannot be used: {message}"), "compare with hoctap-set-1.schema.json".into())
        }
        Mistake::NoTable => {
            ("the file has no table".into(), "put the criteria into a table, or type from the first cell on".into())
        }
        Mistake::NoHeadings { seen } => (
            format!("there is no heading row; the file begins with: {}", seen.join(" | ")),
            "add headings: “Tiêu chí” or “Chỉ số”, and “Điểm tối đa” or “Mức độ 1”, “Mức độ 2”".into(),
        ),
        Mistake::SecondTable { rows, same_items: true } => (
            format!("the same items stand here again ({rows} rows), with other numbers than in the table before"),
            "keep the table that is as the text has it, delete or hide the other; where points differ by group, make them two columns of one table; and import again".into(),
        ),
        Mistake::SecondTable { rows, same_items: false } => (
            format!("this is another table of criteria ({rows} rows), and only one set is imported at a time"),
            "if both are one set, copy them into one table with the same columns; else keep each in a file of its own (or hide the sheet that is not needed), and import again".into(),
        ),
        Mistake::TableAgain { rows } => (
            format!("this table ({rows} rows) stands there already and is not imported again"),
            "nothing to do".into(),
        ),
        Mistake::ThirdLevel { heading } => (
            format!("column “{heading}”: a set can have two levels only"),
            "compare with the text; where it has three levels, import the two that matter, and the third from another file as a set of its own".into(),
        ),
        Mistake::Garbled { how, right } => leftover::garbled(*how, right.as_deref()),
        Mistake::OtherColumns { columns: [before, here] } => (
            format!("this table seems to go on from the one before, but has {here} columns where that has {before}"),
            "put the headings above this table, or give it the same columns; another table belongs into a file of its own".into(),
        ),
        Mistake::OpenQuote => (
            "a double quote is opened in this row and never closed, so nobody knows where the cell ends".into(),
            "close it at the end of the cell, or remove it; better, save as .xlsx from Excel".into(),
        ),
        Mistake::LeftOut { what, text } => left_out(*what, &short(text)),
        Mistake::NoRows => ("no indicator or target stands below the headings".into(), "type one a row".into()),
        Mistake::WhichKind => {
            ("the table may be of points or of targets".into(), "add --kind points or --kind targets".into())
        }
        Mistake::OtherKind => ("the file's set is of another kind than --kind".into(), "leave --kind out".into()),
        Mistake::Points { text } if text.trim_start().starts_with(['-', '–', '−']) => (
            format!("“{text}” takes points away, and only points that are given can be written here"),
            "type the points for who does not break the rule, such as 5; or put it into the remarks".into(),
        ),
        Mistake::Points { text } => (
            format!("“{text}” is no number of points"),
            match number_within(text) {
                Some(number) => format!("type {number}; signs and words beside it belong into the column “Ghi chú”; points that are taken away cannot be said here"),
                None => number_in_groups(text).map_or_else(
                    || "type a number above 0, such as 10 or 2,5".into(),
                    |number| format!("type it in one piece: {number}"),
                ),
            },
        ),
        Mistake::PointsTooMany { text, most } => {
            (format!("a maximum of “{text}” is too much"), format!("compare with the text; {most} at most"))
        }
        Mistake::MissingPoints { title } => (
            format!("“{title}” has no maximum, though others have"),
            "type it into this cell; where it is merged with the one above, type one into each".into(),
        ),
        Mistake::SecondPoints { title } => (
            format!("“{title}” has points in a row above, and here again"),
            "name the indicator of this row, or make one row with one maximum".into(),
        ),
        Mistake::PartsOfItem { title, parts } => (
            format!("the points of “{title}” are just those of the {parts} smaller rows below: both would count twice"),
            "delete the points in this row, so that it heads the rows below; if it is an item of its own, number it as they are"
                .into(),
        ),
        Mistake::ItemAgain { title } => (
            format!("“{title}” stands in a row above with the same points; both are imported"),
            "if it was copied twice, delete one row; if they are two, name them apart".into(),
        ),
        Mistake::Threshold { text } => (
            format!("“{text}” is not understood"),
            number_in_groups(text).map_or_else(
                || "type 90%, ≥ 90%, từ 90% trở lên, 2 lớp, Đạt, Không quy định".into(),
                |number| format!("type it in one piece with a unit, such as “{number} lớp”"),
            ),
        ),
        Mistake::ThresholdUnclear { text } => (
            format!("“{text}” may be a percentage or a number"),
            format!("type “{text}%”, or add a unit, such as “{text} lớp”"),
        ),
        Mistake::ThresholdStrict { text } => (
            format!("“{text}” leaves that very number out; only “from … on” can be said here"),
            "compare with the text; type the least number that counts".into(),
        ),
        Mistake::MissingThreshold { title } => (
            format!("“{title}” has an empty level"),
            "type its threshold; where level 1 does not ask for it, type “Không quy định”".into(),
        ),
        Mistake::ThresholdsDiffer { first, second } => (
            format!("the two levels are not alike: “{first}” and “{second}”"),
            "write both as percentages, or in one unit, or both as “Đạt”".into(),
        ),
        Mistake::SheetsDiffer { shown, figures } => (
            format!("the table has “{shown}”, and the sheet “Hai số” has “{figures}”"),
            "make both places alike, by the text".into(),
        ),
        Mistake::ThresholdFalls { first, second } => (
            format!("the later level “{second}” is under the earlier one “{first}”"),
            "compare with the text; level 2 cannot be easier than level 1".into(),
        ),
        Mistake::LostAtLevelTwo => (
            "level 2 does not ask for what level 1 asks for".into(),
            "where level 2 keeps it, type the same threshold here".into(),
        ),
        Mistake::BecameDate { text } => (
            format!("Excel has turned what was typed into the day {text}"),
            "format the cell as text and type it again, such as 1/2 or 3-4".into(),
        ),
        Mistake::Thousands { text, number } => {
            let [many, few] = super::super::readings(number, ",");
            (format!("“{text}” has two readings: {many} or {few}"), format!("type {many}, or {few}"))
        }
        Mistake::Uncounted { text } => (
            format!("the file does not keep the result of the formula {}", short(text)),
            "open it in Excel, save it and import it again; or type the result".into(),
        ),
        Mistake::Lost { text } => (
            format!("there is no place for “{}”", short(text)),
            "move the text to another column or clear the cell; and please tell the makers of hoctap".into(),
        ),
        Mistake::Sum { of, stated, sum } => (
            match of {
                SumOf::All => format!("the table states {stated}, but its rows add up to {sum}"),
                SumOf::Part(title) => format!("“{title}” states {stated}, but its rows add up to {sum}"),
            },
            "compare with the text: correct the sum here, or the points that were mistyped".into(),
        ),
        Mistake::UnknownWord { text, known } => {
            (format!("“{text}” is none of the choices"), format!("choose one of: {}", known.join(", ")))
        }
        Mistake::Number { text } => (format!("“{text}” is no number that can stand here"), "type 2 or 0,5".into()),
        Mistake::Missing { heading } => (format!("“{heading}” is missing"), "type it into this cell".into()),
        Mistake::PairOf { text } => {
            (format!("the line “{text}” is not understood"), "one pair a line, such as “5: Có một phần”".into())
        }
        Mistake::BadId { id } => (
            format!("“{id}” is no id"),
            "an id has lower-case letters without marks, digits, and hyphens between them".into(),
        ),
        Mistake::DuplicateId { id } => {
            (format!("the id “{id}” is taken"), "change one of the two, or leave it empty".into())
        }
        Mistake::UnknownId { id } => {
            (format!("the table has no id “{id}”"), "use one of the column “Mã” of the table".into())
        }
        Mistake::BadDate { text } => {
            (format!("there is no day “{text}”"), "write year-month-day, such as 2023-10-25".into())
        }
        Mistake::UnknownColumn { heading } => (
            format!("the column “{heading}” has no place of its own"),
            "its texts are kept in the explanations; look them over there".into(),
        ),
        Mistake::KeptAsText { text } => {
            (format!("“{text}” has no place of its own"), "it is kept in the explanation; look it over there".into())
        }
        Mistake::Hidden { text } => (
            format!("hidden in the file, and so left out: {}", short(text)),
            "where it is needed, unhide it and import the file again".into(),
        ),
        Mistake::HiddenSheet { text } => (
            format!("the whole sheet is hidden, and so left out: {}", short(text)),
            "where it is needed, unhide it and import the file again".into(),
        ),
        Mistake::Raised { note, text } => (
            format!("“{note}” is set small and raised: a note and no digit, so this is “{}”", short(text)),
            "compare with the text; where it is a digit, type it in plain size".into(),
        ),
        Mistake::ReadAsChoices { title, count, with_none } => (
            format!("{count} lines below “{}” are the ways to answer it, and no indicators of their own", short(title)),
            if *with_none {
                "the table has none that brings 0, so “Chưa đạt mức nào” was added; compare with the text".into()
            } else {
                "compare with the text".into()
            },
        ),
        Mistake::ReadAsGroups { groups } => (
            format!("the columns of points are those of groups: {}", groups.join(", ")),
            "compare the names and points of the groups with the text".into(),
        ),
        Mistake::ReadBasis { number } => (
            format!("number and date were read from the file: {}", short(number)),
            "compare with the text itself, then correct [criteria.basis] in _index.md".into(),
        ),
        Mistake::NotPlaced { text } => {
            (format!("left out: {}", short(text)), "where the set needs it, copy it into _index.md".into())
        }
        Mistake::OtherTable { name } => (
            format!("left out: {}", short(name)),
            "where it is a part of the table, give it headings, or a file of its own".into(),
        ),
        Mistake::AnswersLeftOut { heading } => (
            format!("the column “{heading}” holds somebody's points, which are no part of a set"),
            "nothing needs to be done; the file stays as it is".into(),
        ),
        Mistake::FolderExists { folder } => (
            format!("{folder} holds files already, and is left alone"),
            "choose another folder with --out, or move the old one away".into(),
        ),
        Mistake::LongCell { text } => (
            format!("a text over 32,767 letters fits no cell of a spreadsheet: {}", short(text)),
            "make it shorter; long texts go to the explanation, in paragraphs with an empty line between".into(),
        ),
        Mistake::NoSection => (
            "there is no content/criteria/_index.md, so the set is not shown yet".into(),
            "create it with title, description and slug = \"tieu-chi\"".into(),
        ),
    }
}

fn left_out(what: LeftOut, text: &str) -> (String, String) {
    let message = match what {
        LeftOut::Comment => format!("a comment is not imported: {text}"),
        LeftOut::Picture => "there is a picture here, which is not imported".to_owned(),
        LeftOut::Margin => format!("what stands at the head or foot of every page is not imported: {text}"),
        LeftOut::Note => format!("a footnote is not imported: {text}"),
        LeftOut::Box => format!("the text on a shape is not imported: {text}"),
        LeftOut::Deleted => format!("deleted while changes were tracked, so not imported: {text}"),
        LeftOut::Unseen => format!("nobody sees it in the file, so it is not imported: {text}"),
    };
    let hint = match what {
        LeftOut::Picture => "if the picture holds words that the set needs, type them into the cell and import again",
        LeftOut::Deleted => "if it is still needed, reject the deletion in Word and import again",
        LeftOut::Comment | LeftOut::Margin | LeftOut::Note | LeftOut::Box | LeftOut::Unseen => {
            "if the set needs it, type it into a cell and import again, or copy it into _index.md"
        }
    };
    (message, hint.to_owned())
}

const CONVERT: &str = "copy the table, press CTRL+SHIFT+F6 for Unikey's tool, convert the clipboard from {font} to Unicode, and paste it in Times New Roman";

fn too_large(limit: Limit) -> String {
    match limit {
        Limit::File(most) => format!("the file is over {} MB", most >> 20),
        Limit::Unpacked(most) => format!("more than {} MB are packed in the file", most >> 20),
        Limit::Entries(most) => format!("more than {most} files are packed in the file"),
        Limit::Rows(most) => format!("the table has more than {most} rows"),
        Limit::Columns(most) => format!("the table has more than {most} columns"),
        Limit::Letters(most) => format!("a cell has more than {most} letters; a quote may be open"),
        Limit::Text(most) => format!("the table has more than {} MB of text", most >> 20),
        Limit::Merged => "the table has too many cells or merged cells".to_owned(),
        Limit::Sheets(most) => format!("the file has more than {most} tables"),
        Limit::Xml => "the file holds what neither Excel nor Word writes".to_owned(),
    }
}

fn short(text: &str) -> String {
    const LONGEST: usize = 600;
    if text.chars().count() > LONGEST { text.chars().take(LONGEST).chain(['…']).collect() } else { text.to_owned() }
}
