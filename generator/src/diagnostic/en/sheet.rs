//! What is said in English of an answer sheet.

use wasm_check::decimal::Decimal;
use wasm_check::rubric::{Item, Scale};
use wasm_check::sheet::{MOST_OF_A_NOTE, ProblemKind, YEARS};

/// The message and the hint. `item` is the one that an answer does not suit.
pub(super) fn text(kind: &ProblemKind, item: Option<&Item>) -> (String, String) {
    match kind {
        ProblemKind::Syntax => {
            ("the sheet is not JSON".into(), "a sheet is one object {…}; several sheets, one a line".into())
        }
        ProblemKind::NotAnObject => (
            "this must be an object {…}".into(),
            "for example {\"set\":\"cdht\",\"answers\":{\"doc-cap-nhat\":8}}".into(),
        ),
        ProblemKind::UnknownKey(key) => (
            format!("a sheet has no key “{key}”"),
            "the keys of a sheet: set, version, year, group, area, answers, notes, recognised, person".into(),
        ),
        ProblemKind::Repeated(key) => (format!("“{key}” stands twice in the sheet"), "keep one of them".into()),
        ProblemKind::NoSet => ("the sheet does not name its set".into(), "add \"set\":\"cdht\"".into()),
        ProblemKind::OtherSet(set) => (
            format!("the sheet belongs to the set “{set}”"),
            "score it by its set: hoctap score SET --answers …".into(),
        ),
        ProblemKind::OtherVersion(version) => (
            format!("the sheet belongs to version “{version}”, which is not here"),
            "drop version to score by the one in force, or add that version to the site".into(),
        ),
        ProblemKind::Year => (
            format!("year must be a whole number from {} to {}", YEARS.start(), YEARS.end()),
            "for example \"year\":2026".into(),
        ),
        ProblemKind::UnknownGroup(group) => {
            (format!("the set has no group “{group}”"), "use a group's id from the set's _index.md, or null".into())
        }
        ProblemKind::UnknownArea(area) => {
            (format!("the set has no area “{area}”"), "use an area's id from the set's _index.md, or null".into())
        }
        ProblemKind::UnknownItem(id) => (
            format!("the set has no indicator “{id}”"),
            "use the id of an indicator or target from the set's criterion files, or of a condition from its _index.md"
                .into(),
        ),
        ProblemKind::NotText(key) => {
            (format!("“{key}” must be text in quotes, or null"), format!("for example \"{key}\":null"))
        }
        ProblemKind::Answer(id) => {
            let accepted = item.map_or_else(|| "one that the set allows".to_owned(), accepted);
            let not_applicable = if item.is_some_and(|item| item.na.is_some()) { ", \"na\"" } else { "" };
            let example = item.map_or_else(|| "null".to_owned(), super::super::example_answer);
            (
                format!("the answer to “{id}” must be {accepted}{not_applicable}, \"unknown\" or null"),
                format!("for example \"{id}\":{example}"),
            )
        }
        ProblemKind::Thousands { id, digits } => {
            let [many, few] = super::super::readings(digits, ".");
            (format!("the answer {digits} to “{id}” has two readings"), format!("write {many}, or {few}"))
        }
        ProblemKind::NotApplicable(id) => (
            format!("the indicator “{id}” cannot be declared not applicable"),
            "write \"unknown\" for what is not known".into(),
        ),
        ProblemKind::Recognised(key) => (
            format!("“{key}” needs a level of the set and the day of the decision"),
            format!("for example \"{key}\":{{\"level\":1,\"date\":\"2026-02-10\"}}, or leave it out"),
        ),
        ProblemKind::LongNote(id) => (
            format!("the note on “{id}” is longer than {MOST_OF_A_NOTE} characters"),
            "shorten it, or leave it out".into(),
        ),
    }
}

/// How an item may be answered.
fn accepted(item: &Item) -> String {
    let max = item.max;
    match item.scale {
        _ if item.second.is_some() => "two numbers in brackets, null for one that is not known".to_owned(),
        Scale::Whole => format!("a whole number from 0 to {max}"),
        Scale::Typed if item.step == Decimal::ONE => format!("a whole number from 0 to {max}"),
        Scale::Typed => format!("a number from 0 to {max} in steps of {}", item.step),
        Scale::Options => {
            let options: Vec<String> = item.steps.iter().map(|step| step.from.text()).collect();
            format!("one of {}", options.join("; "))
        }
        Scale::Count => "a whole number, 0 or more".to_owned(),
        Scale::YesNo | Scale::Excludes => "true or false".to_owned(),
        Scale::Percent => "a percentage from 0 to 100".to_owned(),
        Scale::Number => "a number, 0 or more".to_owned(),
    }
}
