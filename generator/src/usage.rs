//! Mistakes on the command line, in the language that was asked for.

use crate::cli::NoDate;
use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use generator::diagnostic::{Lang, Misuse, printable};
use std::error::Error as StdError;

/// The language of messages, where the command line as a whole is not understood.
pub(crate) fn lang() -> Lang {
    let mut arguments = std::env::args_os().skip(1).map(|argument| argument.to_string_lossy().into_owned());
    let mut lang = None;
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--" => break,
            "--lang" => lang = arguments.next(),
            other => lang = other.strip_prefix("--lang=").map(str::to_owned).or(lang),
        }
    }
    if lang.as_deref() == Some("en") { Lang::En } else { Lang::Vi }
}

/// What is wrong, and how to go on.
pub(crate) fn text(error: &Error, lang: Lang) -> String {
    // The help itself, asked for by saying nothing; its words are put in place in `help.rs`.
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand || matches!(lang, Lang::En) {
        return error.to_string().lines().map(|line| printable(line).into_owned() + "\n").collect();
    }
    misuse(error).to_vietnamese(similar(error).as_deref())
}

fn misuse(error: &Error) -> Misuse {
    let argument = of(error, ContextKind::InvalidArg);
    let value = of(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument => Misuse::UnknownArgument(argument),
        ErrorKind::InvalidSubcommand => Misuse::UnknownCommand(of(error, ContextKind::InvalidSubcommand)),
        ErrorKind::MissingSubcommand => Misuse::NoCommand,
        ErrorKind::MissingRequiredArgument => Misuse::Missing(argument),
        ErrorKind::InvalidValue if value.is_empty() => Misuse::NoValue(argument),
        ErrorKind::InvalidValue => Misuse::NotOneOf { argument, value, known: of(error, ContextKind::ValidValue) },
        ErrorKind::ValueValidation if error.source().is_some_and(<dyn StdError>::is::<NoDate>) => {
            Misuse::NoDate { argument, value }
        }
        ErrorKind::ValueValidation => Misuse::BadValue { argument, value },
        ErrorKind::ArgumentConflict => {
            let other = of(error, ContextKind::PriorArg);
            if other.is_empty() || other == argument {
                Misuse::Twice(argument)
            } else {
                Misuse::NotTogether(argument, other)
            }
        }
        ErrorKind::TooManyValues => Misuse::TooMany { argument, value },
        ErrorKind::InvalidUtf8 => Misuse::NotUtf8,
        _ => Misuse::Other,
    }
}

/// What was most likely meant.
fn similar(error: &Error) -> Option<String> {
    let kinds = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    kinds.into_iter().map(|kind| of(error, kind)).find(|text| !text.is_empty())
}

/// What clap knows of a mistake, as it was typed, as far as a terminal may have it.
fn of(error: &Error, kind: ContextKind) -> String {
    let text = match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::StyledStrs(texts)) => texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    printable(&text).into_owned()
}
