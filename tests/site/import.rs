//! `hoctap import`: tables as associations have them, into files that an author could have typed; or every mistake with
//! its cell, and nothing written.
//!
//! The tables are made here, by the library that writes `.xlsx` and as the XML that Word writes.

mod encodings;
mod generated;
mod hostile;
mod mistakes;
mod nothing_is_lost;
mod shapes;
mod twice;
pub(crate) mod word;

use std::fs;

use rust_xlsxwriter::{Format, Workbook, Worksheet};

use crate::support::{Outcome, Site, minimal, tree};

/// A workbook of one sheet.
pub(crate) fn workbook(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet());
    workbook.save_to_buffer().expect("a workbook")
}

/// Rows of texts from a row on, counted from 0; what looks like a whole number is one.
pub(crate) fn rows(sheet: &mut Worksheet, first: u32, rows: &[&[&str]]) {
    for (row, texts) in (first..).zip(rows) {
        for (column, text) in (0..).zip(*texts) {
            match text.parse::<u32>() {
                Ok(number) => sheet.write_number(row, column, number),
                Err(_) => sheet.write_string(row, column, *text),
            }
            .expect("a cell");
        }
    }
}

/// Merges cells from a row and column to another, with the text of all.
pub(crate) fn merge(sheet: &mut Worksheet, (row, column): (u32, u16), (last_row, last_column): (u32, u16), text: &str) {
    sheet.merge_range(row, column, last_row, last_column, text, &Format::new()).expect("a merged range");
}

/// The small site with a table in it.
pub(crate) fn with_table(name: &str, table: impl AsRef<[u8]>) -> Site {
    minimal().with(name, table)
}

/// Imports the table as the set `ho-mau`.
pub(crate) fn import(site: &Site, name: &str, more: &[&str]) -> Outcome {
    site.run(&[&["import", name, "--set", "ho-mau"], more].concat())
}

/// A file of the set that was imported.
pub(crate) fn file(site: &Site, name: &str) -> String {
    let path = site.root().join("content/criteria/ho-mau").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The set that the table becomes is read, and builds.
pub(crate) fn builds(site: &Site) {
    site.build().succeeds();
}

/// Exit 1, these words, and no file is other than before.
pub(crate) fn refuses(name: &str, table: impl AsRef<[u8]>, expected: &expect_test::Expect) {
    let site = with_table(name, table);
    let before = tree(site.root());
    let outcome = import(&site, name, &[]).exits(1);
    assert!(tree(site.root()) == before, "a refused table wrote files:\n{}", outcome.stderr);
    assert_eq!(outcome.stdout, "");
    expected.assert_eq(&outcome.stderr);
}
