//! The size of a picture, from its first bytes.

use image::metadata::Orientation;
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
    /// It is one picture of points, and of no more than fit into memory.
    pub can_shrink: bool,
}

/// The largest picture that is made smaller: a small file may promise points without end, and all of them are unpacked.
const MOST_POINTS: u64 = 50_000_000;

impl Size {
    pub(super) fn read(path: &str, bytes: &[u8]) -> Option<Self> {
        let is_svg = path.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("svg"));
        if is_svg {
            let (width, height) = svg(bytes)?;
            return Some(Self { width, height, is_jpeg: false, can_shrink: false });
        }
        let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
        let format = reader.format()?;
        let mut decoder = reader.into_decoder().ok()?;
        let (width, height) = decoder.dimensions();
        let (width, height) = if is_turned(decoder.orientation().ok()?) { (height, width) } else { (width, height) };
        let is_of_points = matches!(format, ImageFormat::Png | ImageFormat::Jpeg);
        let can_shrink = is_of_points && u64::from(width) * u64::from(height) <= MOST_POINTS;
        (width > 0 && height > 0).then_some(Self { width, height, is_jpeg: format == ImageFormat::Jpeg, can_shrink })
    }
}

fn is_turned(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
}

/// The size that the root element states, or the one of its view.
fn svg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut reader = Reader::from_reader(bytes);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(root) | Event::Empty(root) => {
                return (root.local_name().as_ref() == "svg").then(|| size_of_root(&root)).flatten();
            }
            Event::Eof => return None,
            _ => buffer.clear(),
        }
    }
}

fn size_of_root(root: &BytesStart<'_>) -> Option<(u32, u32)> {
    let attribute = |name: &str| {
        let value = root.try_get_attribute(name).ok()??;
        Some(value.value.into_owned())
    };
    let pixels = |name: &str| rounded(attribute(name)?.trim().trim_end_matches("px"));
    if let (Some(width), Some(height)) = (pixels("width"), pixels("height")) {
        return Some((width, height));
    }
    let view = attribute("viewBox")?;
    let mut numbers = view.split([' ', ',']).filter(|number| !number.is_empty()).skip(2);
    Some((rounded(numbers.next()?)?, rounded(numbers.next()?)?))
}

fn rounded(number: &str) -> Option<u32> {
    let number: f64 = number.parse().ok()?;
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
            ("<svg/>", None),
            ("<html width=\"1\" height=\"1\"/>", None),
            ("<svg width=\"-3\" height=\"nan\"/>", None),
            ("", None),
        ] {
            assert_eq!(svg(drawing.as_bytes()), size, "{drawing}");
        }
    }
}
