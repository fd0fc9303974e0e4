//! The sheet on this device: kept at every change, and what is said to be kept is kept.
//!
//! Storage may be missing, full, switched off, or throw at the first touch; scoring goes on without it.

use crate::dom;
use crate::rubric::Rubric;
use crate::sheet::Sheet;
use std::cell::{Cell, RefCell};

/// What became of the last change.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    /// There was none.
    Unchanged,
    /// It was read back from the device at this hour and minute of the device's clock.
    At(u32, u32),
    /// It is only on the page.
    Failed,
}

/// The place of one sheet on the device.
pub(super) struct Store {
    /// Names the set.
    set: String,
    /// Names its version too: sheets of two versions lie beside each other.
    key: String,
    kept: Cell<Kept>,
    /// What the device held when it was last read or written.
    seen: RefCell<Option<String>>,
    /// What was read and could not be used whole. It is put aside before the
    /// first change overwrites it, so that nothing is lost.
    unusable: RefCell<Option<String>>,
}

impl Store {
    /// The place of a version of the set that is named so.
    pub(super) fn new(set: String, version: &str) -> Self {
        let (seen, unusable) = (RefCell::default(), RefCell::default());
        Self { key: key(&set, version), set, kept: Cell::new(Kept::Unchanged), seen, unusable }
    }

    /// Whether a sheet of that version is kept.
    pub(super) fn has_version(&self, version: &str) -> bool {
        get(&key(&self.set, version)).is_some()
    }

    /// What became of the last change.
    pub(super) fn kept(&self) -> Kept {
        self.kept.get()
    }

    /// Whether someone else wrote, such as the same page in another tab.
    pub(super) fn has_changed(&self) -> bool {
        get(&self.key) != *self.seen.borrow()
    }

    /// The kept sheet, as far as it is sound. `year` is taken where it names none.
    pub(super) fn load(&self, rubric: &Rubric, year: u16) -> Option<Sheet> {
        let text = get(&self.key);
        let sheet = text.as_deref().map(|text| Sheet::recover(text, rubric, year));
        // Whole is what would be written so again.
        let is_whole = sheet.as_ref().map(|sheet| sheet.to_json(rubric)) == text;
        self.unusable.replace(if is_whole { None } else { text.clone() });
        self.seen.replace(text);
        self.kept.set(Kept::Unchanged);
        sheet
    }

    /// Keeps the sheet, and knows afterwards whether it is kept.
    pub(super) fn save(&self, text: &str) {
        let aside = self.unusable.take().filter(|unusable| !put(&self.aside(), unusable));
        if aside.is_none() && put(&self.key, text) {
            let now = dom::Clock::new();
            self.kept.set(Kept::At(now.hours(), now.minutes()));
            self.seen.replace(Some(text.to_owned()));
        } else {
            self.unusable.replace(aside);
            self.kept.set(Kept::Failed);
        }
    }

    /// Deletes all that was ever kept under this key.
    pub(super) fn clear(&self) {
        for key in [&self.key, &self.aside()] {
            let _read_again_by_the_caller = dom::remove(key);
        }
    }

    fn aside(&self) -> String {
        dom::joined(&[&self.key, "/damaged"])
    }
}

fn get(key: &str) -> Option<String> {
    dom::load(key).ok()?
}

/// Writes and reads back: some browsers take the text in silence and forget it.
fn put(key: &str, text: &str) -> bool {
    dom::save(key, text).is_ok() && get(key).as_deref() == Some(text)
}

fn key(set: &str, version: &str) -> String {
    dom::joined(&[set, "@", version])
}
