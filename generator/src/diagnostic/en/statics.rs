//! What is wrong with a file of `static/`, in English.

use crate::diagnostic::{StaticFault, StaticProblem};

pub(super) fn text(problem: &StaticProblem) -> (String, String) {
    let path = &problem.path;
    let allow = format!("allow_active = [\"{path}\"]");
    match &problem.fault {
        StaticFault::Acts => (
            "this file can run in the name of the site, and read what readers keep".into(),
            format!("delete it, or if it is meant and you trust it, write in site.toml: {allow}"),
        ),
        StaticFault::Markup => (
            "whatever its name says, this file is a page of HTML or XML, which can run".into(),
            format!("save it in its true format (a table as .xlsx), or write in site.toml: {allow}"),
        ),
        StaticFault::Drawing(what) => (
            format!("the drawing holds more than a drawing: {what}"),
            format!(
                "save it anew as a plain SVG (Inkscape: “Plain SVG”) or as PNG; if it is meant, write in site.toml: {allow}"
            ),
        ),
        StaticFault::BrokenDrawing => (
            "this drawing is not whole: a mark is not closed, or the file arrived in half".into(),
            "copy or fetch it again; if it is your own, open and save it in the program that draws it".into(),
        ),
        StaticFault::NoDrawing { is_empty: true } => {
            ("this .svg file is empty".into(), "copy it again from where the picture is, or delete it".into())
        }
        StaticFault::NoDrawing { is_empty: false } => (
            "this file is called .svg, but there is no drawing in it".into(),
            "a photo needs its own ending (.png, .jpg); else copy the right file".into(),
        ),
        StaticFault::Ampersand => (
            "a sign & stands alone in the words of the drawing, and browsers do not show it".into(),
            "open the file as text, and write &amp; in its place".into(),
        ),
        StaticFault::Twice { name } => (
            format!("“{name}” stands twice in one element of the drawing, and browsers do not show it"),
            "open the file as text and drop one; or open it in a drawing program and save it again".into(),
        ),
        StaticFault::NoNamespace => (
            "the element <svg> has no xmlns, and browsers do not show it".into(),
            "open the file as text, and write <svg xmlns=\"http://www.w3.org/2000/svg\" in the place of <svg".into(),
        ),
        StaticFault::Steers => (
            "a host obeys this file: it can change what readers are sent".into(),
            format!(
                "`hosts` in site.toml writes what most hosts need; if this one is meant, write in site.toml: {allow}"
            ),
        ),
        StaticFault::Own => (
            "the site makes a file of this name itself; nothing else may stand for it".into(),
            "rename it, or delete it".into(),
        ),
        StaticFault::AllowedInert => (
            format!("{path} need not be allowed: it does not act"),
            "delete its name: what is allowed without need will be forgotten".into(),
        ),
    }
}
