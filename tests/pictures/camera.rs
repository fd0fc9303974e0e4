//! A phone's screen, a wall and a sheet of paper as pictures: small files that come out the same every time.

use std::collections::BTreeMap;

use base64::Engine as _;
use image::imageops::FilterType;
use image::{DynamicImage, Rgb, RgbImage};
use serde_json::{Value, json};

use crate::support::browser::{Browser, Phone};

/// Points of a picture for one of the page, said by `@2x` in its name.
const SHARP: u32 = 2;
/// CSS pixels above what is on a screen, and below it.
const ROOM: u32 = 8;
/// CSS pixels around what is on paper: 1 cm.
const MARGIN: u32 = 38;
/// A4 at 96 points an inch, less the margins.
const PAPER: (u32, u32) = (794 - 2 * MARGIN, 1123 - 2 * MARGIN);
/// The day on every picture: noon of the day of the tests, in Vietnam.
const NOON: &str = "2026-11-21T12:00:00+07:00";

/// A browser that takes pictures.
pub(crate) struct Camera {
    pub(crate) browser: Browser,
}

impl Camera {
    /// A phone in whose browser nothing is kept yet, and on which it is always the same day.
    pub(crate) fn new() -> Self {
        let browser = Phone::default().open();
        let source = format!(
            "Date = class extends Date {{
               constructor(...when) {{ super(...(when.length ? when : [{NOON:?}])); }}
               static now() {{ return new Date().getTime(); }}
             }};"
        );
        browser.devtools("Emulation.setScrollbarsHidden", &json!({ "hidden": true }));
        browser.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": source }));
        Self { browser }
    }

    /// The screen of a phone that is so many pixels high, with that element at its top.
    pub(crate) fn screen(&self, top: &str, height: u32) -> Vec<u8> {
        self.show(360, height, SHARP);
        self.scroll_to(top);
        lossless(&self.shoot(), 51)
    }

    /// As much of a phone's page as stands between two elements, with both of them.
    pub(crate) fn part(&self, first: &str, last: &str) -> Vec<u8> {
        self.show(360, 740, SHARP);
        let height =
            "const [first, last] = [...arguments].map(css => document.querySelector(css).getBoundingClientRect());
                      return Math.ceil(last.bottom - first.top);";
        let height = self.browser.run(height, json!([first, last])).as_u64().unwrap_or_default();
        self.show(360, u32::try_from(height).expect("a page is not that long") + 2 * ROOM, SHARP);
        self.scroll_to(first);
        lossless(&self.shoot(), 51)
    }

    /// What a projector shows, at half its size.
    pub(crate) fn wall(&self) -> Vec<u8> {
        self.show(1280, 720, 1);
        let seen = self.shoot();
        lossless(&seen.resize_exact(640, 360, FilterType::Lanczos3), 51)
    }

    /// The first sheet as it is printed, up to the last of these elements that is whole on it.
    pub(crate) fn sheet(&self, parts: &str) -> Vec<u8> {
        self.browser.devtools("Emulation.setEmulatedMedia", &json!({ "media": "print" }));
        self.show(PAPER.0, PAPER.1, 1);
        let end = "window.scrollTo(0, 0);
                   const ends = [...document.querySelectorAll(arguments[0])].map(part => part.getBoundingClientRect().bottom);
                   return Math.floor(Math.max(...ends.filter(end => end > 0 && end <= arguments[1])));";
        let end = self.browser.run(end, json!([parts, PAPER.1])).as_u64().expect("something is on the sheet");
        let seen = self.shoot().to_rgb8();
        self.browser.devtools("Emulation.setEmulatedMedia", &json!({ "media": "" }));
        let mut sheet = RgbImage::from_pixel(PAPER.0 + 2 * MARGIN, PAPER.1 + 2 * MARGIN, Rgb([255; 3]));
        let printed = image::imageops::crop_imm(&seen, 0, 0, PAPER.0, u32::try_from(end).unwrap_or(PAPER.1)).to_image();
        image::imageops::overlay(&mut sheet, &printed, MARGIN.into(), MARGIN.into());
        lossless(&sheet.into(), 85)
    }

    fn show(&self, width: u32, height: u32, sharp: u32) {
        let screen = json!({ "width": width, "height": height, "deviceScaleFactor": sharp, "mobile": width < 640 });
        self.browser.devtools("Emulation.setDeviceMetricsOverride", &screen);
    }

    fn scroll_to(&self, css: &str) {
        let script = "const { top } = document.querySelector(arguments[0]).getBoundingClientRect();
                      window.scrollTo({ top: window.scrollY + top - arguments[1], behavior: 'instant' });";
        self.browser.run(script, json!([css, ROOM]));
    }

    /// What is on the screen, once it is drawn; without a blinking caret, and with nothing under the pointer.
    fn shoot(&self) -> DynamicImage {
        self.browser.devtools("Input.dispatchMouseEvent", &json!({ "type": "mouseMoved", "x": 0, "y": 0 }));
        self.browser.value("document.fonts.ready.then(() => { document.activeElement.blur(); })");
        self.browser.value("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        let seen: Value = self.browser.devtools("Page.captureScreenshot", &json!({ "format": "png" }));
        let png = base64::engine::general_purpose::STANDARD
            .decode(seen["data"].as_str().unwrap_or_default())
            .expect("a picture comes in base64");
        image::load_from_memory(&png).expect("the browser writes PNG")
    }
}

/// Text stays sharp, and is smaller than with loss.
///
/// Where letters meet the ground there are hundreds of shades that nobody tells apart: a few will do, so far from each other.
/// The grounds and the letters themselves keep their colours.
fn lossless(picture: &DynamicImage, apart: u8) -> Vec<u8> {
    let mut picture = picture.to_rgb8();
    let mut counts: BTreeMap<[u8; 3], u32> = BTreeMap::new();
    for point in picture.pixels() {
        *counts.entry(point.0).or_default() += 1;
    }
    let often = picture.width() * picture.height() / 200;
    for point in picture.pixels_mut() {
        if counts.get(&point.0).is_none_or(|count| *count < often) {
            point.0 = point.0.map(|part| (part / apart + u8::from(part % apart > apart / 2)) * apart);
        }
    }
    let mut config = webp::WebPConfig::new().expect("the encoder is the one that it was built for");
    config.lossless = 1;
    config.method = 6;
    config.quality = 100.0;
    let encoder = webp::Encoder::from_rgb(picture.as_raw(), picture.width(), picture.height());
    encoder.encode_advanced(&config).expect("a picture of this size can be written").to_vec()
}
