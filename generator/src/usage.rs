//! Mistakes on the command line, in the language that was asked for.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use generator::diagnostic::{Lang, printable};
use std::error::Error as _;

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
    // The help itself, asked for by saying nothing; its words are in `cli.rs`.
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand || matches!(lang, Lang::En) {
        return error.to_string().lines().map(|line| printable(line).into_owned() + "\n").collect();
    }
    let hint = match similar(error) {
        Some(similar) => format!("có phải {similar}? Xem cách dùng: hoctap --help"),
        None => "xem cách dùng: hoctap --help".to_owned(),
    };
    format!("lỗi: {}\n  gợi ý: {hint}\n", what(error))
}

fn what(error: &Error) -> String {
    let argument = of(error, ContextKind::InvalidArg);
    let value = of(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument => format!("không hiểu “{argument}”"),
        ErrorKind::InvalidSubcommand => format!("không có lệnh “{}”", of(error, ContextKind::InvalidSubcommand)),
        ErrorKind::MissingSubcommand => "thiếu tên lệnh".to_owned(),
        ErrorKind::MissingRequiredArgument => format!("còn thiếu {argument}"),
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} cần một giá trị đứng sau"),
        ErrorKind::InvalidValue => {
            format!("{argument} không thể là “{value}”; chọn một trong: {}", of(error, ContextKind::ValidValue))
        }
        ErrorKind::ValueValidation => match error.source() {
            // In our own words where they are ours; clap's are of numbers.
            Some(why) if !why.to_string().is_ascii() => format!("{argument} không thể là “{value}”: {why}"),
            _ => format!("{argument} không thể là “{value}”"),
        },
        ErrorKind::ArgumentConflict => {
            let other = of(error, ContextKind::PriorArg);
            if other.is_empty() || other == argument {
                format!("{argument} chỉ viết một lần")
            } else {
                format!("{argument} không dùng cùng với {other}")
            }
        }
        ErrorKind::TooManyValues => format!("thừa “{value}” sau {argument}"),
        ErrorKind::InvalidUtf8 => "có chữ không phải UTF-8 trên dòng lệnh".to_owned(),
        _ => "không hiểu dòng lệnh".to_owned(),
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
