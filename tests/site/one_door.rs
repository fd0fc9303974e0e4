//! What is read: the site's own files and nothing else, through links or not, whatever else lies in its folder.

use expect_test::expect;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::support::{Outcome, Site, TODAY, hoctap, is_kind, minimal, page, repository, tree};

mod names;
mod random_trees;

/// The findings alone, without their hints.
fn findings(outcome: &Outcome) -> String {
    outcome.stderr.lines().filter(|line| !line.starts_with("  ")).flat_map(|line| [line, "\n"]).collect()
}

#[cfg(unix)]
fn link(site: &Site, to: &str, at: &str) {
    let at = site.root().join(at);
    fs::create_dir_all(at.parent().expect("a folder above")).expect("a folder for the link");
    std::os::unix::fs::symlink(to, at).expect("a link");
}

#[cfg(unix)]
#[test]
fn a_link_stands_for_a_plain_file_of_its_own_part_of_the_site_and_for_nothing_else() {
    let site = minimal()
        .with(".git/config", "extraheader = SECRET\n")
        .with(".env", "TOKEN=SECRET\n")
        .with("static/co.txt", "có")
        .with("static/.well-known/security.txt", "Contact: SECRET")
        .with("content/articles/that.md", page("Thật"))
        .with("content/articles/ban-nhap.md.txt", "SECRET");
    for (to, at) in [
        ("co.txt", "static/duoc.txt"),
        ("../co.txt", "static/sau/duoc.txt"),
        ("that.md", "content/articles/ban-sao.md"),
    ] {
        link(&site, to, at);
    }
    site.build().succeeds();
    assert_eq!(site.output("duoc.txt"), "có");
    assert_eq!(site.output("sau/duoc.txt"), "có");
    assert!(site.output("bai-viet/ban-sao/index.html").contains("Thật"));
    for (to, at) in [
        ("../.git/config", "static/01.txt"),
        ("../.env", "static/02.txt"),
        ("../content/articles/that.md", "static/03.txt"),
        ("../site.toml", "static/04.txt"),
        (".well-known/security.txt", "static/05.txt"),
        ("duoc.txt", "static/06.txt"),
        ("07.txt", "static/07.txt"),
        ("/etc/hostname", "static/08.txt"),
        ("sau", "static/09"),
        ("sau/../co.txt", "static/10.txt"),
        ("khong-co.txt", "static/11.txt"),
        ("09/duoc.txt", "static/12.txt"),
        ("../../../../../../etc/hostname", "static/sau/13.txt"),
        ("../static/co.txt", "static/14.txt"),
        ("co.txt/x", "static/15.txt"),
        ("../../static/co.txt", "content/articles/16.md"),
        ("../../.env", "content/articles/17.md"),
        (".", "content/articles/18.md"),
    ] {
        link(&site, to, at);
    }
    link(&site, &site.root().join("static/co.txt").display().to_string(), "static/19.txt");
    let outcome = site.check().exits(1);
    assert!(!outcome.stderr.contains("SECRET"));
    expect![[r#"
        content/articles/16.md:1:1: lỗi[symbolic-link]: đây là liên kết tới một tệp ở ngoài content
        content/articles/17.md:1:1: lỗi[symbolic-link]: đây là liên kết tới một tệp ở ngoài content
        content/articles/18.md:1:1: lỗi[symbolic-link]: đây là liên kết tới một thư mục
        static/01.txt:1:1: lỗi[symbolic-link]: đây là liên kết tới một tệp ở ngoài static
        static/02.txt:1:1: lỗi[symbolic-link]: đây là liên kết tới một tệp ở ngoài static
        static/03.txt:1:1: lỗi[symbolic-link]: đây là liên kết tới một tệp ở ngoài static
        static/04.txt:1:1: lỗi[symbolic-link]: đây là liên kết tới một tệp ở ngoài static
        static/05.txt:1:1: lỗi[symbolic-link]: đây là liên kết tới một tệp ẩn
        static/06.txt:1:1: lỗi[symbolic-link]: đây là liên kết tới một liên kết khác, hoặc đi đường vòng
        static/07.txt:1:1: lỗi[symbolic-link]: đây là liên kết tới một liên kết khác, hoặc đi đường vòng
        static/08.txt:1:1: lỗi[symbolic-link]: đây là liên kết theo đường dẫn của riêng máy này
        static/09:1:1: lỗi[symbolic-link]: đây là liên kết tới một thư mục
        static/10.txt:1:1: lỗi[symbolic-link]: đây là liên kết tới một liên kết khác, hoặc đi đường vòng
        static/11.txt:1:1: lỗi[symbolic-link]: đây là liên kết tới một tệp không có
        static/12.txt:1:1: lỗi[symbolic-link]: đây là liên kết tới một liên kết khác, hoặc đi đường vòng
        static/14.txt:1:1: lỗi[symbolic-link]: đây là liên kết tới một tệp ở ngoài static
        static/15.txt:1:1: lỗi[symbolic-link]: đây là liên kết tới một tệp không có
        static/19.txt:1:1: lỗi[symbolic-link]: đây là liên kết theo đường dẫn của riêng máy này
        static/sau/13.txt:1:1: lỗi[symbolic-link]: đây là liên kết tới một tệp ở ngoài static
    "#]]
    .assert_eq(&errors(&outcome));
}

#[cfg(unix)]
#[test]
fn a_pipe_a_socket_and_links_to_them_are_findings_and_nobody_waits_for_them() {
    let site = minimal().with("static/co.txt", "có");
    let pipe = |at: &str| {
        let made = std::process::Command::new("mkfifo").arg(site.root().join(at)).status().expect("mkfifo");
        assert!(made.success());
    };
    for at in ["static/ong", "content/articles/ong.md", "themes/default/templates/ong.html"] {
        fs::create_dir_all(site.root().join(at).parent().expect("a folder above")).expect("a folder");
        pipe(at);
    }
    let _socket = std::os::unix::net::UnixListener::bind(site.root().join("static/o-cam")).expect("a socket");
    link(&site, "ong", "static/toi-ong");
    link(&site, "/dev/zero", "static/so-khong");
    expect![[r#"
        content/articles/ong.md:1:1: lỗi[not-a-file]: đây không phải một tệp thường
        static/o-cam:1:1: lỗi[not-a-file]: đây không phải một tệp thường
        static/ong:1:1: lỗi[not-a-file]: đây không phải một tệp thường
        static/so-khong:1:1: lỗi[symbolic-link]: đây là liên kết theo đường dẫn của riêng máy này
        static/toi-ong:1:1: lỗi[symbolic-link]: đây là liên kết tới một thứ không phải tệp thường
        themes/default/templates/ong.html:1:1: lỗi[not-a-file]: đây không phải một tệp thường
    "#]]
    .assert_eq(&errors(&site.check().exits(1)));
    let site = minimal();
    fs::remove_file(site.root().join("site.toml")).expect("the settings");
    let made = std::process::Command::new("mkfifo").arg(site.root().join("site.toml")).status().expect("mkfifo");
    assert!(made.success());
    site.check().finds("site.toml:1:1 not-a-file");
}

/// Of the findings, the errors.
fn errors(outcome: &Outcome) -> String {
    findings(outcome).lines().filter(|line| line.contains("lỗi[")).flat_map(|line| [line, "\n"]).collect()
}

#[cfg(unix)]
#[test]
fn the_settings_the_theme_and_the_parts_of_a_site_are_no_links() {
    let outside = tempfile::TempDir::new().expect("somebody else's folder");
    fs::write(outside.path().join("site.toml"), "title = \"Bí mật\"\n").expect("somebody else's file");
    let outside = outside.path().display().to_string();
    let site = minimal();
    fs::rename(site.root().join("site.toml"), site.root().join("that.toml")).expect("the settings");
    link(&site, "that.toml", "site.toml");
    site.check().finds("site.toml:1:1 symbolic-link");
    for part in ["content", "static", "themes"] {
        let site = minimal();
        drop(fs::rename(site.root().join(part), site.root().join("cho-khac")));
        link(&site, &outside, part);
        site.check().finds(&format!("{part}:1:1 symbolic-link"));
    }
    let site = minimal();
    link(&site, &outside, "themes/default");
    site.check().finds("themes/default:1:1 symbolic-link");
    let site = minimal().with("themes/default/x.css", "");
    link(&site, "../../site.toml", "themes/default/templates/page.html");
    site.check().finds("themes/default/templates/page.html:1:1 symbolic-link");
    let site = minimal().with("static", "một tệp");
    site.check().finds("static:1:1 not-a-folder");
    for theme in ["../content", ".", "default/templates", "/etc", ""] {
        let config = fs::read_to_string(minimal().root().join("site.toml")).expect("settings");
        let site = minimal().with("site.toml", format!("theme = \"{theme}\"\n{config}"));
        assert_eq!(site.check().code, Some(1), "{theme}");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_of_themes_that_may_not_be_read_is_said() {
    use std::os::unix::fs::PermissionsExt as _;
    let site = minimal().with("themes/default/style.css", "");
    let themes = site.root().join("themes");
    fs::set_permissions(&themes, fs::Permissions::from_mode(0o000)).expect("our own folder");
    let outcome = super::output_folder::run_as_an_ordinary_user(&site, &["check", "--today", TODAY]);
    fs::set_permissions(&themes, fs::Permissions::from_mode(0o755)).expect("our own folder");
    let stderr = outcome.exits(2).stderr;
    assert!(stderr.contains("themes") && stderr.contains("không có quyền đọc"), "{stderr}");
}

#[cfg(unix)]
#[test]
fn a_file_that_is_exchanged_for_a_link_while_it_is_read_is_not_followed() {
    let outside = tempfile::TempDir::new().expect("somebody else's folder");
    fs::create_dir(outside.path().join("sau")).expect("somebody else's folder");
    for path in ["mat.txt", "sau/x.txt"] {
        fs::write(outside.path().join(path), "SECRET").expect("somebody else's file");
    }
    let site = minimal();
    let files = [("static/x.txt", "mat.txt"), ("content/articles/x.md", "mat.txt")];
    let write = |path: &str| fs::write(site.root().join(path), page("Thật")).expect("a file");
    fs::create_dir_all(site.root().join("static/sau")).expect("a folder");
    write("static/sau/x.txt");
    for (path, _) in files {
        write(path);
    }
    let over = AtomicBool::new(false);
    let mut built = 0;
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let folder = site.root().join("static/sau");
            let (aside, new) = (site.root().join("aside"), site.root().join("new"));
            while !over.load(Ordering::Relaxed) {
                for (path, to) in files {
                    std::os::unix::fs::symlink(outside.path().join(to), &new).expect("a link");
                    fs::rename(&new, site.root().join(path)).expect("the exchange");
                    fs::write(&new, page("Thật")).expect("a file");
                    fs::rename(&new, site.root().join(path)).expect("the exchange back");
                }
                fs::rename(&folder, &aside).expect("the folder aside");
                std::os::unix::fs::symlink(outside.path().join("sau"), &folder).expect("a link");
                fs::remove_file(&folder).expect("the link");
                fs::rename(&aside, &folder).expect("the folder back");
            }
        });
        for _ in 0..30 {
            let outcome = site.build();
            assert!(matches!(outcome.code, Some(0..=2)), "{:?}: {}", outcome.code, outcome.stderr);
            if outcome.code == Some(0) {
                built += 1;
                for (path, bytes) in site.public() {
                    assert!(!bytes.windows(6).any(|part| part == b"SECRET"), "{path} holds what lies outside");
                }
            }
        }
        over.store(true, Ordering::Relaxed);
    });
    println!("{built} of 30 built");
}

#[test]
fn what_systems_and_editors_lay_beside_files_is_neither_read_nor_published_nor_reported() {
    let plain = minimal().with("static/anh/co.txt", "có").with("themes/default/strings/en.toml", "");
    plain.build().succeeds();
    let mut littered = minimal().with("static/anh/co.txt", "có").with("themes/default/strings/en.toml", "");
    for folder in ["content", "content/articles", "static", "static/anh", "themes/default", "themes/default/templates"]
    {
        for name in [
            ".DS_Store",
            "Thumbs.db",
            "desktop.ini",
            "._x.md",
            "._page.html",
            "~$x.docx",
            "x.md~",
            "page.html~",
            ".x.md.swp",
            "#x.md#",
            ".#y.md",
            ".git/config",
            ".gitkeep",
        ] {
            littered = littered.with(&format!("{folder}/{name}"), "{{ broken");
        }
        #[cfg(unix)]
        link(&littered, "an@may.1:1", &format!("{folder}/.#a.md"));
    }
    let (before, after) = (plain.check().succeeds(), littered.check().succeeds());
    assert_eq!(before.stderr, after.stderr);
    littered.build().succeeds();
    let names = |site: &Site| site.public().into_keys().collect::<Vec<_>>();
    assert_eq!(names(&plain), names(&littered));
}

#[test]
fn what_is_hidden_in_static_is_not_published_and_said_but_for_what_hosts_ask_for() {
    let site = minimal()
        .with("static/.env", "TOKEN")
        .with("static/.ssh/id", "KEY")
        .with("static/anh/.htpasswd", "x")
        .with("static/.well-known/security.txt", "Contact: mailto:a@b.example")
        .with("static/.well-known/.x", "x");
    let outcome = site.build().succeeds();
    let told: String = findings(&outcome)
        .lines()
        .filter(|line| line.contains("[hidden-file]"))
        .flat_map(|line| [line, "\n"])
        .collect();
    expect![[r#"
        static/.env:1:1: lưu ý[hidden-file]: tệp ẩn, tên mở đầu bằng dấu chấm, nên không lên trang
        static/.ssh:1:1: lưu ý[hidden-file]: tệp ẩn, tên mở đầu bằng dấu chấm, nên không lên trang
        static/.well-known/.x:1:1: lưu ý[hidden-file]: tệp ẩn, tên mở đầu bằng dấu chấm, nên không lên trang
        static/anh/.htpasswd:1:1: lưu ý[hidden-file]: tệp ẩn, tên mở đầu bằng dấu chấm, nên không lên trang
    "#]]
    .assert_eq(&told);
    let public = site.public();
    assert!(public.contains_key(".well-known/security.txt"));
    for path in [".env", ".ssh/id", "anh/.htpasswd", ".well-known/.x"] {
        assert!(!public.contains_key(path), "{path}");
    }
}

#[test]
fn what_a_user_names_may_lie_anywhere_and_be_a_link() {
    let (site, outside) = (minimal(), tempfile::TempDir::new().expect("a folder elsewhere"));
    let sheet = r#"{"set":"mau","answers":{}}"#;
    fs::write(outside.path().join("phieu.json"), sheet).expect("a sheet");
    #[cfg(unix)]
    std::os::unix::fs::symlink("phieu.json", outside.path().join("lien-ket.json")).expect("a link");
    for name in ["phieu.json", if cfg!(unix) { "lien-ket.json" } else { "phieu.json" }] {
        let path = outside.path().join(name).display().to_string();
        site.run(&["score", "mau", "--answers", &path, "--today", TODAY]).succeeds();
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(site.root(), outside.path().join("trang")).expect("a link to the site");
        hoctap(outside.path(), &["check", "--root", "trang", "--today", TODAY], "").succeeds();
    }
}

/// Sources that touch the disk themselves, and what for: none of them reads below a site for a build.
const ELSEWHERE: [(&str, &str); 7] = [
    ("pictures/cache.rs", "its own folder"),
    ("commands/new/", "new files"),
    ("cmd/export.rs", "a file that the user names"),
    ("cmd/import.rs", "a file that the user names"),
    ("cmd/named_files.rs", "files and folders that the user names"),
    ("tables/mod.rs", "a file that the user names"),
    ("criteria/tests.rs", "tests"),
];

/// How Rust reaches the disk.
const DOORS: [&str; 15] = [
    "std::fs",
    "fs::read",
    "fs::File",
    "File::open",
    "OpenOptions",
    "read_dir(",
    ".is_file()",
    ".is_dir()",
    ".is_symlink()",
    ".exists()",
    ".try_exists()",
    ".canonicalize()",
    ".symlink_metadata()",
    ".read_link()",
    "cap_std",
];

#[test]
fn nothing_but_the_room_of_the_disk_reaches_the_disk() {
    let sources = repository().join("generator/src");
    let elsewhere = |path: &str| path.starts_with("disk/") || ELSEWHERE.iter().any(|(file, _)| path.starts_with(file));
    for (path, text) in tree(&sources).into_iter().filter(|(path, _)| is_kind(path, "rs") && !elsewhere(path)) {
        let text = String::from_utf8(text).expect("a source is UTF-8");
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            let door = DOORS.iter().find(|door| line.contains(**door));
            assert_eq!(door, None, "generator/src/{path}:{}: read through `disk`: {line}", number + 1);
        }
    }
    for (file, what_for) in ELSEWHERE {
        assert!(sources.join(Path::new(file)).exists(), "{file} ({what_for}) is gone: take it off the list");
    }
}
