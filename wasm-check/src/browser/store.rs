//! The sheet on this device: kept at every change, and what is said to be kept is kept.
//!
//! Storage may be missing, full, switched off, or throw at the first touch; scoring goes on without it.

use super::dom;
use crate::rubric::Rubric;
use crate::sheet::Sheet;
use std::cell::{Cell, RefCell};
use web_sys::Storage;

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
    storage: Option<Storage>,
    key: String,
    kept: Cell<Kept>,
    /// What the device held when it was last read or written.
    seen: RefCell<Option<String>>,
    /// What was read and could not be used whole: a sheet of another version, or damaged. It is put aside before the
    /// first change overwrites it, so that nothing is lost.
    unusable: RefCell<Option<String>>,
}

impl Store {
    /// The place that this key names.
    pub(super) fn new(storage: Option<Storage>, key: String) -> Self {
        let (seen, unusable) = (RefCell::default(), RefCell::default());
        Self { storage, key, kept: Cell::new(Kept::Unchanged), seen, unusable }
    }

    /// What became of the last change.
    pub(super) fn kept(&self) -> Kept {
        self.kept.get()
    }

    /// Whether someone else wrote, such as the same page in another tab.
    pub(super) fn has_changed(&self) -> bool {
        self.get(&self.key) != *self.seen.borrow()
    }

    /// The kept sheet, as far as it is sound. `year` is taken where it names none.
    pub(super) fn load(&self, rubric: &Rubric, year: u16) -> Option<Sheet> {
        let text = self.get(&self.key);
        let reading = text.as_deref().map(|text| Sheet::read(text, rubric, year));
        let is_sound = reading.as_ref().is_none_or(|reading| reading.problems.is_empty());
        self.unusable.replace(if is_sound { None } else { text.clone() });
        self.seen.replace(text);
        self.kept.set(Kept::Unchanged);
        reading.map(|reading| reading.sheet)
    }

    /// Keeps the sheet, and knows afterwards whether it is kept.
    pub(super) fn save(&self, text: &str) {
        let aside = self.unusable.take().filter(|unusable| !self.put(&self.aside(), unusable));
        if aside.is_none() && self.put(&self.key, text) {
            let now = js_sys::Date::new_0();
            self.kept.set(Kept::At(now.get_hours(), now.get_minutes()));
            self.seen.replace(Some(text.to_owned()));
        } else {
            self.unusable.replace(aside);
            self.kept.set(Kept::Failed);
        }
    }

    /// Deletes all that was ever kept under this key.
    pub(super) fn clear(&self) {
        for key in [&self.key, &self.aside()] {
            let _read_again_by_the_caller = self.storage.as_ref().map(|storage| storage.remove_item(key));
        }
    }

    fn aside(&self) -> String {
        dom::joined(&[&self.key, "/damaged"])
    }

    fn get(&self, key: &str) -> Option<String> {
        self.storage.as_ref()?.get_item(key).ok()?
    }

    /// Writes and reads back: some browsers take the text in silence and forget it.
    fn put(&self, key: &str, text: &str) -> bool {
        let written = self.storage.as_ref().is_some_and(|storage| storage.set_item(key, text).is_ok());
        written && self.get(key).as_deref() == Some(text)
    }
}
