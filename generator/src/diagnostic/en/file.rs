//! What findings say in English about files, folders and their names.

use crate::diagnostic::file_problem::Stray;
use crate::diagnostic::{FileProblem, Leads, Unfit};

pub(super) fn text(problem: &FileProblem) -> (String, String) {
    match problem {
        FileProblem::SymbolicLink { leads, within } => link(*leads, within),
        FileProblem::NotAFile => (
            "this is no plain file".into(),
            "take it out of the site's folder: only plain files and folders are read".into(),
        ),
        FileProblem::NotAFolder => {
            ("this must be a folder, and is a file".into(), "delete or rename it, then make the folder".into())
        }
        FileProblem::Hidden => (
            "a hidden file, whose name begins with a dot, is not published".into(),
            "to publish it, drop the dot; otherwise keep it outside static".into(),
        ),
        FileProblem::NotAPage { name } => match Stray::of(name) {
            Stray::Page(right) => (
                "this file is no page: the name of a page ends with .md".into(),
                format!("rename it to {right}; Windows hides endings, show them in Explorer first"),
            ),
            Stray::Document => (
                "a document of Word is no page".into(),
                "paste its text (Ctrl+Shift+V) into a file .md; what readers shall fetch belongs in static".into(),
            ),
            Stray::Html => (
                "a file of HTML is no page".into(),
                "copy its text into a file .md; what readers shall fetch is better a PDF in static".into(),
            ),
            Stray::Picture => (
                "a picture is not published from here".into(),
                format!("move it to the folder static, and write ![what it shows](/{name})"),
            ),
            Stray::Other => (
                "this file is no page: the name of a page ends with .md".into(),
                "what readers shall fetch belongs in static; move other files out".into(),
            ),
        },
        FileProblem::IndexName => (
            "this file is not read: the first page of a folder is called _index.md, in small letters".into(),
            "rename it to _index.md; where Windows takes both for one name, by way of a third".into(),
        ),
        FileProblem::IndexOfOthers { name } => (
            format!("{name} is not the page of its folder, which is called _index.md here"),
            format!("rename {name} to _index.md"),
        ),
        FileProblem::NoSlug { name } => (
            format!("the name “{name}” has no Latin letter or digit, so no address can be made of it"),
            "add a line for the address to the front matter, such as slug = \"tieng-trung\"".into(),
        ),
        FileProblem::UnfitName { name, unfit } => {
            let why = match unfit {
                Unfit::Empty => "is no name of a file".to_owned(),
                Unfit::Char(char) if char.is_control() => {
                    format!("holds the control character U+{:04X}", u32::from(*char))
                }
                Unfit::Char(char) => format!("holds {char}, which Windows refuses in a name"),
                Unfit::Reserved => "is a name that Windows keeps for a device".to_owned(),
                Unfit::End => "ends with a dot or a space, which Windows drops".to_owned(),
                Unfit::Long => "is longer than a disk can write".to_owned(),
            };
            (
                format!("“{name}” {why}"),
                "rename the file or folder; the address of a page is set in its front matter, such as slug = \"ten-khac\"".into(),
            )
        }
        FileProblem::SameFolded { path, beside, other } => (
            format!(
                "“{path}” and “{beside}” of {other} differ only in the size of letters or in how marks are stored: to Windows and macOS they are one"
            ),
            "change the slug or the file name of one of them".into(),
        ),
        FileProblem::FileAndFolder { path, other } => (
            format!("“{path}” would be a file and a folder: {other} uses this name too"),
            "change the slug or the file name of one of them".into(),
        ),
    }
}

fn link(leads: Leads, within: &str) -> (String, String) {
    let copy = || format!("copy the file here; a link in {within} may only stand for a file of {within}");
    match leads {
        Leads::Outside => (format!("this is a link to a file outside {within}"), copy()),
        Leads::Absolute => ("this is a link by a path of this machine alone".into(), copy()),
        Leads::Hidden => ("this is a link to a hidden file".into(), copy()),
        Leads::Link => ("this is a link to another link, or by a roundabout way".into(), copy()),
        Leads::Special => ("this is a link to what is no plain file".into(), "delete the link".into()),
        Leads::Folder => (
            "this is a link to a folder".into(),
            "copy the folder here; only a link to a file of the site is followed".into(),
        ),
        Leads::Nowhere => {
            ("this is a link to a file that is not there".into(), "delete it, or copy the file here".into())
        }
        Leads::Anywhere => {
            (format!("{within} may not be a link"), "copy what it stands for: a site is what lies in its folder".into())
        }
        Leads::Swapped => (
            "this file was replaced by a link while it was read".into(),
            "run again; if it stays so, look which program writes into the site's folder".into(),
        ),
    }
}
