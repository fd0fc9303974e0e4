//! What is said in English of many sheets that are added up.

use super::merge;
use crate::diagnostic::TallyProblem;
use wasm_check::code::CodeError;

/// The message and the hint.
pub(super) fn text(problem: &TallyProblem) -> (String, String) {
    match problem {
        TallyProblem::Empty => (
            "there is no sheet".into(),
            "give a file saved from the book, JSON sheets, or a code HT… on each line".into(),
        ),
        TallyProblem::Format { name } => (
            format!("the format “{name}” is not known"),
            "hoctap-sheets/1 can be read; update hoctap for a newer file".into(),
        ),
        TallyProblem::Result => (
            "this is a result and no sheet: a verdict that comes along is not trusted, the answers are scored anew"
                .into(),
            "ask for the file saved from the book, or for the code of the sheet".into(),
        ),
        TallyProblem::Code { error } => code(*error),
        TallyProblem::SameFile { other } => {
            (format!("the file is the same as {other} and is added once"), "leave one out".into())
        }
        TallyProblem::NameTwice { name } => (
            format!("the name “{name}” stands there twice and counts once"),
            "tell two people of one name apart by a hamlet or a number".into(),
        ),
        TallyProblem::NameGroup { name, group, known } => (
            format!("behind “{name}” stands “{group}”, no group of the set"),
            format!("the groups: {}", known.join(", ")),
        ),
        TallyProblem::OtherVersion { version } => (
            format!("the sheet is of version “{version}” and is not added"),
            "add it up alone with <set>@<version>".into(),
        ),
        TallyProblem::OtherSet { set } => (
            format!("this sheet is of the set “{set}”, so it is not counted here"),
            format!("add up the sheets of that set by themselves: hoctap tally {set} …"),
        ),
        TallyProblem::NoVersion { version } => (
            format!("this sheet is of version “{version}”, which the site has not, so it is not counted"),
            "ask for a sheet of the version in force, or add that version to the site".into(),
        ),
        TallyProblem::OtherYear { year, counted } => (
            format!("the sheet is of {year} and is not added to {counted}"),
            format!("to add up that year, say --year {year}"),
        ),
        TallyProblem::Blank { person } => (
            format!(
                "{} nothing is answered, so it is not added",
                person
                    .as_ref()
                    .map_or_else(|| "on the sheet".to_owned(), |person| format!("on the sheet of “{person}”"))
            ),
            "ask them to answer and send it again".into(),
        ),
        TallyProblem::Again { person, later } => (
            format!("“{person}” has another sheet after this one, at {later}; only the later one is added"),
            "tell two people of one name apart by a hamlet or a number".into(),
        ),
        TallyProblem::SameWords { person, first } => (
            format!(
                "“{person}” stands before two different codes, here and at {first}, and is hardly a name; both count"
            ),
            "where one person handed in twice, drop the earlier code; else write each name before its code".into(),
        ),
        TallyProblem::Alike { other } => (
            format!("the sheet is the same as the one at {other} and has no name; both are added"),
            "if one person handed in twice, leave one out, or name them (\"person\")".into(),
        ),
        TallyProblem::Unlisted { person: Some(person) } => {
            (format!("“{person}” is not on the list"), "look at how the name is written, or add it to the list".into())
        }
        TallyProblem::Unlisted { person: None } => (
            "the sheet has no name and cannot be compared with the list".into(),
            "write a name and a colon before the code, as in “Bà Tư: HT1F-…”; in a file of JSON add \"person\"".into(),
        ),
        TallyProblem::Merge(problem) => merge::text(problem),
    }
}

fn code(error: CodeError) -> (String, String) {
    let message = match error {
        CodeError::NotACode => "the line is neither a sheet nor a code",
        CodeError::Character(_) => "the code has a letter that no code has",
        CodeError::Length => "the code lacks letters, or has too many",
        CodeError::Checksum => "the code is mistyped somewhere",
        CodeError::Format => "the code was made by a newer hoctap",
        CodeError::OtherSet => "the code is of another set or another version",
    };
    let hint = match error {
        CodeError::NotACode => "a code begins with HT; a name may stand before it, or on the line above",
        CodeError::Character(_) => "a code has digits and letters without marks, and no U",
        CodeError::Length | CodeError::Checksum => "compare it with the original, four letters at a time",
        CodeError::Format => "update hoctap",
        CodeError::OtherSet => "name its set: hoctap tally <set> …",
    };
    (message.into(), hint.into())
}
