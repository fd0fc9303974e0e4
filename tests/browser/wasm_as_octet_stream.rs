//! Cheap hosts do not know `.wasm` and send it as `application/octet-stream`.

use crate::check::{CHECK, Check};
use crate::support::browser::Phone;
use crate::support::is_kind;
use crate::support::real::real_site;
use crate::support::server::Host;

#[test]
fn a_module_of_the_wrong_type_scores_all_the_same() {
    let server = Host::default().knowing_no_wasm().serve(&real_site().public);
    let browser = Phone::default().open();
    Check::open(&browser, &server.url(CHECK)).answer_all([8; 10]).shows(80, "achieved");
    assert!(server.requests().iter().any(|path| is_kind(path, "wasm")), "the module came from this host");
}
