//! The size of a picture, from its first bytes.

use super::bare::{Broken, Profile, bare};
use image::{ImageDecoder as _, ImageFormat, ImageReader};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::Cursor;

/// What a page needs to know before it has the picture.
pub(super) struct Size {
    /// As it is shown: cameras store pictures lying down and say so.
    pub width: u32,
    pub height: u32,
    pub is_jpeg: bool,
    /// What smaller ones can be made of it.
    pub shrinks: Shrinks,
}

/// Whether smaller pictures can be made of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shrinks {
    /// It is one picture of points, and of no more than fit into memory.
    Well,
    /// It is drawn, moves, or is small already by its kind.
    Never,
    /// It has more points than are unpacked here.
    TooLarge,
}

/// The longest side of a picture that is made smaller: `WebP` has no longer one.
pub(super) const LONGEST_SIDE: u32 = 16_383;

/// The most bytes that a picture may come to when it is unpacked: a small file may promise points without end. A
/// photograph of 66 million points fits.
pub(super) const MOST_UNPACKED: u64 = 200_000_000;

impl Size {
    pub(super) fn read(path: &str, bytes: &[u8]) -> Result<Self, Broken> {
        let is_svg = path.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("svg"));
        if is_svg {
            let (width, height) = svg(bytes)?;
            return Ok(Self { width, height, is_jpeg: false, shrinks: Shrinks::Never });
        }
        // Without its profile, which may be packed to unpack into gigabytes.
        let bare = bare(bytes, Profile::Taken).ok_or(Broken::Unreadable)??;
        let (format, width, height, unpacked) = of_points(&bare.bytes).ok_or(Broken::Unreadable)?;
        let (width, height) = if bare.orientation > 4 { (height, width) } else { (width, height) };
        if width == 0 || height == 0 {
            return Err(Broken::Unreadable);
        }
        let shrinks = match format {
            ImageFormat::Png | ImageFormat::Jpeg if bare.is_animated => Shrinks::Never,
            ImageFormat::Png | ImageFormat::Jpeg if unpacked > MOST_UNPACKED => Shrinks::TooLarge,
            ImageFormat::Png | ImageFormat::Jpeg if width.max(height) > LONGEST_SIDE => Shrinks::TooLarge,
            ImageFormat::Png | ImageFormat::Jpeg => Shrinks::Well,
            _ => Shrinks::Never,
        };
        Ok(Self { width, height, is_jpeg: format == ImageFormat::Jpeg, shrinks })
    }
}

/// Its kind, its sides, and what its points come to.
fn of_points(bytes: &[u8]) -> Option<(ImageFormat, u32, u32, u64)> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let format = reader.format()?;
    let decoder = reader.into_decoder().ok()?;
    let (width, height) = decoder.dimensions();
    Some((format, width, height, decoder.total_bytes()))
}

/// The size that the root element states, or the one of its view.
fn svg(bytes: &[u8]) -> Result<(u32, u32), Broken> {
    let mut reader = Reader::from_reader(bytes);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).map_err(|_| Broken::Unreadable)? {
            Event::Start(root) | Event::Empty(root) => {
                let is_drawing = root.local_name().as_ref() == "svg";
                return size_of_root(&root).filter(|_| is_drawing).ok_or(if is_drawing {
                    Broken::NoSize
                } else {
                    Broken::Unreadable
                });
            }
            Event::Eof => return Err(Broken::Unreadable),
            _ => buffer.clear(),
        }
    }
}

fn size_of_root(root: &BytesStart<'_>) -> Option<(u32, u32)> {
    let attribute = |name: &str| {
        let value = root.try_get_attribute(name).ok()??;
        Some(value.value.into_owned())
    };
    let pixels = |name: &str| in_pixels(attribute(name)?.trim());
    if let (Some(width), Some(height)) = (pixels("width"), pixels("height")) {
        return Some((width, height));
    }
    let view = attribute("viewBox")?;
    let mut numbers = view.split([' ', ',']).filter(|number| !number.is_empty()).skip(2);
    Some((rounded(numbers.next()?)?, rounded(numbers.next()?)?))
}

/// A length as CSS counts it: an inch is 96 pixels.
fn in_pixels(length: &str) -> Option<u32> {
    const UNITS: [(&str, f64); 7] = [
        ("px", 1.0),
        ("mm", 96.0 / 25.4),
        ("cm", 96.0 / 2.54),
        ("in", 96.0),
        ("pt", 96.0 / 72.0),
        ("pc", 16.0),
        ("", 1.0),
    ];
    let (number, size) = UNITS.iter().find_map(|(unit, size)| Some((length.strip_suffix(unit)?, size)))?;
    let number: f64 = number.trim().parse().ok()?;
    fitting(number * size)
}

fn rounded(number: &str) -> Option<u32> {
    fitting(number.parse().ok()?)
}

fn fitting(number: f64) -> Option<u32> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it was just seen to fit")]
    (0.5..100_000.0).contains(&number).then(|| number.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_says_its_size_in_several_ways() {
        for (drawing, size) in [
            ("<svg width=\"20\" height=\"10px\"/>", Some((20, 10))),
            ("<?xml version=\"1.0\"?><!-- a --><svg viewBox=\"0 0 12.4 8\"></svg>", Some((12, 8))),
            ("<svg width=\"100%\" height=\"5mm\" viewBox=\"0,0,30,20\"/>", Some((30, 20))),
            ("<svg width=\"1in\" height=\"25.4mm\"/>", Some((96, 96))),
            ("<svg width=\"72pt\" height=\"2.54cm\"/>", Some((96, 96))),
            ("<svg/>", None),
            ("<html width=\"1\" height=\"1\"/>", None),
            ("<svg width=\"-3\" height=\"nan\"/>", None),
            ("", None),
        ] {
            assert_eq!(svg(drawing.as_bytes()).ok(), size, "{drawing}");
        }
    }
}
