//! `.hoctap-cache/`, where smaller pictures are kept: never through a link, never unproved, and nobody else's file is removed.

use std::fs;
use std::io::Cursor;

use image::{ImageFormat, RgbImage};
use tempfile::TempDir;

use crate::support::{Site, minimal, tree};

/// A site with a picture that is made smaller.
fn with_picture() -> Site {
    let picture = RgbImage::from_fn(900, 600, |x, y| image::Rgb([(x % 251) as u8, (y % 241) as u8, 90]));
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Jpeg).expect("memory takes all");
    let text = "+++\ntitle = \"A\"\ndescription = \"Một câu.\"\n+++\n![Lớp học](/lop.jpg)\n";
    minimal().with("static/lop.jpg", bytes.into_inner()).with("content/articles/anh.md", text)
}

/// The name of the narrow one.
fn narrow(site: &Site) -> String {
    let names = tree(&site.root().join(".hoctap-cache")).into_keys();
    names.into_iter().find(|name| name.contains("-400-")).expect("a kept picture")
}

#[cfg(unix)]
#[test]
fn a_link_as_cache_is_said_and_nothing_behind_it_changes() {
    use std::os::unix::fs::symlink;
    let outside = TempDir::new().expect("somebody else's folder");
    for name in ["thesis.docx", "photo.jpg", "lop-400-0123456789.webp"] {
        fs::write(outside.path().join(name), "của người khác").expect("somebody else's file");
    }
    let before = tree(outside.path());
    for to in [outside.path().to_str().expect("a plain path"), ".", "content", "static", ".git", "khong-co"] {
        let site = with_picture().with(".git/HEAD", "ref: x");
        symlink(to, site.root().join(".hoctap-cache")).expect("a link");
        let outcome = site.build().succeeds();
        assert!(outcome.stderr.contains(".hoctap-cache:1:1: lưu ý[cache-not-used]"), "{to}: {}", outcome.stderr);
        assert!(site.root().join(".hoctap-cache").is_symlink());
        assert!(site.root().join("static/lop.jpg").is_file() && site.root().join(".git/HEAD").is_file(), "{to}");
        assert!(site.root().join("content/_index.md").is_file() && site.root().join("site.toml").is_file(), "{to}");
        assert_eq!(site.public().keys().filter(|path| path.starts_with("hinh/")).count(), 4, "{to}");
    }
    assert_eq!(before, tree(outside.path()));
}

#[cfg(unix)]
#[test]
fn links_in_the_cache_are_neither_published_nor_written_through() {
    use std::os::unix::fs::symlink;
    let secret = TempDir::new().expect("somebody else's folder");
    fs::write(secret.path().join("a"), "bí mật").expect("somebody else's file");
    let site = with_picture();
    site.build().succeeds();
    let (first, name) = (site.public(), narrow(&site));
    let cache = site.root().join(".hoctap-cache");
    for laid in [
        name.clone(),
        format!(".{name}.part"),
        ".gitignore".to_owned(),
        ".hoctap".to_owned(),
        ".hoctap.part".to_owned(),
    ] {
        fs::remove_dir_all(&cache).expect("the cache can go");
        fs::create_dir(&cache).expect("an empty one");
        symlink(secret.path().join("a"), cache.join(&laid)).expect("a link");
        site.build().succeeds();
        assert!(site.public() == first, "{laid}");
        assert_eq!(tree(secret.path())["a"], "bí mật".as_bytes(), "{laid}");
    }
}

#[test]
fn a_kept_picture_with_other_bytes_or_of_another_size_is_not_used() {
    let site = with_picture();
    site.build().succeeds();
    let (first, name) = (site.public(), narrow(&site));
    let file = site.root().join(".hoctap-cache").join(&name);
    let other = fs::read_dir(site.root().join(".hoctap-cache")).expect("the cache").flatten().map(|entry| entry.path());
    let other = other.into_iter().find(|path| path.to_string_lossy().contains("-800-")).expect("the wide one");
    for bytes in ["thay".into(), fs::read(other).expect("a kept picture")] {
        fs::write(&file, bytes).expect("the cache can be written");
        site.build().succeeds();
        assert!(site.public() == first);
    }
}

#[test]
fn files_of_somebody_else_in_the_cache_stay() {
    let site = with_picture();
    site.build().succeeds();
    let laid = [
        "ghi-chu.txt",
        "lop.jpg",
        "-400-0123456789.webp",
        "lop-400-012345678.webp",
        "lop-x-0123456789.jpg",
        "a/b-400-0123456789.jpg",
    ];
    let site = laid.iter().fold(site, |site, name| site.with(&format!(".hoctap-cache/{name}"), "của tôi"));
    site.build().succeeds();
    for name in laid {
        assert!(site.root().join(".hoctap-cache").join(name).is_file(), "{name}");
    }
}
