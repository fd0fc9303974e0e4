//! What is said in English of kept tallies that are merged.

use crate::diagnostic::MergeProblem;

/// The message and the hint.
pub(super) fn text(problem: &MergeProblem) -> (String, String) {
    match problem {
        MergeProblem::NoTally { found: Some(found) } => (
            format!("this file says “{found}” and cannot be merged"),
            "add up the sheets anew with this hoctap, then merge".into(),
        ),
        MergeProblem::NoTally { found: None } => (
            "this file is no tally of hoctap".into(),
            "each place makes one: hoctap tally <set> <sheets> --place \"Hamlet 1\" > hamlet-1.json; sheets are added up first, then merged"
                .into(),
        ),
        MergeProblem::Cut => ("this tally is broken from here on: it came incomplete, or was changed".into(), "ask its sender for the whole file".into()),
        MergeProblem::OtherSet { set, wanted } => (
            format!("a tally of “{set}” does not go into “{wanted}”"),
            "merge each set and each version by itself".into(),
        ),
        MergeProblem::OtherYear { year, counted } => (
            format!("a tally of {year} does not go into {counted}"),
            format!("merge each year by itself; for that year add --year {year}"),
        ),
        MergeProblem::Value { key } => (
            format!("“{key}” is missing in this tally, or cannot be so"),
            "do not edit it by hand; ask its sender for a new one".into(),
        ),
        MergeProblem::Sums { key } => (
            format!("the numbers under “{key}” do not fit together"),
            "the file was changed or came incomplete; ask its sender for a new one".into(),
        ),
        MergeProblem::TooLarge => {
            ("the sum is too large to be written".into(), "look for a number that is too large in the files".into())
        }
        MergeProblem::Alike { other } => (
            format!("this tally equals {other}, and neither says of whom it is; both are merged"),
            "if one place sent it twice, leave one out; next time name the place with --place".into(),
        ),
        MergeProblem::SamePlace { place, other } => (
            format!("“{place}” stands in {other} already; both are merged"),
            "if one place sent two, leave out the older; if they are two, name them apart with --place".into(),
        ),
        MergeProblem::NotRegistered => (
            "this tally does not say how many registered, so the whole does not either".into(),
            "its sender adds up again with --registered or --names".into(),
        ),
    }
}
