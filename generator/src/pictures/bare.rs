//! A picture's file without what it tells besides the picture: where and when it was taken, with what, by whom, small
//! pictures of it, and whatever a phone hangs behind its end.
//!
//! Kept is what changes how the picture looks, by name: all else goes, known or not. The points stay as they are, byte for
//! byte. How a camera was held is part of how it looks: it is written anew, alone.
//!
//! On the way the file is walked to its end, so that one that arrived in half is found without unpacking it.

use crate::diagnostic::ContentProblem;
use flate2::Crc;
use flate2::read::ZlibDecoder;
use std::io::Read as _;

/// The largest profile of colours that is kept; those of printers come to two megabytes.
const MOST_PROFILE: u64 = 4 << 20;

/// A picture's file as it may be published.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Bare {
    /// The file.
    pub bytes: Vec<u8>,
    /// How the camera was held, as EXIF counts: 1 to 8.
    pub orientation: u8,
    /// It said where it was taken.
    pub had_place: bool,
    /// It holds several pictures, one after the other.
    pub is_animated: bool,
    /// What its numbers mean as colours, where it says so.
    pub profile: Option<Vec<u8>>,
}

/// What keeps a picture's file from being read to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Broken {
    /// It ends before the picture does.
    CutOff,
    /// It is of a kind that most browsers do not show.
    Foreign,
    /// It is no picture, or one that nobody can read.
    Unreadable,
    /// A drawing without a width, a height and a view.
    NoSize,
}

impl Broken {
    /// As a finding about the picture at that path.
    pub fn problem(self, path: String) -> ContentProblem {
        match self {
            Self::CutOff => ContentProblem::ImageCutOff { path },
            Self::Foreign => ContentProblem::ImageForeign { path },
            Self::Unreadable => ContentProblem::ImageUnreadable { path },
            Self::NoSize => ContentProblem::ImageNoSize { path },
        }
    }
}

/// Whether the profile stays in the file; it is of no use to who unpacks the points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Profile {
    Kept,
    Taken,
}

/// The file without what it tells; nothing where it is none of the kinds that are known by their first bytes.
pub(super) fn bare(bytes: &[u8], profile: Profile) -> Option<Result<Bare, Broken>> {
    let bare = match bytes {
        [0xFF, 0xD8, 0xFF, ..] => jpeg(bytes, profile),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => png(bytes, profile),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => gif(bytes),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => webp(bytes, profile),
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] if is_of_a_phone(brand) => Err(Broken::Foreign),
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => Err(Broken::Foreign),
        _ => return None,
    };
    Some(bare)
}

/// HEIC and AVIF, by their brand; films of phones begin alike.
fn is_of_a_phone(brand: &[u8]) -> bool {
    let brands = [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"];
    brand.first_chunk::<4>().is_some_and(|brand| brands.contains(&brand))
}

/// Walks a file, and says where it ends too early.
struct Walk<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Walk<'b> {
    fn take(&mut self, count: usize) -> Result<&'b [u8], Broken> {
        let end = self.at.checked_add(count).ok_or(Broken::CutOff)?;
        let taken = self.bytes.get(self.at..end).ok_or(Broken::CutOff)?;
        self.at = end;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8, Broken> {
        Ok(self.take(1)?[0])
    }

    fn number(&mut self, bytes: usize) -> Result<usize, Broken> {
        Ok(self.take(bytes)?.iter().fold(0, |number, byte| number << 8 | usize::from(*byte)))
    }

    fn little(&mut self) -> Result<usize, Broken> {
        Ok(self.take(4)?.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
    }
}

// JPEG

const JFIF: &[u8] = b"JFIF\0";
const EXIF: &[u8] = b"Exif\0\0";
const PROFILE: &[u8] = b"ICC_PROFILE\0";

fn jpeg(bytes: &[u8], profile: Profile) -> Result<Bare, Broken> {
    let mut walk = Walk { bytes, at: 2 };
    let mut bare = Bare { orientation: 1, ..Bare::default() };
    let (mut kept, mut profiles) = (Vec::with_capacity(bytes.len()), Vec::new());
    loop {
        if walk.byte()? != 0xFF {
            return Err(Broken::Unreadable);
        }
        let mut marker = walk.byte()?;
        while marker == 0xFF {
            marker = walk.byte()?;
        }
        match marker {
            0xD9 => break,
            // Marks without contents.
            0x01 | 0xD0..=0xD8 => continue,
            // Padding where a mark should be: what was to come did not arrive.
            0x00 => return Err(Broken::CutOff),
            _ => {}
        }
        let length = walk.number(2)?.checked_sub(2).ok_or(Broken::Unreadable)?;
        let contents = walk.take(length)?;
        let is_kept = match marker {
            0xE0 => contents.starts_with(JFIF),
            0xE1 => {
                bare.read_metadata(contents);
                false
            }
            0xE2 if contents.starts_with(PROFILE) => {
                profiles.push(contents.get(PROFILE.len()..).unwrap_or_default());
                profile == Profile::Kept
            }
            // What the colours of others mean.
            0xEE => contents.starts_with(b"Adobe"),
            0xE2..=0xEF | 0xFE => false,
            _ => true,
        };
        // The first has a small picture behind its fourteen bytes, or says that it has none.
        let contents = if marker == 0xE0 { contents.get(..12).unwrap_or(contents) } else { contents };
        let none: &[u8] = if marker == 0xE0 && contents.len() == 12 { &[0, 0] } else { &[] };
        if is_kept {
            let length = u16::try_from(contents.len() + none.len() + 2).map_err(|_| Broken::Unreadable)?;
            kept.extend([&[0xFF, marker][..], &length.to_be_bytes(), contents, none].concat());
        }
        if marker == 0xDA {
            let start = walk.at;
            // Up to the next mark that is neither a byte of points nor a place to begin anew.
            loop {
                let rest = bytes.get(walk.at..).unwrap_or_default();
                walk.at += rest.iter().position(|byte| *byte == 0xFF).ok_or(Broken::CutOff)?;
                match bytes.get(walk.at + 1) {
                    None => return Err(Broken::CutOff),
                    Some(0x00 | 0xD0..=0xD7) => walk.at += 2,
                    Some(0xFF) => walk.at += 1,
                    Some(_) => break,
                }
            }
            kept.extend(&bytes[start..walk.at]);
        }
    }
    // Each begins with its number and how many there are.
    profiles.sort_by_key(|part| part.first().copied());
    let joined: Vec<u8> = profiles.iter().flat_map(|part| part.get(2..).unwrap_or_default()).copied().collect();
    bare.profile = Some(joined).filter(|joined| !joined.is_empty());
    bare.bytes = vec![0xFF, 0xD8];
    if bare.orientation > 1 {
        let exif = exif_of(bare.orientation);
        let length = u16::try_from(EXIF.len() + exif.len() + 2).map_err(|_| Broken::Unreadable)?;
        bare.bytes.extend([&[0xFF, 0xE1][..], &length.to_be_bytes(), EXIF, &exif].concat());
    }
    bare.bytes.extend(kept);
    bare.bytes.extend([0xFF, 0xD9]);
    Ok(bare)
}

// PNG

/// What says how the picture looks; the rest is text, times and places.
const OF_PNG: [&[u8; 4]; 18] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"mDCV", b"cLLI",
    b"sBIT", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

fn png(bytes: &[u8], profile: Profile) -> Result<Bare, Broken> {
    let mut walk = Walk { bytes, at: 8 };
    let mut bare = Bare { bytes: bytes[..8].to_vec(), orientation: 1, ..Bare::default() };
    bare.bytes.reserve(bytes.len());
    let mut is_painted = false;
    loop {
        let start = walk.at;
        let length = walk.number(4)?;
        let name: [u8; 4] = walk.take(4)?.try_into().map_err(|_| Broken::CutOff)?;
        if !name.iter().all(u8::is_ascii_alphabetic) {
            return Err(Broken::CutOff);
        }
        let contents = walk.take(length)?;
        let sum = walk.number(4)?;
        let mut is_kept = OF_PNG.contains(&&name);
        if is_kept {
            let mut crc = Crc::new();
            crc.update(&bytes[start + 4..start + 8 + length]);
            if crc.sum() as usize != sum {
                return Err(Broken::CutOff);
            }
        }
        match &name {
            b"iCCP" => {
                bare.profile = unpacked_profile(contents);
                is_kept = bare.profile.is_some() && profile == Profile::Kept;
            }
            b"acTL" => bare.is_animated = contents.first_chunk().is_some_and(|count| u32::from_be_bytes(*count) > 1),
            b"eXIf" => bare.read_exif(contents),
            b"iTXt" | b"tEXt" | b"zTXt" => bare.had_place |= names_a_place(contents),
            b"IDAT" if !is_painted => {
                is_painted = true;
                if bare.orientation > 1 {
                    bare.push_png_chunk(*b"eXIf", &exif_of(bare.orientation));
                }
            }
            _ => {}
        }
        if is_kept {
            bare.bytes.extend(&bytes[start..walk.at]);
        }
        if &name == b"IEND" {
            return Ok(bare);
        }
    }
}

/// The profile of a PNG; nothing where it is broken, or larger than one is.
fn unpacked_profile(contents: &[u8]) -> Option<Vec<u8>> {
    // Its name, a zero, the way it is packed.
    let name = contents.iter().position(|byte| *byte == 0)?;
    let mut profile = Vec::new();
    ZlibDecoder::new(contents.get(name + 2..)?).take(MOST_PROFILE + 1).read_to_end(&mut profile).ok()?;
    Some(profile).filter(|profile| profile.len() as u64 <= MOST_PROFILE)
}

// WebP

fn webp(bytes: &[u8], profile: Profile) -> Result<Bare, Broken> {
    let mut walk = Walk { bytes, at: 4 };
    let end = walk.little()? + 8;
    let file = bytes.get(..end).ok_or(Broken::CutOff)?;
    let mut walk = Walk { bytes: file, at: 12 };
    let mut bare = Bare { bytes: bytes[..12].to_vec(), orientation: 1, ..Bare::default() };
    let (mut is_painted, mut extended) = (false, None);
    while walk.at < file.len() {
        let start = walk.at;
        let name: [u8; 4] = walk.take(4)?.try_into().map_err(|_| Broken::CutOff)?;
        let length = walk.little()?;
        let contents = walk.take(length)?;
        // An even number of bytes; at the end of the file some programs leave the last one out.
        let _padding = walk.take(length % 2);
        let is_kept = match &name {
            b"VP8 " | b"VP8L" => {
                is_painted = true;
                true
            }
            b"ANMF" => {
                is_painted = true;
                bare.is_animated = true;
                true
            }
            b"VP8X" => {
                extended = Some(bare.bytes.len() + 8);
                true
            }
            b"ALPH" | b"ANIM" => true,
            b"ICCP" => {
                bare.profile = Some(contents.to_vec()).filter(|profile| profile.len() as u64 <= MOST_PROFILE);
                bare.profile.is_some() && profile == Profile::Kept
            }
            b"EXIF" => {
                bare.read_exif(contents.strip_prefix(EXIF).unwrap_or(contents));
                false
            }
            b"XMP " => {
                bare.had_place |= names_a_place(contents);
                false
            }
            [0, 0, 0, 0] => return Err(Broken::CutOff),
            _ => false,
        };
        if is_kept {
            bare.bytes.extend(&file[start..start + 8 + length]);
            bare.bytes.extend(std::iter::repeat_n(0, length % 2));
        }
    }
    if !is_painted {
        return Err(Broken::CutOff);
    }
    if bare.orientation > 1 && extended.is_some() {
        let exif = exif_of(bare.orientation);
        bare.bytes.extend([&b"EXIF"[..], &u32::try_from(exif.len()).unwrap_or(0).to_le_bytes(), &exif].concat());
    }
    // What it says to have: a profile, EXIF, XMP.
    if let Some(flags) = extended.and_then(|at| bare.bytes.get_mut(at)) {
        *flags &= !(0x04 | 0x08 | 0x20);
        *flags |= if bare.orientation > 1 { 0x08 } else { 0 };
        *flags |= if bare.profile.is_some() && profile == Profile::Kept { 0x20 } else { 0 };
    }
    let length = u32::try_from(bare.bytes.len() - 8).map_err(|_| Broken::Unreadable)?;
    bare.bytes[4..8].copy_from_slice(&length.to_le_bytes());
    Ok(bare)
}

// GIF

fn gif(bytes: &[u8]) -> Result<Bare, Broken> {
    let mut walk = Walk { bytes, at: 6 };
    let mut bare = Bare { orientation: 1, ..Bare::default() };
    bare.bytes.reserve(bytes.len());
    let screen = walk.take(7)?;
    walk.take(colours(screen[4]))?;
    bare.bytes.extend(&bytes[..walk.at]);
    let mut pictures = 0;
    loop {
        let start = walk.at;
        let is_kept = match walk.byte()? {
            0x3B => {
                bare.bytes.push(0x3B);
                bare.is_animated = pictures > 1;
                return Ok(bare);
            }
            0x2C => {
                pictures += 1;
                let place = walk.take(9)?;
                walk.take(colours(place[8]) + 1)?;
                blocks(&mut walk)?;
                true
            }
            0x21 => {
                let label = walk.byte()?;
                let first = bytes.get(walk.at + 1..walk.at + 12);
                blocks(&mut walk)?;
                bare.had_place |= names_a_place(&bytes[start..walk.at]);
                match label {
                    0xF9 | 0x01 => true,
                    // How often the pictures are shown.
                    0xFF => first == Some(b"NETSCAPE2.0") || first == Some(b"ANIMEXTS1.0"),
                    _ => false,
                }
            }
            // Zeros where the rest was to come.
            0 => return Err(Broken::CutOff),
            _ => return Err(Broken::Unreadable),
        };
        if is_kept {
            bare.bytes.extend(&bytes[start..walk.at]);
        }
    }
}

/// The bytes of a table of colours, by the byte that announces it.
fn colours(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// Blocks of bytes up to the one that has none.
fn blocks(walk: &mut Walk<'_>) -> Result<(), Broken> {
    loop {
        match walk.byte()? {
            0 => return Ok(()),
            length => walk.take(length.into())?,
        };
    }
}

// What cameras write

impl Bare {
    /// The contents of a JPEG's first application segment: EXIF, or XMP.
    fn read_metadata(&mut self, contents: &[u8]) {
        match contents.strip_prefix(EXIF) {
            Some(exif) => self.read_exif(exif),
            None => self.had_place |= names_a_place(contents),
        }
    }

    /// How the camera was held, and whether it says where.
    fn read_exif(&mut self, exif: &[u8]) {
        let is_little = exif.starts_with(b"II");
        let number = |at: usize, bytes: usize| {
            let part = exif.get(at..at.checked_add(bytes)?)?;
            let add = |number: usize, byte: &u8| number << 8 | usize::from(*byte);
            Some(if is_little { part.iter().rev().fold(0, add) } else { part.iter().fold(0, add) })
        };
        let Some(first) = number(4, 4) else { return };
        for entry in 0..number(first, 2).unwrap_or(0) {
            let at = first + 2 + entry * 12;
            match number(at, 2) {
                Some(0x0112) => {
                    let held = number(at + 8, 2).and_then(|held| u8::try_from(held).ok());
                    self.orientation = held.filter(|held| (1..=8).contains(held)).unwrap_or(self.orientation);
                }
                Some(0x8825) => self.had_place = true,
                Some(_) => {}
                None => return,
            }
        }
    }

    fn push_png_chunk(&mut self, name: [u8; 4], contents: &[u8]) {
        let mut crc = Crc::new();
        crc.update(&name);
        crc.update(contents);
        let length = u32::try_from(contents.len()).unwrap_or(0).to_be_bytes();
        self.bytes.extend([&length[..], &name, contents, &crc.sum().to_be_bytes()].concat());
    }
}

/// EXIF that says how the camera was held and nothing else.
fn exif_of(orientation: u8) -> [u8; 26] {
    let mut exif = *b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x01\0\0\0\0\0\0\0";
    exif[18] = orientation;
    exif
}

/// Whether a text in a picture says where: as XMP does.
fn names_a_place(text: &[u8]) -> bool {
    [&b"GPSLatitude"[..], b"GPSLongitude", b"GPSCoordinates"].iter().any(|name| contains(text, name))
}

fn contains(text: &[u8], word: &[u8]) -> bool {
    text.windows(word.len()).any(|window| window == word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(kind in 0..5_usize, bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let magic: [&[u8]; 5] = [
                b"\xFF\xD8\xFF", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\x40\0\0\0WEBPVP8X", b"\xFF\xD8\xFF\xE1\0\x40Exif\0\0II*\0",
            ];
            let _ = bare(&[magic[kind], &bytes].concat(), Profile::Kept);
        }
    }

    #[test]
    fn what_was_made_bare_stays_as_it_is() {
        let small = image::RgbImage::from_fn(9, 7, |x, y| {
            image::Rgb([u8::try_from(x * 20).unwrap_or(0), u8::try_from(y).unwrap_or(0), 7])
        });
        for format in
            [image::ImageFormat::Jpeg, image::ImageFormat::Png, image::ImageFormat::WebP, image::ImageFormat::Gif]
        {
            let mut bytes = std::io::Cursor::new(Vec::new());
            image::DynamicImage::from(small.clone()).write_to(&mut bytes, format).expect("a picture in memory");
            let first = bare(bytes.get_ref(), Profile::Kept).expect("a known kind").expect("it is whole");
            let second = bare(&first.bytes, Profile::Kept).expect("a known kind").expect("it is whole");
            assert_eq!(first, second, "{format:?}");
            assert_eq!(
                image::load_from_memory(&first.bytes).expect("it is read").to_rgb8(),
                image::load_from_memory(bytes.get_ref()).expect("it is read").to_rgb8(),
                "{format:?}"
            );
            for end in 0..first.bytes.len() {
                let cut = bare(&first.bytes[..end], Profile::Kept);
                assert!(!matches!(cut, Some(Ok(_))), "{format:?} cut at {end} of {}", first.bytes.len());
            }
        }
    }
}
