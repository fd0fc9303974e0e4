//! A logo stands beside the site's name, however many points it has, as a picture of points or as a drawing.

use image::{DynamicImage, ImageFormat, RgbImage};
use serde_json::json;
use std::io::Cursor;

use crate::support::browser::Phone;
use crate::support::minimal;
use crate::support::server::Host;

/// How wide and how high the logo is shown, and how far the site's name and the page reach to the right.
const MEASURE: &str = "
    const logo = document.querySelector('img.mark').getBoundingClientRect();
    const name = document.createRange();
    name.selectNodeContents(document.querySelector('.brand'));
    return [logo.width, logo.height, name.getBoundingClientRect().right, document.documentElement.scrollWidth];";

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(RgbImage::new(width, height))
        .write_to(&mut bytes, ImageFormat::Png)
        .expect("a picture in memory");
    bytes.into_inner()
}

#[test]
fn a_logo_of_any_size_leaves_room_for_the_name_of_the_site() {
    let drawing = b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"900\" height=\"900\"><rect width=\"900\" height=\"900\"/></svg>";
    for (name, logo) in [
        ("logo.png", png(600, 600)),
        ("logo.png", png(1600, 200)),
        ("logo.png", png(20, 900)),
        ("logo.svg", drawing.to_vec()),
    ] {
        let site = minimal().with(&format!("static/{name}"), &logo);
        let settings = std::fs::read_to_string(site.root().join("site.toml")).expect("site.toml");
        let site = site.with("site.toml", format!("{settings}\n[theme_options]\nlogo = \"/{name}\"\n"));
        site.build().succeeds();
        let server = Host::default().serve(&site.root().join("public"));
        let browser = Phone::default().open();
        browser.go(&server.url(""));
        let told = browser.run(MEASURE, json!([]));
        let [width, height, name_ends, page] = [0, 1, 2, 3].map(|place| told[place].as_f64().expect("a number"));
        assert!(width <= 145.0 && (1.0..=48.0).contains(&height), "{name}: {told}");
        assert!(name_ends <= 360.0 && page <= 360.0, "{name}: {told}");
    }
}
