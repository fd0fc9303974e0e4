//! Pictures: their size stands in the page, wide ones come in smaller sizes, and what was made once is kept.

mod phones;

use std::io::Cursor;

use expect_test::expect;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

use crate::markdown::{body_of, with_body};
use crate::support::{Site, is_kind, tree};

/// A picture like a photograph: no two neighbours are alike.
fn photograph(width: u32, height: u32) -> DynamicImage {
    let mut seed = 7_u32;
    RgbImage::from_fn(width, height, |x, y| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let noise = u8::try_from(seed >> 28).expect("four bits");
        let part = |value: u32, of: u32| u8::try_from(value * 200 / of).expect("200 at most");
        Rgb([part(x, width) + noise, part(y, height) + noise, 90 + noise])
    })
    .into()
}

fn png(picture: &DynamicImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png).expect("a picture in memory");
    bytes.into_inner()
}

fn jpeg(picture: &DynamicImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 92).encode_image(picture).expect("a picture in memory");
    bytes
}

/// A JPEG that says that the camera was held upright: the picture is turned by 90 degrees.
fn turned(jpeg: &[u8]) -> Vec<u8> {
    let exif: &[u8] = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
    let length = u16::try_from(exif.len() + 2).expect("a short header").to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, exif, &jpeg[2..]].concat()
}

fn with_picture(name: &str, bytes: Vec<u8>) -> Site {
    with_body(&format!("![Lớp học buổi tối](/{name} \"Tối\")\n")).with(&format!("static/{name}"), bytes)
}

/// The page without the hashes of files.
fn body(site: &Site) -> String {
    let html = site.output("bai/index.html");
    let parts: Vec<&str> = body_of(&html).split('-').collect();
    let is_hash = |part: &str| part.get(..10).is_some_and(|hash| hash.bytes().all(|byte| byte.is_ascii_hexdigit()));
    parts
        .into_iter()
        .map(|part| if is_hash(part) { format!("<hash>{}", &part[10..]) } else { part.to_owned() })
        .collect::<Vec<_>>()
        .join("-")
}

#[test]
fn the_size_of_every_kind_of_picture_stands_in_the_page() {
    let small = photograph(60, 40);
    let mut webp = Cursor::new(Vec::new());
    small.write_to(&mut webp, ImageFormat::WebP).expect("a picture in memory");
    let mut gif = Cursor::new(Vec::new());
    DynamicImage::from(small.to_rgba8()).write_to(&mut gif, ImageFormat::Gif).expect("a picture in memory");
    for (name, bytes) in [
        ("a.png", png(&small)),
        ("a.jpg", jpeg(&small)),
        ("A.JPEG", jpeg(&small)),
        ("a.webp", webp.into_inner()),
        ("a.gif", gif.into_inner()),
        ("a.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 60 40\"/>".to_vec()),
    ] {
        let site = with_picture(name, bytes);
        site.build().succeeds();
        let expected = format!(
            "<p><img src=\"../{name}\" alt=\"Lớp học buổi tối\" title=\"Tối\" width=\"60\" height=\"40\" loading=\"lazy\"></p>"
        );
        assert_eq!(body(&site), expected, "{name}");
        assert!(!site.root().join(".hoctap-cache").exists(), "{name}: nothing was made");
    }
}

#[test]
fn a_wide_photograph_comes_in_widths_that_phones_show() {
    let original = jpeg(&photograph(1600, 900));
    let site = with_picture("Lớp học.jpg", original.clone());
    let site = site.replacing("content/bai.md", "/Lớp học.jpg \"Tối\"", "</Lớp học.jpg>");
    site.build().succeeds();
    expect![[r#"<p><picture><source type="image/webp" srcset="../hinh/lop-hoc-400-<hash>.webp 400w, ../hinh/lop-hoc-800-<hash>.webp 800w, ../hinh/lop-hoc-1264-<hash>.webp 1264w" sizes="(min-width: 700px) 632px, calc(100vw - 32px)"><img src="../hinh/lop-hoc-800-<hash>.jpg" alt="Lớp học buổi tối" width="1600" height="900" loading="lazy"></picture></p>"#]].assert_eq(&body(&site));
    let made: Vec<_> = site.public().into_iter().filter(|(path, _)| path.starts_with("hinh/")).collect();
    assert_eq!(made.len(), 4, "three widths and one for what reads no WebP");
    for (path, bytes) in &made {
        let picture = image::load_from_memory(bytes).expect("a picture that can be read");
        let width: u32 = path.split('-').rev().nth(1).and_then(|width| width.parse().ok()).expect("its width");
        assert_eq!((picture.width(), picture.height()), (width, 900 * width / 1600), "{path}");
        assert!(bytes.len() < original.len() / 2, "{path}: {} of {}", bytes.len(), original.len());
        assert_eq!(is_kind(path, "webp"), image::guess_format(bytes).ok() == Some(ImageFormat::WebP), "{path}");
    }
}

#[test]
fn a_picture_with_two_points_for_a_pixel_is_shown_at_half_its_width() {
    let site = with_picture("man-hinh@2x.png", png(&photograph(721, 900)));
    site.build().succeeds();
    let body = body(&site);
    assert!(
        body.contains("/man-hinh@2x.png\" alt=\"Lớp học buổi tối\" title=\"Tối\" width=\"361\" height=\"450\""),
        "{body}"
    );
    assert!(!body.contains("<source"), "it is no larger than it is shown: {body}");
}

#[test]
fn a_wide_drawing_stays_exact_where_that_is_smaller() {
    let drawing =
        RgbImage::from_fn(1000, 500, |x, y| if (x / 100 + y / 100) % 2 == 0 { Rgb([255; 3]) } else { Rgb([20; 3]) });
    let site = with_picture("ban.png", png(&drawing.into()));
    site.build().succeeds();
    let public = site.public();
    let (_, exact) = public.iter().find(|(path, _)| path.starts_with("hinh/ban-1000-")).expect("its own width");
    let shown = image::load_from_memory(exact).expect("a picture").to_rgb8();
    assert!(shown.pixels().all(|pixel| matches!(pixel.0, [255, 255, 255] | [20, 20, 20])), "no pixel is in between");
    assert!(body(&site).contains("<img src=\"../ban.png\""), "{}", body(&site));
}

#[test]
fn a_picture_from_a_camera_held_upright_stands_upright() {
    let site = with_picture("dung.jpg", turned(&jpeg(&photograph(900, 700))));
    site.build().succeeds();
    assert!(body(&site).contains("width=\"700\" height=\"900\""), "{}", body(&site));
    let public = site.public();
    let (_, small) = public.iter().find(|(path, _)| path.starts_with("hinh/dung-400-")).expect("a smaller one");
    let small = image::load_from_memory(small).expect("a picture").to_rgb8();
    assert_eq!((small.width(), small.height()), (400, 514));
    assert!(small.get_pixel(390, 10)[1] < small.get_pixel(10, 10)[1] + 40, "left is what was below");
}

#[test]
fn what_was_made_is_kept_and_what_nobody_shows_is_forgotten() {
    let site = with_picture("lop.jpg", jpeg(&photograph(900, 600)));
    site.build().succeeds();
    let cache = site.root().join(".hoctap-cache");
    let kept = tree(&cache);
    assert_eq!(kept.get(".gitignore").map(Vec::as_slice), Some(&b"*\n"[..]));
    assert_eq!(kept.len(), 6, "with its list: {:?}", kept.keys());
    let first = site.public();

    let name = kept.keys().find(|name| name.contains("-400-")).expect("the narrow one").clone();
    let changed = std::fs::metadata(cache.join(&name)).and_then(|file| file.modified()).expect("a kept picture");
    std::fs::write(cache.join("cu-400-0123456789.webp"), "old").expect("the cache can be written");
    site.build().succeeds();
    let again = std::fs::metadata(cache.join(&name)).and_then(|file| file.modified()).expect("a kept picture");
    assert_eq!(changed, again, "it was not made anew");
    assert!(!cache.join("cu-400-0123456789.webp").exists());

    std::fs::remove_dir_all(&cache).expect("the cache can go");
    site.build().succeeds();
    assert!(site.public() == first, "made anew, byte for byte");
    let site = site.with("static/lop.jpg", jpeg(&photograph(640, 600)));
    site.build().succeeds();
    assert_eq!(tree(&cache).keys().collect::<Vec<_>>(), [".gitignore", ".hoctap"]);
}

#[test]
fn a_check_makes_and_writes_nothing() {
    let site = with_picture("lop.jpg", jpeg(&photograph(900, 600)));
    let before = tree(site.root());
    site.check().succeeds();
    assert!(tree(site.root()) == before);
}

#[test]
fn heavy_and_broken_pictures_are_told() {
    let heavy = jpeg(&photograph(2400, 1800));
    let whole = jpeg(&photograph(900, 600));
    let site = with_body("![Ảnh nặng](/nang@2x.jpg)\n\n![Ảnh hỏng](/hong.png)\n\n![Ảnh đứt](/dut.jpg)\n\n![Bảng](/bang.csv)\n\n![Đầu trang](@/_index.md)\n")
        .with("static/nang@2x.jpg", heavy)
        .with("static/hong.png", "not a picture")
        .with("static/bang.csv", "a,b\n")
        .with("static/dut.jpg", &whole[..200]);
    expect![[r#"
        site.toml:1:1: lưu ý[no-base-url]: chưa có địa chỉ của trang: bỏ qua địa chỉ chính tắc, thẻ chia sẻ, sitemap.xml và atom.xml
          gợi ý: thêm base_url = "https://…/" vào site.toml, hoặc dùng --base-url
        content/bai.md:5:1: lưu ý[image-heavy]: hình /nang@2x.jpg nặng 1172 KB, quá 200 KB
          gợi ý: thu nhỏ hoặc nén hình trước khi đưa vào static: mỗi byte là tiền mạng của người dùng
        content/bai.md:7:1: lỗi[image-unreadable]: không đọc được hình /hong.png
          gợi ý: mở hình bằng phần mềm xem ảnh rồi lưu lại thành PNG, JPEG, WebP, GIF hoặc SVG
        content/bai.md:9:1: lỗi[image-cut-off]: hình /dut.jpg mới về một nửa: tệp bị cắt ngang
          gợi ý: chép lại hình từ máy ảnh, điện thoại hoặc tải lại cho trọn; mở xem thấy đủ rồi đặt vào static
        content/bai.md:11:1: lỗi[image-unreadable]: không đọc được hình /bang.csv
          gợi ý: mở hình bằng phần mềm xem ảnh rồi lưu lại thành PNG, JPEG, WebP, GIF hoặc SVG
        content/bai.md:13:1: lỗi[image-outside]: hình @/_index.md không nằm trong trang
          gợi ý: chép hình vào thư mục static rồi viết ![hình vẽ gì](/ten-hinh.png): trang chỉ tải tệp của chính mình
    "#]].assert_eq(&site.check().exits(1).stderr);
}

/// A PNG of a few bytes that says that it has this many points.
fn promising(width: u32, height: u32) -> Vec<u8> {
    let chunk = |name: &[u8], data: &[u8]| {
        let mut crc = flate2::Crc::new();
        crc.update(name);
        crc.update(data);
        let length = u32::try_from(data.len()).expect("a few bytes").to_be_bytes();
        [&length[..], name, data, &crc.sum().to_be_bytes()].concat()
    };
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    [&b"\x89PNG\r\n\x1a\n"[..], &chunk(b"IHDR", &header), &chunk(b"IDAT", &[0x78, 0x9c]), &chunk(b"IEND", &[])].concat()
}

#[test]
fn a_small_file_that_promises_points_without_end_is_never_unpacked() {
    let site = with_picture("bom.png", promising(60_000, 60_000));
    site.build().succeeds();
    assert!(body(&site).contains("<img src=\"../bom.png\""), "{}", body(&site));
    assert!(!site.public().keys().any(|path| path.starts_with("hinh/")), "its smaller ones would need 10 GB");
}
