//! The content security policy of pages: what each may load and run, and nothing else.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

/// What a page may reach: its own files, and nothing else.
pub(super) const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                      manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'";

/// The same for a page that runs a module.
pub(super) fn policy_with_module() -> String {
    POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
}

/// The source expression by which a policy allows an inline script or style.
pub(super) fn policy_hash(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))
}
