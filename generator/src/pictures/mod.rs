//! Pictures of `static/`: how large each is, and the smaller ones that phones are given instead.
//!
//! The names of the smaller ones follow from the original and from how they are made, so pages and the plan know them
//! before a single one exists; `check` makes none.

mod bare;
mod cache;
mod make;
mod size;

pub use bare::Broken;
pub use cache::{Cache, FOLDER as CACHE};
pub use make::{Making, Once};

use crate::disk::{Files, short_hash};
use crate::source::Permalink;
use bare::{Profile, bare};
use rayon::prelude::*;
use size::{Shrinks, Size};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};
use wasm_check::vietnamese::slug;

/// Widths of smaller pictures: a phone's column on screens of one and two points a pixel, and the column of a desk.
///
/// Phones of 360 pixels show 328, with two points a pixel 656, with three 984; the column of a wide screen is 632.
const WIDTHS: [u32; 3] = [400, 800, 1264];

/// Up to this width a picture is shown point for point on most phones: nothing is won.
const WIDE: u32 = 640;

/// The width of the picture in its own format, for what does not read `WebP`.
const FALLBACK: u32 = 800;

/// How the name of a picture ends that has two points for a pixel, before the extension: screenshots of phones.
const SHARP: &str = "@2x";

/// Changes when pictures are to be made anew, because they are made otherwise.
const RECIPE: &str = "2";

/// The pictures of a site. Each is read when the first page shows it.
#[derive(Debug)]
pub struct Pictures {
    statics: Arc<Files>,
    /// Each is read once.
    read: BTreeMap<String, Read>,
    resize: bool,
}

/// A picture once it was read, or why it cannot be.
type Read = OnceLock<Result<Picture, Broken>>;

/// One picture as it lies in `static/`.
#[derive(Debug, Clone)]
pub struct Picture {
    /// In pixels, as it is shown.
    pub width: u32,
    /// In pixels, as it is shown.
    pub height: u32,
    /// Its bytes.
    pub bytes: u64,
    /// Smaller ones as `WebP`, by width.
    pub webp: Vec<Variant>,
    /// A smaller one in its own format.
    pub fallback: Option<Variant>,
    /// It is shown as it is, though it has more points than are unpacked here.
    pub is_too_large: bool,
}

/// A smaller picture.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Variant {
    /// Its address.
    pub permalink: Permalink,
    /// What it is made of, by its path in `static/`.
    pub of: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Else JPEG.
    pub is_webp: bool,
}

impl Pictures {
    /// The pictures among the files of `static/`; with `resize`, wide ones come in smaller sizes too.
    pub fn new(statics: &Arc<Files>, resize: bool) -> Self {
        let pictures = statics.paths().filter(|path| is_picture(path));
        let read = pictures.map(|path| (path.to_owned(), OnceLock::new())).collect();
        Self { statics: Arc::clone(statics), read, resize }
    }

    /// A picture by its path in `static/`, or why it cannot be read.
    pub fn get(&self, path: &str) -> Result<&Picture, Broken> {
        let read = self.read.get(path).ok_or(Broken::Unreadable)?;
        read.get_or_init(|| self.read(path)).as_ref().map_err(|broken| *broken)
    }

    /// The smaller pictures that pages have asked for.
    pub fn variants(&self) -> Vec<Variant> {
        let shown = self.read.values().filter_map(|read| read.get()?.as_ref().ok());
        shown.flat_map(Picture::variants).cloned().collect()
    }

    /// Pictures of which every page shows smaller ones only, whatever a browser reads: nobody fetches the original.
    pub fn only_in_smaller_sizes(&self) -> impl Iterator<Item = &str> {
        let is_replaced = |read: &Read| matches!(read.get(), Some(Ok(picture)) if picture.fallback.is_some());
        self.read.iter().filter(move |(_, read)| is_replaced(read)).map(|(path, _)| path.as_str())
    }

    /// What the file of each picture says: whether it tells where it was taken, or why it cannot be published.
    pub fn looked_at(&self) -> Vec<(&str, Result<bool, Broken>)> {
        let paths: Vec<&String> = self.read.keys().collect();
        let looked = paths.into_par_iter().filter_map(|path| {
            let looked = bare(&self.statics.read(path).ok()?, Profile::Kept)?;
            Some((path.as_str(), looked.map(|bare| bare.had_place)))
        });
        looked.collect()
    }

    /// Whether some page shows it.
    pub fn is_shown(&self, path: &str) -> bool {
        self.read.get(path).is_some_and(|read| read.get().is_some())
    }

    fn read(&self, path: &str) -> Result<Picture, Broken> {
        let bytes = self.statics.read(path).map_err(|_| Broken::Unreadable)?;
        let Size { width, height, is_jpeg, shrinks } = Size::read(path, &bytes)?;
        let mut picture = Picture {
            width,
            height,
            bytes: bytes.len() as u64,
            webp: Vec::new(),
            fallback: None,
            is_too_large: shrinks == Shrinks::TooLarge,
        };
        if path.rsplit_once('.').is_some_and(|(stem, _)| stem.ends_with(SHARP)) {
            // It is as sharp as phones are, and no larger than it is shown.
            (picture.width, picture.height) = (width.div_ceil(2), height.div_ceil(2));
            return Ok(picture);
        }
        if !self.resize || shrinks != Shrinks::Well || width <= WIDE {
            return Ok(picture);
        }
        let hash = short_hash(&[RECIPE.as_bytes(), &bytes].concat());
        let name = path.rsplit('/').next().unwrap_or(path);
        let stem = Some(slug(name.rsplit_once('.').map_or(name, |(stem, _)| stem)));
        let stem = stem.filter(|stem| !stem.is_empty()).unwrap_or_else(|| "hinh".to_owned());
        let variant = |to: u32, is_webp: bool| {
            let extension = if is_webp { "webp" } else { "jpg" };
            let tall = u64::from(height) * u64::from(to) / u64::from(width);
            Variant {
                permalink: Permalink::made(format!("hinh/{stem}-{to}-{hash}.{extension}")),
                of: path.to_owned(),
                width: to,
                height: u32::try_from(tall).unwrap_or(height).max(1),
                is_webp,
            }
        };
        let widest = width.min(WIDTHS[WIDTHS.len() - 1]);
        let widths = WIDTHS.iter().copied().filter(|to| *to < widest).chain([widest]);
        picture.webp = widths.map(|to| variant(to, true)).collect();
        picture.fallback = (is_jpeg && width > FALLBACK).then(|| variant(FALLBACK, false));
        Ok(picture)
    }
}

impl Picture {
    /// All smaller ones.
    pub fn variants(&self) -> impl Iterator<Item = &Variant> {
        self.webp.iter().chain(&self.fallback)
    }
}

/// The bytes of a file of `static/` as they are published: a picture without what it tells besides the picture.
pub fn published(bytes: Vec<u8>) -> Result<Vec<u8>, Broken> {
    bare(&bytes, Profile::Kept).map_or(Ok(bytes), |bare| bare.map(|bare| bare.bytes))
}

fn is_picture(path: &str) -> bool {
    let extension = path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    matches!(
        extension.as_deref(),
        Some("png" | "jpg" | "jpeg" | "gif" | "webp" | "svg" | "heic" | "heif" | "avif" | "tif" | "tiff")
    )
}
