//! Making smaller pictures: turned as they are shown, made smaller, and written as `WebP` or JPEG.

use super::bare::{Profile, bare};
use super::size::{LONGEST_SIDE, MOST_UNPACKED};
use super::{Cache, Variant};
use crate::diagnostic::{ContentProblem, Problem};
use crate::disk::Files;
use crate::error::Failure;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Of 100; photographs look the same from 75 on, text in screenshots from 80.
const QUALITY: u8 = 80;

/// Whether pictures are made.
#[derive(Debug)]
pub enum Making {
    /// They are only named: nothing will be written.
    Named(Once),
    /// They are made, or taken from where they were kept.
    Kept(Cache, Once),
}

/// What was made of each original: it is unpacked once, for all of its smaller ones.
#[derive(Debug, Default)]
pub struct Once {
    made: Mutex<BTreeMap<String, Arc<Mutex<Option<Made>>>>>,
    /// Held by who unpacks a large one: two of them would take the memory of a small machine.
    large: Mutex<()>,
}

/// The smaller ones by their names, each until it is asked for; nothing where the original cannot be read.
type Made = Option<BTreeMap<String, Vec<u8>>>;

/// More bytes than this are unpacked on one thread at a time.
const LARGE: u64 = 40_000_000;

impl Making {
    /// The bytes of a smaller picture, from the file of `static/` that it is made of; `all` are all that are made of it.
    pub fn bytes(
        &self,
        statics: &Files,
        variant: &Variant,
        all: &[&Variant],
    ) -> Result<Result<Vec<u8>, Failure>, Problem> {
        let (cache, once) = match self {
            Self::Named(once) => (None, once),
            Self::Kept(cache, once) => (Some(cache), once),
        };
        let name = name_of(variant);
        if let Some(bytes) = cache.and_then(|cache| kept(cache, variant)) {
            return Ok(Ok(bytes));
        }
        let of_original = Arc::clone(locked(&once.made).entry(variant.of.clone()).or_default());
        let mut made = locked(&of_original);
        // Taken already, where it could not be kept.
        let is_gone = |made: &Made| cache.is_some() && made.as_ref().is_some_and(|made| !made.contains_key(name));
        if made.as_ref().is_none_or(is_gone) {
            let original = match statics.read(&variant.of) {
                Ok(bytes) => bytes,
                Err(failure) => return Ok(Err(failure)),
            };
            *made = Some(match cache {
                Some(cache) => {
                    let is_missing = |other: &Variant| name_of(other) == name || kept(cache, other).is_none();
                    let smaller = once.unpacked(&original).and_then(|picture| smaller(&picture, all, &is_missing));
                    smaller.inspect(|smaller| smaller.iter().for_each(|(name, bytes)| cache.keep(name, bytes)))
                }
                // Read to its end, so that `check` says what a build would.
                None => once.unpacked(&original).map(|_| BTreeMap::new()),
            });
        }
        let Some(Some(made)) = &mut *made else {
            return Err(ContentProblem::ImageUnreadable { path: format!("/{}", variant.of) }.into());
        };
        Ok(Ok(made.remove(name).unwrap_or_default()))
    }

    /// Forgets what was kept and is on no page any more.
    pub fn clean(&self, variants: &[Variant]) {
        if let Self::Kept(cache, _) = self {
            cache.keep_only(&variants.iter().map(name_of).collect::<BTreeSet<_>>());
        }
    }
}

/// A picture from the cache, if it is what is asked for.
fn kept(cache: &Cache, variant: &Variant) -> Option<Vec<u8>> {
    cache.get(name_of(variant)).filter(|bytes| is_it(bytes, variant))
}

/// Whether kept bytes are a picture of the kind and size that is asked for.
fn is_it(bytes: &[u8], variant: &Variant) -> bool {
    let format = if variant.is_webp { ImageFormat::WebP } else { ImageFormat::Jpeg };
    let reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.into_dimensions().is_ok_and(|size| size == (variant.width, variant.height))
}

fn name_of(variant: &Variant) -> &str {
    let path = variant.permalink.as_str();
    path.rsplit('/').next().unwrap_or(path)
}

/// What a lock holds; nobody panics who held it, and if so, what it holds is whole.
fn locked<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Once {
    /// The points of a picture, as they are shown: turned, and in the colours that every screen knows.
    fn unpacked(&self, original: &[u8]) -> Option<DynamicImage> {
        let bare = bare(original, Profile::Taken)?.ok()?;
        let mut decoder = ImageReader::new(Cursor::new(&bare.bytes)).with_guessed_format().ok()?.into_decoder().ok()?;
        let _alone = (decoder.total_bytes() > LARGE).then(|| locked(&self.large));
        let mut limits = Limits::default();
        (limits.max_image_width, limits.max_image_height) = (Some(LONGEST_SIDE), Some(LONGEST_SIDE));
        limits.max_alloc = Some(2 * MOST_UNPACKED);
        decoder.set_limits(limits).ok()?;
        let picture = DynamicImage::from_decoder(decoder).ok()?;
        let mut picture = of_eight_bits(picture);
        if let Some(profile) = &bare.profile {
            convert(&mut picture, profile);
        }
        picture.apply_orientation(Orientation::from_exif(bare.orientation).unwrap_or(Orientation::NoTransforms));
        Some(picture)
    }
}

/// With eight bits for each part of a colour: nothing finer is written.
fn of_eight_bits(picture: DynamicImage) -> DynamicImage {
    match picture {
        DynamicImage::ImageRgb8(_) | DynamicImage::ImageRgba8(_) => picture,
        picture if picture.color().has_alpha() => picture.into_rgba8().into(),
        picture => picture.into_rgb8().into(),
    }
}

/// From the colours of the profile to those that a picture without one has (sRGB). A profile that is broken, or of other
/// colours than those of screens, is left out of account, as browsers do.
fn convert(picture: &mut DynamicImage, profile: &[u8]) {
    let Ok(from) = ColorProfile::new_from_slice(profile) else { return };
    if from.color_space != DataColorSpace::Rgb {
        return;
    }
    let layout = if picture.color().has_alpha() { Layout::Rgba } else { Layout::Rgb };
    let srgb = ColorProfile::new_srgb();
    let Ok(conversion) = from.create_transform_8bit(layout, &srgb, layout, TransformOptions::default()) else { return };
    let line = picture.width() as usize * usize::from(picture.color().bytes_per_pixel());
    let points: &mut [u8] = match picture {
        DynamicImage::ImageRgb8(points) => points,
        DynamicImage::ImageRgba8(points) => points,
        _ => return,
    };
    // Line by line, so that there is never a second picture in memory.
    let mut before = vec![0; line];
    for line in points.chunks_exact_mut(line) {
        before.copy_from_slice(line);
        if conversion.transform(&before, line).is_err() {
            return;
        }
    }
}

/// The smaller ones by their names: the widest is made of the original, the others of that.
fn smaller(
    original: &DynamicImage,
    all: &[&Variant],
    is_wanted: &dyn Fn(&Variant) -> bool,
) -> Option<BTreeMap<String, Vec<u8>>> {
    let widest = all.iter().max_by_key(|variant| variant.width)?;
    let widest = original.resize_exact(widest.width, widest.height, FilterType::Lanczos3);
    let one = |variant: &&Variant| Some((name_of(variant).to_owned(), made(&widest, variant)?));
    all.iter().filter(|variant| is_wanted(variant)).map(one).collect()
}

fn made(picture: &DynamicImage, variant: &Variant) -> Option<Vec<u8>> {
    let (width, height) = (variant.width, variant.height);
    let picture = picture.resize_exact(width, height, FilterType::Lanczos3);
    if !variant.is_webp {
        let mut bytes = Vec::new();
        JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(&picture.to_rgb8()).ok()?;
        return Some(bytes);
    }
    let (pixels, layout) = if picture.color().has_alpha() {
        (picture.to_rgba8().into_raw(), webp::PixelLayout::Rgba)
    } else {
        (picture.to_rgb8().into_raw(), webp::PixelLayout::Rgb)
    };
    let encoder = webp::Encoder::new(&pixels, layout, width, height);
    // Photographs are smaller with loss, drawings and screenshots often without.
    let lossy = encoder.encode_simple(false, f32::from(QUALITY)).ok()?;
    let is_drawing = variant.of.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("png"));
    let exact = if is_drawing { encoder.encode_simple(true, 75.0).ok() } else { None };
    Some(exact.filter(|exact| exact.len() < lossy.len()).map_or_else(|| lossy.to_vec(), |exact| exact.to_vec()))
}
