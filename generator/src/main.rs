//! The command `hoctap`: parses its arguments, runs one command, prints what came of it.

mod cli;
mod cmd;
mod default_theme;

use clap::Parser as _;
use clap::error::ErrorKind;
use cli::{Cli, Command};
use generator::diagnostic::Lang;
use std::io::Write as _;
use std::process::ExitCode;

/// After an edit `serve` frees a site of thousands of pages, millions of small pieces of text: with the system's allocator
/// that was a third of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    let lang = Lang::from(cli.lang);
    let result = match cli.command {
        Command::Build(args) => cmd::build::run(args, cli.root, lang),
        Command::Check(args) => cmd::check::run(args, cli.root, lang),
        Command::Serve(args) => cmd::serve::run(args, cli.root, lang),
        Command::New(args) => cmd::new::run(&args, &cli.root),
        Command::Import(args) => cmd::import::run(args, &cli.root, lang),
        Command::Export(args) => cmd::export::run(&args, cli.root),
        Command::Score(args) => cmd::score::run(&args, cli.root),
        Command::Tally(args) => cmd::tally::run(&args, cli.root, lang),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprint!("{}", failure.to_text(lang));
            ExitCode::from(failure.exit_status())
        }
    }
}

/// Help goes to stdout; a mistake to stderr, in Vietnamese before clap's own words, with exit status 2.
fn usage(error: &clap::Error) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // Whoever reads only the first lines closes the pipe; that is no error.
            let _ = write!(std::io::stdout(), "{error}");
            ExitCode::SUCCESS
        }
        _ => {
            eprintln!("lỗi: không hiểu dòng lệnh; xem cách dùng: hoctap --help");
            eprint!("{error}");
            ExitCode::from(2)
        }
    }
}
