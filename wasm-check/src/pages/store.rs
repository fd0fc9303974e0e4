//! What the device keeps. The store may be missing, forbidden or full: then nothing is there, and nothing is kept.

use super::controls::window;
use web_sys::Storage;

fn store() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// What stands under that key.
#[inline(never)]
pub(crate) fn load(key: &str) -> Option<String> {
    store()?.get_item(key).ok().flatten()
}

/// Keeps a text; says whether it stands there now.
#[inline(never)]
pub(crate) fn save(key: &str, text: &str) -> bool {
    store().is_some_and(|store| store.set_item(key, text).is_ok()) && load(key).as_deref() == Some(text)
}

/// Keeps nothing there.
#[inline(never)]
pub(crate) fn remove(key: &str) {
    let _nothing_was_there = store().map(|store| store.remove_item(key));
}
