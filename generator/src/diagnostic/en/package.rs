//! What is wrong where a course becomes a package, in English.

use crate::diagnostic::{PackageProblem, similar};

pub(super) fn text(problem: &PackageProblem) -> (String, String) {
    match problem {
        PackageProblem::UnknownCourse { course, known } if known.is_empty() => (
            format!("there is no course “{course}”"),
            "this site has no course yet; make a lesson with: hoctap new lesson COURSE \"Title\"".into(),
        ),
        PackageProblem::UnknownCourse { course, known } => {
            let meant = similar(course, known.iter().flat_map(|known| [known.as_str(), last(known)]));
            let meant = meant.map(|meant| format!("did you mean {meant}? ")).unwrap_or_default();
            (format!("there is no course “{course}”"), format!("{meant}There is: {}", known.join(", ")))
        }
        PackageProblem::ManyCourses { course, known } => (
            format!("several courses are named “{course}”"),
            format!("write the whole address: {}", known.join(" or ")),
        ),
        PackageProblem::Form { name, is_set: true, known } => (
            format!("“{name}” is a set of criteria and becomes no package"),
            format!("for a set choose --format {}", known.join(" | ")),
        ),
        PackageProblem::Form { name, is_set: false, known } => (
            format!("“{name}” is a course and becomes no table"),
            format!("for a course choose --format {}", known.join(" | ")),
        ),
        PackageProblem::NoQuestions => (
            "this course asks no question, so there is nothing to export".into(),
            "add questions to its lessons with :::question; docs/authors.md has an example".into(),
        ),
        PackageProblem::IdOfSet { course } => (
            format!("“{course}” is the name of a course and the id of a set: hoctap export cannot tell them apart"),
            "rename the folder of the course, or give it another slug in its _index.md".into(),
        ),
        PackageProblem::LinkLost { target } => (
            format!("a link leads to {target}, which does not come along, and where the site lives is not known"),
            "give base_url in site.toml, or add --base-url https://…".into(),
        ),
        PackageProblem::NoXml => (
            "the HTML in this page is not well-formed XML, so it becomes no book".into(),
            "close each tag (<br/>, </p>) and quote each value; or write it in Markdown".into(),
        ),
    }
}

fn last(address: &str) -> &str {
    address.rsplit('/').next().unwrap_or_default()
}
