//! Photographs as phones and messengers hand them over: with the place in them, in colours of their own, in half, or far too
//! large.

use expect_test::expect;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder as _, ImageEncoder as _, ImageFormat, Rgb, RgbImage};
use moxcms::ColorProfile;
use std::io::Cursor;

use super::{body, jpeg, photograph, png, with_picture};
use crate::markdown::with_body;
use crate::support::Site;

/// Stands in every place of a file that can hold a text: it may not come out anywhere.
const SECRET: &[u8] = b"GPSLatitude 10.775 nha-rieng";

/// EXIF that says how the camera was held and where, with a text besides.
fn exif(orientation: u8) -> Vec<u8> {
    let mut exif = b"II*\0\x08\0\0\0\x02\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    exif.extend([orientation, 0, 0, 0]);
    exif.extend(b"\x25\x88\x04\0\x01\0\0\0\x26\0\0\0\0\0\0\0");
    exif.extend(SECRET);
    exif
}

/// A JPEG with these segments behind its first two bytes, and something behind its end.
fn jpeg_with(jpeg: &[u8], segments: &[(u8, Vec<u8>)], behind: &[u8]) -> Vec<u8> {
    let mut bytes = jpeg[..2].to_vec();
    for (marker, contents) in segments {
        let length = u16::try_from(contents.len() + 2).expect("a short segment").to_be_bytes();
        bytes.extend([&[0xFF, *marker][..], &length, contents].concat());
    }
    [bytes, jpeg[2..].to_vec(), behind.to_vec()].concat()
}

fn chunk(name: &[u8], data: &[u8]) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    crc.update(name);
    crc.update(data);
    let length = u32::try_from(data.len()).expect("a short chunk").to_be_bytes();
    [&length[..], name, data, &crc.sum().to_be_bytes()].concat()
}

/// A PNG with these chunks behind its header, and something behind its end.
fn png_with(png: &[u8], chunks: &[(&[u8], Vec<u8>)], behind: &[u8]) -> Vec<u8> {
    let chunks: Vec<u8> = chunks.iter().flat_map(|(name, data)| chunk(name, data)).collect();
    [&png[..33], &chunks, &png[33..], behind].concat()
}

/// A `WebP` of the extended form with EXIF and XMP.
fn webp_with(picture: &DynamicImage) -> Vec<u8> {
    let mut simple = Cursor::new(Vec::new());
    picture.write_to(&mut simple, ImageFormat::WebP).expect("a picture in memory");
    let part = |name: &[u8], data: &[u8]| {
        let padding = if data.len() % 2 == 1 { &[0][..] } else { &[] };
        [name, &u32::try_from(data.len()).expect("short").to_le_bytes(), data, padding].concat()
    };
    let sides = [picture.width() - 1, picture.height() - 1].map(|side| side.to_le_bytes()[..3].to_vec()).concat();
    let parts = [
        part(b"VP8X", &[&[0x08 | 0x04, 0, 0, 0][..], &sides].concat()),
        simple.get_ref()[12..].to_vec(),
        part(b"EXIF", &exif(1)),
        part(b"XMP ", SECRET),
        part(b"none", SECRET),
    ]
    .concat();
    let length = u32::try_from(parts.len() + 4).expect("short").to_le_bytes();
    [&b"RIFF"[..], &length, b"WEBP", &parts, SECRET].concat()
}

fn gif_with(picture: &DynamicImage) -> Vec<u8> {
    let mut plain = Cursor::new(Vec::new());
    DynamicImage::from(picture.to_rgba8()).write_to(&mut plain, ImageFormat::Gif).expect("a picture in memory");
    let plain = plain.into_inner();
    let length = u8::try_from(SECRET.len()).expect("short");
    let block = [&[length][..], SECRET, &[0]].concat();
    let comment = [&[0x21, 0xFE][..], &block].concat();
    let xmp = [&[0x21, 0xFF, 11][..], b"XMP DataXMP", &block].concat();
    // In front of the end.
    let end = plain.len() - 1;
    [&plain[..end], &comment, &xmp, &plain[end..], SECRET].concat()
}

/// A picture of every kind with the secret in every place.
fn telling(orientation: u8) -> Vec<(&'static str, Vec<u8>)> {
    let (small, wide) = (photograph(60, 40), photograph(820, 120));
    let segments = [
        (0xE1, [&b"Exif\0\0"[..], &exif(orientation)].concat()),
        (0xE1, [&b"http://ns.adobe.com/xap/1.0/\0"[..], SECRET].concat()),
        (0xE2, [&b"MPF\0"[..], SECRET].concat()),
        (0xED, [&b"Photoshop 3.0\0"[..], SECRET].concat()),
        (0xFE, SECRET.to_vec()),
    ];
    let chunks = [
        (&b"eXIf"[..], exif(orientation)),
        (b"tEXt", [&b"Comment\0"[..], SECRET].concat()),
        (b"iTXt", [&b"XML:com.adobe.xmp\0\0\0\0\0"[..], SECRET].concat()),
        (b"prVt", SECRET.to_vec()),
    ];
    vec![
        ("nho.jpg", jpeg_with(&jpeg(&small), &segments, SECRET)),
        ("rong.jpg", jpeg_with(&jpeg(&wide), &segments, SECRET)),
        ("nho.png", png_with(&png(&small), &chunks, SECRET)),
        ("rong.png", png_with(&png(&wide), &chunks, SECRET)),
        ("nho.webp", webp_with(&small)),
        ("nho.gif", gif_with(&small)),
    ]
}

#[test]
fn no_published_byte_says_where_a_picture_was_taken() {
    for (orientation, shown_too) in [(1, false), (6, true)] {
        for (name, bytes) in telling(orientation) {
            for shown in ["", name].into_iter().take(1 + usize::from(shown_too)) {
                let site = with_body(&format!("![Lớp học](/{shown})\n\n[Tải](/{name})\n"));
                let site = if shown.is_empty() { with_body(&format!("[Tải](/{name})\n")) } else { site };
                let site = site.with(&format!("static/{name}"), &bytes);
                let told = site.build().succeeds().stderr;
                assert!(told.contains(&format!("static/{name}:1:1")) && told.contains("image-place"), "{name}: {told}");
                for (path, published) in site.public() {
                    for secret in [SECRET, b"GPSLatitude", b"nha-rieng"] {
                        let is_there = published.windows(secret.len()).any(|window| window == secret);
                        assert!(!is_there, "{name}, held {orientation}: {path} tells");
                    }
                }
                let original = &site.public()[name];
                let decoded = image::load_from_memory(original).expect("a picture");
                assert_eq!(decoded.to_rgb8(), image::load_from_memory(&bytes).expect("a picture").to_rgb8(), "{name}");
            }
        }
    }
}

#[test]
fn how_the_camera_was_held_stays() {
    for (name, bytes) in
        telling(6).into_iter().filter(|(name, _)| name.starts_with("nho.j") || name.starts_with("nho.p"))
    {
        let site = with_picture(name, bytes);
        site.build().succeeds();
        assert!(body(&site).contains("width=\"40\" height=\"60\""), "{name}: {}", body(&site));
        let original = site.public()[name].clone();
        let reader = image::ImageReader::new(Cursor::new(original)).with_guessed_format().expect("a picture");
        let orientation = reader.into_decoder().expect("a picture").orientation().expect("it says so");
        assert_eq!(orientation, image::metadata::Orientation::Rotate90, "{name}");
    }
}

#[test]
fn an_original_that_nobody_fetches_is_not_published() {
    let photo = jpeg(&photograph(820, 120));
    let site = with_picture("lop.jpg", photo.clone());
    let told = site.build().succeeds().stderr;
    assert!(!told.contains("image-heavy"), "readers fetch the smaller ones: {told}");
    let published: Vec<String> = site.public().into_keys().filter(|path| path.contains("lop")).collect();
    assert_eq!(published.len(), 4, "{published:?}");
    assert!(published.iter().all(|path| path.starts_with("hinh/")), "{published:?}");
    // Whatever else names it keeps it.
    let linked = with_body("![Lớp học](/lop.jpg)\n\n[Tải hình gốc](/lop.jpg)\n").with("static/lop.jpg", &photo);
    linked.build().succeeds();
    assert!(linked.public().contains_key("lop.jpg"));
    let styled = with_picture("lop.jpg", photo).with("static/kieu.css", "body { background: url(lop.jpg) }\n");
    styled.build().succeeds();
    assert!(styled.public().contains_key("lop.jpg"));
}

/// A red that screens of phones show and others do not, in the colours of such a phone.
fn in_display_p3(name: &str) -> Vec<u8> {
    let profile = ColorProfile::new_display_p3().encode().expect("a profile");
    let red: DynamicImage = RgbImage::from_pixel(900, 300, Rgb([200, 90, 60])).into();
    let mut bytes = Vec::new();
    if name.ends_with("png") {
        let mut encoder = image::codecs::png::PngEncoder::new(&mut bytes);
        encoder.set_icc_profile(profile).expect("PNG takes a profile");
        encoder.write_image(red.as_bytes(), 900, 300, red.color().into()).expect("a picture in memory");
    } else {
        let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 95);
        encoder.set_icc_profile(profile).expect("JPEG takes a profile");
        encoder.write_image(red.as_bytes(), 900, 300, red.color().into()).expect("a picture in memory");
    }
    bytes
}

#[test]
fn the_colours_of_a_phone_are_converted_in_smaller_pictures_and_kept_in_the_original() {
    for name in ["do.png", "do.jpg"] {
        let site = with_body(&format!("![Màu đỏ](/{name})\n\n[Tải](/{name})\n"));
        let site = site.with(&format!("static/{name}"), in_display_p3(name));
        site.build().succeeds();
        let public = site.public();
        // Worked out by the matrices of both: (200, 90, 60) of Display P3 is about this in sRGB.
        let expected = [216_u8, 81, 49];
        for (path, bytes) in public.iter().filter(|(path, _)| path.starts_with("hinh/")) {
            let shown = image::load_from_memory(bytes).expect("a picture").to_rgb8().get_pixel(100, 100).0;
            let is_near = shown.iter().zip(expected).all(|(shown, expected)| shown.abs_diff(expected) <= 6);
            assert!(is_near, "{path}: {shown:?}, not {expected:?}");
        }
        let reader = image::ImageReader::new(Cursor::new(&public[name])).with_guessed_format().expect("a picture");
        assert!(reader.into_decoder().expect("a picture").icc_profile().expect("read").is_some(), "{name}");
    }
}

fn cut(name: &str, bytes: &[u8]) -> Site {
    with_picture(name, bytes.to_vec())
}

#[test]
fn a_picture_that_arrived_in_half_is_an_error_in_check_and_in_build_shown_or_not() {
    for (name, bytes) in telling(1) {
        let bare = bytes.len() - SECRET.len();
        for end in [bare / 3, bare - 1] {
            for shown in [true, false] {
                let site = cut(name, &bytes[..end]);
                let site = if shown { site } else { site.with("content/bai.md", crate::support::page("Bài")) };
                let place = if shown { "content/bai.md:5:1" } else { &format!("static/{name}:1:1") };
                site.check().finds(&format!("{place} image-cut-off"));
                site.build().finds(&format!("{place} image-cut-off"));
                assert!(!site.root().join("public").exists());
            }
        }
        // Room was made for all of it, and the rest never came.
        let mut padded = bytes[..bare / 2].to_vec();
        padded.resize(bytes.len(), 0);
        let outcome = cut(name, &padded).check();
        assert_eq!(outcome.code, Some(1), "{name}: {}", outcome.stderr);
    }
}

#[test]
fn check_and_build_agree_on_points_that_cannot_be_unpacked() {
    let whole = png(&photograph(900, 600));
    // The chunk of points is whole by its length and sum, and holds half of them.
    let points = u32::from_be_bytes(whole[33..37].try_into().expect("four bytes")) as usize;
    let half = [&whole[..33], &chunk(b"IDAT", &whole[41..41 + points / 2]), &chunk(b"IEND", &[])].concat();
    let site = with_picture("dut.png", half);
    site.check().finds("static/dut.png:1:1 image-unreadable");
    site.build().finds("static/dut.png:1:1 image-unreadable");
}

#[test]
fn a_moving_png_moves_on() {
    let whole = png(&photograph(900, 600));
    let control = [&2_u32.to_be_bytes()[..], &0_u32.to_be_bytes()].concat();
    let moving = png_with(&whole, &[(b"acTL", control)], &[]);
    let site = with_picture("dong.png", moving.clone());
    site.build().succeeds();
    assert!(body(&site).contains("<img src=\"../dong.png\""), "{}", body(&site));
    assert_eq!(site.public()["dong.png"], moving);
}

#[test]
fn pictures_that_most_browsers_do_not_show_are_told_shown_or_not() {
    let heic = [&b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"[..], SECRET].concat();
    for (name, bytes) in [
        ("a.heic", &heic),
        ("a.jpg", &heic),
        ("a.avif", &[&b"\0\0\0\x18ftypavif"[..], SECRET].concat()),
        ("a.tif", &[&b"II*\0"[..], SECRET].concat()),
    ] {
        with_picture(name, bytes.clone()).check().finds("content/bai.md:5:1 image-");
        let unseen = with_body("Nội dung.\n").with(&format!("static/{name}"), bytes);
        unseen.check().finds(&format!("static/{name}:1:1 image-foreign"));
        unseen.build().exits(1);
    }
}

/// A PNG of a few bytes that promises points of so many bits, of gray (0) or of four parts (6).
fn promising(width: u32, height: u32, bits: u8, colour: u8) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[bits, colour, 0, 0, 0]].concat();
    let points = chunk(b"IDAT", &[0x78, 0x9c]);
    [&b"\x89PNG\r\n\x1a\n"[..], &chunk(b"IHDR", &header), &points, &chunk(b"IEND", &[])].concat()
}

#[test]
fn pictures_that_unpack_into_very_much_are_shown_as_they_are_and_told() {
    for (name, bomb) in [
        ("dai.png", promising(50_000_000, 1, 8, 0)),
        ("vuong.png", promising(7000, 7000, 16, 6)),
        ("cao.png", promising(641, 78_000, 8, 0)),
    ] {
        let site = with_picture(name, bomb);
        let told = site.build().succeeds().stderr;
        assert!(told.contains("content/bai.md:5:1") && told.contains("image-too-large"), "{name}: {told}");
        assert!(!site.public().keys().any(|path| path.starts_with("hinh/")), "{name}");
    }
}

#[test]
fn a_profile_that_unpacks_into_gigabytes_is_left_out() {
    use std::io::Write as _;
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..6 {
        packed.write_all(&vec![0; 1 << 20]).expect("into memory");
    }
    let profile = [&b"a\0\0"[..], &packed.finish().expect("into memory")].concat();
    let site = with_picture("mau.png", png_with(&png(&photograph(900, 600)), &[(b"iCCP", profile)], &[]));
    site.build().succeeds();
    assert!(site.public().keys().any(|path| path.starts_with("hinh/mau-400-")));
    assert!(!site.public()["mau.png"].windows(4).any(|name| name == b"iCCP"));
}

#[test]
fn the_words_for_broken_pictures_say_what_to_do() {
    let whole = jpeg(&photograph(900, 600));
    let site = with_body("![Ảnh đứt](/dut.jpg)\n\n![Ảnh lạ](/la.jpg)\n")
        .with("static/dut.jpg", &whole[..whole.len() / 2])
        .with("static/la.jpg", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic");
    let told = site.check().exits(1).stderr;
    let told: Vec<&str> = told.lines().skip(2).take(4).collect();
    expect![[r#"
        content/bai.md:5:1: lỗi[image-cut-off]: hình /dut.jpg mới về một nửa: tệp bị cắt ngang
          gợi ý: chép lại hình từ máy ảnh, điện thoại hoặc tải lại cho trọn; mở xem thấy đủ rồi đặt vào static
        content/bai.md:7:1: lỗi[image-foreign]: hình /la.jpg thuộc loại mà nhiều máy không mở được (HEIC, AVIF, TIFF)
          gợi ý: mở hình rồi lưu lại thành JPEG; trên iPhone: Cài đặt → Camera → Định dạng → Tương thích nhất"#]]
    .assert_eq(&told.join("\n"));
}
