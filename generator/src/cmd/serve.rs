//! `hoctap serve`

use super::say::{print, tell};
use crate::cli::Serve;
use generator::commands::serve::Server;
use generator::diagnostic::Lang;
use generator::error::Failure;
use std::path::PathBuf;

/// Serves the site until the process is ended, or says why it cannot go on; prints its address on a line.
pub(crate) fn run(args: Serve, root: PathBuf, lang: Lang) -> Result<(), Failure> {
    let server = Server::open(args.site.options(root), lang, &args.host, args.port)?;
    print(&format!("{}\n", server.address()))?;
    // Nobody may hear it, and browsers are answered all the same.
    Err(server.run(move |notice| drop(tell(&notice.to_text(lang)))))
}
