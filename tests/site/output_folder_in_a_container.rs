//! An output folder that cannot be exchanged for another: a volume of a container, or a folder in a closed one. It is filled
//! in place, by the same rules.

#![cfg(target_os = "linux")]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use crate::output_folder::{as_an_ordinary_user, shell};
use crate::support::{Site, TODAY, minimal, page};

/// Whether this machine lets us mount a disk for one command.
fn can_mount() -> bool {
    let tried = Command::new("unshare").args(["-m", "sh", "-c", "mount -t tmpfs none /mnt"]).output();
    tried.is_ok_and(|output| output.status.success())
}

#[test]
fn a_volume_is_filled_in_place_and_what_is_not_ours_stays_in_it() {
    if !can_mount() {
        return;
    }
    let site =
        minimal().with("content/articles/hai.md", page("Hai")).with("static/a.txt", "a").with("static/b/c.txt", "c");
    // All of it in one namespace: the disk is gone with it.
    let steps = format!(
        r#"set -e; mkdir m; mount -t tmpfs none m
        hoctap build --today {TODAY} --out m
        test -f m/bai-viet/hai/index.html
        touch -d 2020-01-01 m/index.html; mkdir m/.git; echo x > m/.git/HEAD; echo cname > m/CNAME
        rm content/articles/hai.md; rm static/a.txt; mkdir static/a.txt; echo d > static/a.txt/d.txt; rm -r static/b; echo b > static/b
        hoctap build --today {TODAY} --out m
        test ! -e m/bai-viet/hai; test "$(cat m/.git/HEAD)" = x; test "$(cat m/CNAME)" = cname
        test "$(cat m/a.txt/d.txt)" = d; test "$(cat m/b)" = b
        test "$(stat -c %y m/404.html)" != ""
        echo mine > m/index.html
        ! hoctap build --today {TODAY} --out m
        test "$(cat m/index.html)" = mine
        ls -A m | grep -c '^.hoctap' "#
    );
    let outcome = shell(&site, &format!("unshare -m sh -c '{}'", steps.replace('\'', r"'\''"))).succeeds();
    assert!(outcome.stdout.ends_with("\n1\n"), "only the list is left: {}", outcome.stdout);
    assert!(outcome.stderr.contains("m có tệp không do hoctap ghi"), "{}", outcome.stderr);
}

#[cfg(debug_assertions)]
#[test]
fn a_run_that_is_killed_while_it_fills_a_volume_leaves_every_file_whole() {
    if !can_mount() {
        return;
    }
    let site = crate::support::site("-- static/x.txt --\nmới\n");
    // Each file is the old one or the new one at every moment, and the next run finishes the work.
    let steps = format!(
        r#"set -e; mkdir m; mount -t tmpfs none m; echo cu > static/x.txt; echo s > static/stale.txt
        hoctap build --today {TODAY} --out m >/dev/null
        cp -a m old; echo giu > m/CNAME; echo moi > static/x.txt; rm static/stale.txt
        hoctap build --today {TODAY} --out new >/dev/null
        for step in $(seq 0 7 2000); do
            status=0; HOCTAP_DIES_AT=$step hoctap build --today {TODAY} --out m >/dev/null || status=$?
            test "$(cat m/CNAME)" = giu
            for file in $(cd m; find . -type f ! -path "./.hoctap*" ! -name CNAME); do
                cmp -s m/$file old/$file || cmp -s m/$file new/$file || {{ echo "$step $file"; exit 1; }}
            done
            test $status != 0 || exit 0
            test $status = 137
        done; exit 1"#
    );
    shell(&site, &format!("unshare -m sh -c '{}'", steps.replace('\'', r"'\''"))).succeeds();
}

/// Makes a folder and all in it the ordinary user's, where we are root.
fn give_away(site: &Site, path: &str) {
    if fs::metadata(site.root()).map(|metadata| std::os::unix::fs::MetadataExt::uid(&metadata)).ok() == Some(0) {
        shell(site, &format!("chown -R 65534:65534 {path}")).succeeds();
    }
}

#[test]
fn a_folder_in_a_closed_one_is_filled_in_place() {
    let site = minimal();
    fs::create_dir(site.root().join("public")).expect("a folder");
    give_away(&site, "public");
    // Closed to somebody who does not own it; the owner of everything writes anyway, and both ways give the site.
    as_an_ordinary_user(&site).succeeds();
    assert!(site.public().contains_key("index.html"));
    let site = site.with("content/articles/hai.md", page("Hai"));
    as_an_ordinary_user(&site).succeeds();
    assert!(site.public().contains_key("bai-viet/hai/index.html"));
    assert!(!site.root().join("public/.hoctap-new").exists() && !site.root().join("public/.hoctap-lock").exists());
}

#[test]
fn an_old_version_that_cannot_be_removed_is_said_and_the_new_one_stands() {
    let site = minimal();
    give_away(&site, ".");
    if as_an_ordinary_user(&site).code != Some(0) {
        return;
    }
    let closed = site.root().join("public/bai-viet/dau-tien");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o555)).expect("our own folder");
    let site = site.replacing("content/_index.md", "Trang đầu", "Trang đầu mới");
    give_away(&site, "content");
    let outcome = as_an_ordinary_user(&site).succeeds();
    assert!(outcome.stderr.contains("old-output-left"), "{}", outcome.stderr);
    assert!(site.output("index.html").contains("Trang đầu mới"));
}
