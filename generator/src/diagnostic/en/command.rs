//! What commands say in English.

use crate::diagnostic::command::id_meant;
use crate::diagnostic::output_problem::shown;
use crate::diagnostic::{Lang, Said, Step, Stop, printable, words};

pub(in crate::diagnostic) fn said(said: &Said<'_>) -> String {
    match said {
        Said::Step(Step::Reading) => "Reading…".into(),
        Said::Step(Step::Checking) => "Checking…".into(),
        Said::Step(Step::Making { done, of }) => format!("Making {done} of {of} files…"),
        Said::Step(Step::SwappingIn) => "Replacing the old site…".into(),
        Said::Built { files, folder, seconds } => {
            let time = seconds.map(|seconds| format!(" in {seconds:.1} s")).unwrap_or_default();
            format!("Built {files} files into {folder}{time}\nSizes (gzip -9 unless said):\n")
        }
        Said::Differs { new, changed, gone, same } => {
            format!("Since the last build: {new} new, {changed} changed, {gone} gone, {same} unchanged files\n")
        }
        Said::Drafts { number, names } => {
            let drafts = if *number == 1 { "draft is" } else { "drafts are" };
            format!(
                "{number} {drafts} not published: {names}\n  look with: hoctap serve; to publish, drop draft = true\n"
            )
        }
        Said::NoErrors => "The site has no errors.\n".into(),
        Said::NotVerified => r#"The set was not compared with its text, so the site gives no verdict by it.
Next: compare every line with the text; write its number, date, issuer and rule into _index.md;
then set wording to "official", verified to "rule" or "full", and drop missing and ask.
Check it: hoctap check
"#
        .into(),
        Said::AsVerifiedBefore => {
            "How far it was verified, and its wording, stay as the file says. Check it: hoctap check\n".into()
        }
    }
}

pub(in crate::diagnostic) fn stop(stop: &Stop<'_>) -> (String, Option<String>) {
    let in_words = |error| {
        let (why, hint) = words(error, Lang::En);
        (why, Some(hint.to_owned()))
    };
    match stop {
        Stop::Io(path, error) => {
            let (why, hint) = in_words(error);
            (format!("cannot use {}: {why}", shown(path)), hint)
        }
        Stop::Machine(error) => {
            let (why, hint) = in_words(error);
            (format!("nothing was done: {why}"), hint)
        }
        Stop::Output(error) => {
            let (why, hint) = in_words(error);
            (format!("the result could not be printed whole: {why}"), hint)
        }
        Stop::Kept(path) => (
            format!("{} is there already, and is left as it is", shown(path)),
            Some("choose another name with --out, or add --force to replace it".into()),
        ),
        Stop::NoPlainFile(path) => (
            format!("{} is a link, a folder or a device, not a plain file, and is not written to", shown(path)),
            Some("choose another name with --out; --out - prints".into()),
        ),
        Stop::Usage(option, value) => {
            let hint = match *option {
                "--registered" => Some("write the number in one piece: 1200; for a group, truong=300".into()),
                "TITLE" => Some("give a title with letters, in quotes: hoctap new article \"A title\"".into()),
                _ => id_meant(option, value)
                    .map(|id| format!("an id has small letters without marks, digits and hyphens: did you mean {id}?")),
            };
            (format!("{option} cannot be “{}”", printable(value)), hint)
        }
    }
}
