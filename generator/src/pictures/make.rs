//! Making smaller pictures: turned as they are shown, made smaller, and written as `WebP` or JPEG.

use super::{Cache, Variant};
use crate::diagnostic::{ContentProblem, Problem};
use crate::disk::Files;
use crate::error::Failure;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder as _, ImageReader};
use std::collections::BTreeSet;
use std::io::Cursor;

/// Of 100; photographs look the same from 75 on, text in screenshots from 80.
const QUALITY: u8 = 80;

/// Whether pictures are made.
#[derive(Debug)]
pub enum Making {
    /// They are only named: nothing will be written.
    Named,
    /// They are made, or taken from where they were kept.
    Kept(Cache),
}

impl Making {
    /// The bytes of a smaller picture of a file of `static/`.
    pub fn bytes(&self, statics: &Files, variant: &Variant) -> Result<Result<Vec<u8>, Failure>, Problem> {
        let Self::Kept(cache) = self else { return Ok(Ok(Vec::new())) };
        let name = name_of(variant);
        if let Some(bytes) = cache.get(name) {
            return Ok(Ok(bytes));
        }
        let original = match statics.read(&variant.of) {
            Ok(bytes) => bytes,
            Err(failure) => return Ok(Err(failure)),
        };
        let unreadable = || Problem::from(ContentProblem::ImageUnreadable { path: format!("/{}", variant.of) });
        let bytes = made(&original, variant).ok_or_else(unreadable)?;
        cache.keep(name, &bytes);
        Ok(Ok(bytes))
    }

    /// Forgets what was kept and is on no page any more.
    pub fn clean(&self, variants: &[Variant]) {
        if let Self::Kept(cache) = self {
            cache.keep_only(&variants.iter().map(name_of).collect::<BTreeSet<_>>());
        }
    }
}

fn name_of(variant: &Variant) -> &str {
    let path = variant.permalink.as_str();
    path.rsplit('/').next().unwrap_or(path)
}

fn made(original: &[u8], variant: &Variant) -> Option<Vec<u8>> {
    let mut decoder = ImageReader::new(Cursor::new(original)).with_guessed_format().ok()?.into_decoder().ok()?;
    let orientation = decoder.orientation().ok()?;
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(orientation);
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
