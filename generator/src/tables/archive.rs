//! What is packed in an Office file, looked at before any other reader sees it.
//!
//! A file of a few kilobytes can hold gigabytes of nothing, tables that claim to end at the last cell there is, and
//! styles without number. All of it is unpacked here once into nothing, and counted; what no program writes is refused.

use super::encoding;
use crate::diagnostic::{Limit, Mistake, OldFont};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The most bytes of a file.
pub(super) const MOST_FILE: usize = 16 << 20;
/// The most bytes that may be packed in it.
const MOST_UNPACKED: usize = 32 << 20;
/// The most files that may be packed in it.
const MOST_ENTRIES: usize = 1000;
/// The deepest that XML may go.
const MOST_DEPTH: usize = 128;
/// More fonts, colours and formats than Excel's 65,490 formats of cells have.
const MOST_FORMATS: usize = 100_000;
/// Longer than the names and number formats of Excel, which end at 255.
const LONGEST_FORMAT: usize = 300;

/// What an Office file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Office {
    /// `.xlsx`
    Workbook,
    /// `.docx`
    Document,
}

/// An Office file that was looked at.
#[derive(Debug)]
pub(super) struct Archive<'a> {
    /// What it is.
    pub office: Office,
    zip: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Archive<'a> {
    /// Looks at every file that is packed in it.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Mistake> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Mistake::Damaged)?;
        if zip.len() > MOST_ENTRIES {
            return Err(Mistake::TooLarge(Limit::Entries(MOST_ENTRIES)));
        }
        let mut left = MOST_UNPACKED;
        let (mut workbook, mut document) = (false, false);
        for index in 0..zip.len() {
            let (name, contents) = unpack(&mut zip, index, &mut left)?;
            workbook |= name == "xl/workbook.xml";
            document |= name == "word/document.xml";
            if has_ending(&name, ".xml") || has_ending(&name, ".rels") {
                inspect(&contents)?;
            }
        }
        let office = match (workbook, document) {
            (true, _) => Office::Workbook,
            (false, true) => Office::Document,
            (false, false) => return Err(Mistake::UnknownFormat),
        };
        Ok(Self { office, zip })
    }

    /// One of its files.
    pub(super) fn read(&mut self, name: &str) -> Result<Vec<u8>, Mistake> {
        let index = self.zip.index_for_name(name).ok_or(Mistake::Damaged)?;
        Ok(unpack(&mut self.zip, index, &mut MOST_UNPACKED.clone())?.1)
    }
}

fn has_ending(name: &str, ending: &str) -> bool {
    name.to_ascii_lowercase().ends_with(ending)
}

/// Unpacks a file, whatever size it claims, until what is left is used up.
fn unpack(zip: &mut ZipArchive<Cursor<&[u8]>>, index: usize, left: &mut usize) -> Result<(String, Vec<u8>), Mistake> {
    let too_large = Mistake::TooLarge(Limit::Unpacked(MOST_UNPACKED));
    let entry = zip.by_index(index).map_err(|_| Mistake::Damaged)?;
    if entry.size() > *left as u64 {
        return Err(too_large);
    }
    let name = entry.name().map_err(|_| Mistake::Damaged)?.into_owned();
    let mut contents = Vec::new();
    entry.take(*left as u64 + 1).read_to_end(&mut contents).map_err(|_| Mistake::Damaged)?;
    *left = left.checked_sub(contents.len()).ok_or(too_large)?;
    Ok((name, contents))
}

/// No document type (it could define entities by entities), no bottomless nesting, and no cell names or formats that make
/// other readers count too far. Which part of the file it is does not matter: a workbook may name any as its sheet.
fn inspect(xml: &[u8]) -> Result<(), Mistake> {
    let text = std::str::from_utf8(xml).map_err(|_| Mistake::Damaged)?;
    let mut reader = Reader::from_str(text);
    let (mut depth, mut formats) = (0_usize, 0_usize);
    loop {
        let fine = match reader.read_event().map_err(|_| Mistake::Damaged)? {
            Event::Start(tag) => {
                depth += 1;
                is_fine(&tag, &mut formats)?
            }
            Event::Empty(tag) => is_fine(&tag, &mut formats)?,
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                true
            }
            Event::DocType(_) => false,
            Event::Eof => return Ok(()),
            _ => true,
        };
        if !fine || depth > MOST_DEPTH || formats > MOST_FORMATS {
            return Err(Mistake::TooLarge(Limit::Xml));
        }
    }
}

fn is_fine(tag: &BytesStart<'_>, formats: &mut usize) -> Result<bool, Mistake> {
    let name = tag.local_name();
    let (is_place, is_format) = match name.as_ref() {
        "c" | "row" | "f" | "mergeCell" | "dimension" => (true, false),
        "xf" | "font" | "name" | "numFmt" | "fill" | "border" => (false, true),
        _ => return Ok(true),
    };
    *formats += usize::from(is_format);
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| Mistake::Damaged)?;
        let value: &str = &attribute.value;
        let is_reference = is_place && matches!(attribute.key.local_name().as_ref(), "r" | "ref");
        if is_format && value.len() > LONGEST_FORMAT || is_reference && !value.split([' ', ':']).all(is_in_a_sheet) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether a cell's name has no more letters and digits than a sheet can have: `XFD1048576`.
fn is_in_a_sheet(name: &str) -> bool {
    let letters = name.bytes().filter(u8::is_ascii_alphabetic).count();
    letters <= 3 && name.len() - letters <= 7
}

/// The old family of a tag that names a font.
pub(super) fn old_font_of(tag: &BytesStart<'_>) -> Option<OldFont> {
    tag.attributes().with_checks(false).flatten().find_map(|attribute| {
        let key = attribute.key.local_name();
        matches!(key.as_ref(), "ascii" | "hAnsi" | "val").then(|| encoding::font_family(&attribute.value)).flatten()
    })
}
