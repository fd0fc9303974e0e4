//! The page that adds up reads QR codes where the device has a camera and a reader. The browsers of the tests have a camera
//! that shows a moving picture, and no reader: one stands in, that sees what the test holds before it. All but the decoding
//! is the page's own.

use serde_json::json;

use crate::many_results_added_up::{TALLY, a_code, assessed, go, paste};
use crate::poor_phones::phone_with;
use crate::support::browser::{Browser, Phone};
use crate::support::real::real_site;
use crate::support::server::{Host, Server};

/// `held` is what the reader sees, `tracks` all that the camera ever gave, `looks` how often it was looked through.
const READER: &str = "
    window.held = [];
    window.tracks = [];
    window.looks = 0;
    window.BarcodeDetector = class {
      static async getSupportedFormats() { return ['qr_code']; }
      async detect(video) {
        if (!video.videoWidth) throw new Error('no picture');
        window.looks += 1;
        return window.held.map(rawValue => ({ rawValue }));
      }
    };
    const devices = navigator.mediaDevices;
    const ask = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async wish => {
      const stream = await ask(wish);
      window.tracks.push(...stream.getTracks());
      return stream;
    };
    const list = devices.enumerateDevices.bind(devices);
    devices.enumerateDevices = async () => {
      const found = await list();
      setTimeout(() => { window.isListed = true; }, 0);
      return found;
    };";

const CAMERA: &str = "[data-camera]";

fn open(phone: Phone) -> (Server, Browser) {
    let server = Host::default().serve(&real_site().public);
    let browser = phone.open();
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": READER }));
    go(&browser, &server.url(TALLY));
    browser.wait("window.isListed");
    (server, browser)
}

/// Holds a code before the camera until it was looked at.
fn hold(browser: &Browser, code: &str) {
    browser.run("window.held = [arguments[0]]; window.looks = 0;", json!([code]));
    browser.wait("window.looks > 2");
}

fn live(browser: &Browser) -> u64 {
    browser.value("tracks.filter(track => track.readyState === 'live').length").as_u64().unwrap_or_default()
}

#[test]
fn codes_are_added_once_named_when_they_come_again_and_the_camera_is_let_go() {
    let (server, browser) = open(Phone::default().with_a_camera(true));
    assert!(browser.shows(CAMERA));
    assert_eq!(live(&browser), 0, "nothing is asked for before a tap");
    browser.tap(CAMERA);
    browser.wait("looks > 0");
    assert!(browser.shows("[data-video]"));
    assert_eq!(browser.attribute(CAMERA, "aria-pressed").as_deref(), Some("true"));

    let code = format!("{}#c={}", server.url(TALLY), a_code(9));
    hold(&browser, &code);
    assert_eq!(assessed(&browser), "1", "one code is one sheet, however long it is held");
    hold(&browser, &format!("{}#c={}", server.url(TALLY), a_code(7)));
    assert_eq!(assessed(&browser), "2");
    assert!(browser.shows("[data-say=added]"));
    hold(&browser, &code);
    assert_eq!(assessed(&browser), "2");
    assert!(browser.shows("[data-say=same]"), "that it was there already is said");
    hold(&browser, "WIFI:S:nha van hoa;;");
    assert!(browser.shows("[data-troubles] [data-when=no-code]:not([hidden])"), "another code is named as such");

    browser.tap(CAMERA);
    assert_eq!(live(&browser), 0, "a second tap lets the camera go");
    assert!(!browser.shows("[data-video]"));
    assert_eq!(browser.attribute(CAMERA, "aria-pressed").as_deref(), Some("false"));

    // Impatient fingers: on, off and on again before the first answer.
    let asked = browser.value("tracks.length").as_u64().unwrap_or_default();
    browser.run("for (let tap = 0; tap < 3; tap++) document.querySelector('[data-camera]').click();", json!([]));
    browser.wait(&format!("tracks.length === {asked} + 2 && !document.querySelector('[data-video]').hidden"));
    assert_eq!(live(&browser), 1, "what was asked for first is let go");

    // Somebody looks at another page.
    let tab = browser.open_tab();
    browser.go(&server.url(""));
    browser.go_to_tab(&tab);
    browser.wait("tracks.every(track => track.readyState === 'ended')");
    assert_eq!(browser.attribute(CAMERA, "aria-pressed").as_deref(), Some("false"));
    let asked = server.requests();
    assert!(asked.iter().all(|request| !request.contains("HT1")), "no code leaves the device");
}

#[test]
fn a_camera_that_is_refused_is_said_plainly_and_a_code_is_pasted() {
    let (_server, browser) = open(Phone::default().with_a_camera(false));
    browser.tap(CAMERA);
    browser.wait("!document.querySelector('[data-gave=no-camera]').hidden");
    assert_eq!(browser.attribute(CAMERA, "aria-pressed").as_deref(), Some("false"));
    assert!(!browser.shows("[data-video]"));
    paste(&browser, &a_code(9));
    assert_eq!(assessed(&browser), "1");
}

#[test]
fn where_there_is_no_camera_or_no_reader_none_is_offered_and_a_code_is_pasted() {
    let (_server, browser) = open(Phone::default());
    assert!(!browser.shows(CAMERA), "there is a reader and no camera");
    paste(&browser, &a_code(9));
    assert_eq!(assessed(&browser), "1");

    let server = Host::default().serve(&real_site().public);
    let browser = phone_with("delete window.BarcodeDetector;");
    go(&browser, &server.url(TALLY));
    assert!(!browser.shows(CAMERA), "there is no reader");
}
