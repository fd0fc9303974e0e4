//! `hoctap serve`

use super::say::print;
use crate::cli::Serve;
use generator::commands::serve::Server;
use generator::diagnostic::Lang;
use generator::error::Failure;
use std::path::PathBuf;

/// Serves the site until the process ends; prints its address on a line.
pub(crate) fn run(args: Serve, root: PathBuf, lang: Lang) -> Result<(), Failure> {
    let server = Server::open(args.site.options(root), lang, &args.host, args.port)?;
    print(&format!("{}\n", server.address()))?;
    server.run();
    Ok(())
}
