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
            if has_ending(&name, ".xml") || has_ending(&name, ".rels") || looks_like_xml(&contents) {
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

    /// The names of its files, in order.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.zip.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect();
        names.sort_unstable();
        names
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

/// Whether another reader could take it for XML, whatever its name is: a workbook may name any part as its sheet.
fn looks_like_xml(contents: &[u8]) -> bool {
    let contents = contents.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(contents);
    contents.trim_ascii_start().starts_with(b"<")
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

/// No document type (it could define entities by entities), no bottomless nesting, no cell names or formats that make
/// other readers count too far, and no count of more things than the part has bytes: memory is set aside for as many.
/// Which part of the file it is does not matter: a workbook may name any as its sheet.
fn inspect(xml: &[u8]) -> Result<(), Mistake> {
    let text = std::str::from_utf8(xml).map_err(|_| Mistake::Damaged)?;
    let mut reader = Reader::from_str(text);
    let (mut depth, mut formats) = (0_usize, 0_usize);
    loop {
        let fine = match reader.read_event().map_err(|_| Mistake::Damaged)? {
            Event::Start(tag) => {
                depth += 1;
                is_fine(&tag, xml.len(), &mut formats)?
            }
            Event::Empty(tag) => is_fine(&tag, xml.len(), &mut formats)?,
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

fn is_fine(tag: &BytesStart<'_>, bytes: usize, formats: &mut usize) -> Result<bool, Mistake> {
    let name = tag.local_name();
    check_counts(tag, name.as_ref(), bytes)?;
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
        if is_reference && value.split(' ').any(is_backwards) {
            return Err(Mistake::Damaged);
        }
    }
    Ok(true)
}

/// What is counted takes at least a byte each, so a higher number is a lie: of the texts of a table of texts, of what an
/// element holds, of the formulas before a shared one. How often its texts are used may well be more than the table has
/// bytes, and nobody sets memory aside for that.
fn check_counts(tag: &BytesStart<'_>, name: &str, bytes: usize) -> Result<(), Mistake> {
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| Mistake::Damaged)?;
        let key = attribute.key.local_name();
        let is_count = match key.as_ref() {
            "uniqueCount" => true,
            "count" => name != "sst" && name != "pivotCacheRecords",
            "si" => name == "f",
            _ => false,
        };
        // What is no number is left to who reads it.
        let digits = attribute.value.trim();
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if is_count && is_number && digits.parse::<usize>().map_or(true, |count| count > bytes) {
            return Err(Mistake::Damaged);
        }
    }
    Ok(())
}

/// Whether a range ends above or before the cell where it begins: other readers take one from the other.
fn is_backwards(range: &str) -> bool {
    let place = |cell: &str| {
        let letters = cell.bytes().take_while(u8::is_ascii_alphabetic).count();
        let column = cell.bytes().take(letters).fold(0_u32, |column, letter| column * 26 + u32::from(letter & 0x1F));
        Some((column, cell.get(letters..)?.parse::<u32>().ok()?))
    };
    let Some((first, last)) = range.split_once(':') else { return place(range).is_some_and(|place| place.1 == 0) };
    match (place(first), place(last)) {
        (Some(first), Some(last)) => first.1 == 0 || last.0 < first.0 || last.1 < first.1,
        _ => false,
    }
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
