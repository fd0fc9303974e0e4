//! The output folder may not be, hold, or lie in what is read, through links or not; what has a name that hoctap uses beside
//! it and is not hoctap's is named, never followed, never waited for.

use std::fs;

use tempfile::TempDir;

use crate::output_folder::{assert_same, beside, shell};
use crate::support::{Site, TODAY, minimal, tree};

/// A site with something in every folder that is read.
fn full() -> Site {
    minimal()
        .with("static/a.txt", "a")
        .with("themes/x/README.md", "x")
        .with(".git/HEAD", "ref: x")
        .with("notes/a.txt", "a")
}

#[test]
fn what_is_read_is_never_built_into() {
    let site = full().with("content/.hoctap", "hoctap\n").with(".hoctap", "hoctap\n").with(".git/.hoctap", "");
    let earlier = tree(site.root());
    for out in [
        ".",
        "..",
        "content",
        "content/articles",
        "content/new/deep",
        "static",
        "themes",
        "themes/x",
        ".git",
        ".git/x",
        ".hoctap-cache",
        ".hoctap-cache/x",
        "notes/..",
        "notes/../content",
        "/",
        "site.toml",
    ] {
        let refused = site.run(&["build", "--today", TODAY, "--out", out]).exits(2);
        assert!(refused.stderr.starts_with("lỗi: "), "{out}: {}", refused.stderr);
        assert_same(&earlier, &tree(site.root()));
    }
    // A part that the site has not yet.
    let site = minimal();
    for out in ["static", "themes/x", ".git/y"] {
        site.run(&["build", "--today", TODAY, "--out", out]).exits(2);
    }
    site.run(&["build", "--today", TODAY, "--out", "notes/deep/site"]).succeeds();
}

#[cfg(unix)]
#[test]
fn a_link_as_output_leads_neither_onto_the_site_nor_out_of_it() {
    use std::os::unix::fs::symlink;
    let other = TempDir::new().expect("another site");
    fs::write(other.path().join(".hoctap"), "hoctap\n").expect("its marker");
    fs::write(other.path().join("index.html"), "trang khác").expect("its page");
    let outside = other.path().to_str().expect("a plain path");
    for to in [".", "content", "content/articles", ".git", "static", "./notes/..", outside, "..", "/"] {
        let site = full().with(".hoctap", "hoctap\n").with("content/.hoctap", "hoctap\n");
        symlink(to, site.root().join("public")).expect("a link");
        let elsewhere = TempDir::new().expect("where the command runs");
        let root = site.root().to_str().expect("a plain path");
        let before = shell(&site, "find . -path ./public -prune -o -print | sort").stdout;
        for arguments in
            [&["--root", root, "build"][..], &["--root", root, "build", "--out", &format!("{root}/public")]]
        {
            let refused = crate::support::hoctap(elsewhere.path(), arguments, "").exits(2);
            assert!(refused.stderr.contains("public"), "{to}: {}", refused.stderr);
        }
        assert_eq!(before, shell(&site, "find . -path ./public -prune -o -print | sort").stdout, "{to}");
        assert!(site.root().join("public").is_symlink(), "{to}");
    }
    assert_eq!(tree(other.path()).len(), 2);
    assert_eq!(fs::read_to_string(other.path().join("index.html")).expect("its page"), "trang khác");
    // A link in the middle of the path, laid by the site, is no better.
    let site = full();
    symlink(outside, site.root().join("build")).expect("a link");
    site.run(&["build", "--today", TODAY, "--out", "build/site"]).exits(2);
    assert_eq!(tree(other.path()).len(), 2);
}

#[cfg(unix)]
#[test]
fn a_link_that_the_machine_has_outside_of_the_site_is_followed() {
    let machine = TempDir::new().expect("a machine");
    fs::create_dir_all(machine.path().join("srv/www")).expect("a folder");
    std::os::unix::fs::symlink("srv", machine.path().join("var")).expect("a link");
    let out = machine.path().join("var/www");
    let site = minimal();
    site.run(&["build", "--today", TODAY, "--out", out.to_str().expect("a plain path")]).succeeds();
    assert!(machine.path().join("srv/www/index.html").is_file());
    assert!(machine.path().join("var").is_symlink());
}

#[cfg(unix)]
#[test]
fn what_has_a_name_of_ours_beside_the_output_is_named_and_left_alone() {
    let make = [
        ("a pipe", "mkfifo"),
        ("a file", "printf x >"),
        ("a link to nothing", "ln -s khong-co"),
        ("a link to a folder", "ln -s ../notes"),
        ("a folder of somebody", "cp -r ../notes"),
    ];
    for (what, command) in make {
        for name in [".public.hoctap-new", ".public.hoctap-old", ".public.hoctap-lock"] {
            let site = full();
            site.build().succeeds();
            let laying = format!("mkdir -p x; cd x; {command} ../{name}");
            shell(&site, &laying).succeeds();
            let before = shell(&site, "ls -lR --time-style=+ .").stdout;
            let refused = shell(&site, &format!("timeout 60 hoctap build --today {TODAY}")).exits(2);
            assert!(refused.stderr.contains(name), "{what}, {name}: {}", refused.stderr);
            assert!(refused.stderr.contains("gợi ý: "), "{what}, {name}: {}", refused.stderr);
            assert_eq!(before, shell(&site, "ls -lR --time-style=+ .").stdout, "{what}, {name}");
        }
    }
}

#[test]
fn what_somebody_lays_into_a_half_of_ours_goes_to_the_output() {
    // What a killed run leaves: a folder with an open list.
    let site = minimal();
    site.build().succeeds();
    let site = site.with(".public.hoctap-new/.hoctap", "hoctap 2 open\n").with(".public.hoctap-new/giu/a.txt", "giữ");
    site.build().succeeds();
    assert_eq!(site.output("giu/a.txt"), "giữ");
    assert_eq!(beside(&site), Vec::<String>::new());
}

#[cfg(target_os = "linux")]
#[test]
fn a_lock_on_the_folder_of_the_site_is_no_matter_of_ours() {
    let site = minimal();
    shell(&site, &format!("timeout 120 flock . hoctap build --today {TODAY}")).succeeds();
    // Of our own lock it is said at once that somebody holds it.
    let line = format!("timeout 120 flock .public.hoctap-lock hoctap build --today {TODAY}");
    let refused = shell(&site, &line).exits(2);
    assert!(refused.stderr.contains("một lệnh hoctap khác đang dựng vào"), "{}", refused.stderr);
}
