//! The command `hoctap`: parses its arguments, runs one command, prints what came of it.

#![deny(clippy::print_stdout, clippy::print_stderr)]

mod cli;
mod cmd;
mod default_theme;
mod help;
mod usage;

use clap::{CommandFactory as _, FromArgMatches as _};
use cli::{Cli, Command};
use cmd::say::{print, tell};
use generator::diagnostic::Lang;
use generator::error::Failure;
use rayon::ThreadPoolBuilder;
use std::io;
use std::process::ExitCode;
use std::thread;

/// After an edit `serve` frees a site of thousands of pages, millions of small pieces of text: with the system's allocator
/// that was a third of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Of usage, and of what could not be read or written.
const UNUSABLE: u8 = 2;

fn main() -> ExitCode {
    let lang = usage::lang();
    // The help is put in its language where it is shown: when somebody asks for it, or something is wrong.
    let matches = Cli::command().try_get_matches().or_else(|_| help::command(lang).try_get_matches());
    let parsed = matches.and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) if !error.use_stderr() => return end(print(&error.to_string()), lang),
        Err(error) => {
            // Where it cannot be told either, the status says it.
            drop(tell(&usage::text(&error, lang)));
            return ExitCode::from(UNUSABLE);
        }
    };
    let lang = Lang::from(cli.lang);
    end(threads().and_then(|()| run(cli, lang)), lang)
}

fn run(cli: Cli, lang: Lang) -> Result<(), Failure> {
    match cli.command {
        Command::Build(args) => cmd::build::run(args, cli.root, lang),
        Command::Check(args) => cmd::check::run(args, cli.root, lang),
        Command::Serve(args) => cmd::serve::run(args, cli.root, lang),
        Command::New(args) => cmd::new::run(&args, &cli.root),
        Command::Import(args) => cmd::import::run(args, &cli.root, lang),
        Command::Export(args) => cmd::export::run(&args, cli.root),
        Command::Score(args) => cmd::score::run(&args, cli.root),
        Command::Tally(args) => cmd::tally::run(&args, cli.root, lang),
    }
}

/// Threads for all processors; a machine that gives none is told before there is work half done.
fn threads() -> Result<(), Failure> {
    if ThreadPoolBuilder::new().build_global().is_ok() {
        return Ok(());
    }
    let refused = thread::Builder::new().spawn(|| ()).err();
    Err(Failure::Machine(refused.unwrap_or_else(|| io::ErrorKind::OutOfMemory.into())))
}

/// Says why a command could not do its work.
fn end(result: Result<(), Failure>, lang: Lang) -> ExitCode {
    let Err(failure) = result else { return ExitCode::SUCCESS };
    match tell(&failure.to_text(lang)) {
        Ok(()) => ExitCode::from(failure.exit_status()),
        Err(_) => ExitCode::from(UNUSABLE),
    }
}
