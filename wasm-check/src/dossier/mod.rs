//! The dossier: the papers that are handed in for a recognition, out of a sheet.
//!
//! The papers stand in the page, as its template writes them; here their blanks are filled from what the device keeps
//! ([`standing`]), and they become an office document ([`docx`]) that can be corrected and signed.

pub mod docx;
pub mod standing;
mod zip;

#[cfg(all(target_arch = "wasm32", feature = "dossier"))]
mod page;
#[cfg(all(target_arch = "wasm32", feature = "docx"))]
mod papers;
