//! The help in the language that was asked for: the parser speaks English, here its words and ours are put in Vietnamese.

use crate::cli::Cli;
use clap::{Arg, Command, CommandFactory as _};
use generator::diagnostic::{HELP_WORDS as WORDS, Lang, help_in_vietnamese};

/// The command line, whose help speaks that language.
pub(crate) fn command(lang: Lang) -> Command {
    let mut command = Cli::command();
    command.build();
    match lang {
        Lang::En => command,
        Lang::Vi => vietnamese(command, ""),
    }
}

/// `path` is how the help names what stands above: nothing, or `new `.
fn vietnamese(mut command: Command, path: &str) -> Command {
    let name = format!("{path}{}", command.get_name());
    let usage = command.render_usage().to_string();
    let usage = usage.split_once(": ").map_or(usage.as_str(), |(_, usage)| usage);
    let usage = usage.replace("[OPTIONS]", WORDS.any_options).replace("[COMMAND]", &format!("[{}]", WORDS.command));
    let usage = usage.replace("<COMMAND>", &format!("<{}>", WORDS.command));
    let below = match command.get_name() {
        "hoctap" => String::new(),
        // It knows the commands that stand beside it.
        "help" => path.to_owned(),
        _ => format!("{name} "),
    };
    let names: Vec<String> = command.get_subcommands().map(|below| below.get_name().to_owned()).collect();
    command = command
        .override_usage(usage)
        .help_template(format!("{{about}}\n\n{}: {{usage}}\n\n{{all-args}}\n", WORDS.usage))
        .subcommand_help_heading(WORDS.commands)
        .subcommand_value_name(WORDS.command);
    if let Some(about) = help_in_vietnamese(&name) {
        command = command.about(about).long_about(about);
    }
    command = command.mut_args(|arg| argument(arg, &name));
    for sub in names {
        command = command.mut_subcommand(sub, |sub| vietnamese(sub, &below));
    }
    command
}

fn argument(arg: Arg, command: &str) -> Arg {
    let value = || arg.get_value_names().and_then(|names| names.first()).map_or("", |name| name.as_str());
    let id = arg.get_long().map_or_else(|| value().to_owned(), |long| format!("--{long}"));
    // What every command takes is said once, whatever stands above the command.
    let name = command.rsplit(' ').next().unwrap_or_default();
    let said =
        |of: &str| [command, name].into_iter().find_map(|command| help_in_vietnamese(&format!("{command} {of}")));
    let Some(help) = said(&id) else { return arg };
    let (mut short, mut long) = (help.to_owned(), help.to_owned());
    let values: Vec<String> = if arg.get_action().takes_values() {
        arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect()
    } else {
        Vec::new()
    };
    if !values.is_empty() {
        short.push_str(&format!(" [{}: {}]", WORDS.values.to_lowercase(), values.join(", ")));
        long.push_str(&format!("\n\n{}:", WORDS.values));
        for value in values {
            let what = said(&format!("{id} {value}")).unwrap_or_default();
            long.push_str(&format!("\n- {value}: {what}"));
        }
    }
    let defaults: Vec<String> =
        arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    if arg.get_action().takes_values() && !defaults.is_empty() {
        let default = format!("[{}: {}]", WORDS.default, defaults.join(" "));
        short.push_str(&format!(" {default}"));
        long.push_str(&format!("\n\n{default}"));
    }
    let heading = if arg.is_positional() { WORDS.arguments } else { WORDS.options };
    arg.help(short).long_help(long).hide_possible_values(true).hide_default_value(true).help_heading(heading)
}
