//! The folder that a build writes: swapped in whole, never half, never somebody else's.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use expect_test::expect;

use crate::support::{Outcome, Site, TODAY, Tree, hoctap, hoctap_in_the_background, minimal, page, samples, tree};

#[test]
fn two_builds_on_one_day_give_the_same_bytes() {
    let (one, two) = (minimal(), minimal());
    one.build().succeeds();
    two.build().succeeds();
    assert!(!one.public().is_empty());
    assert_same(&one.public(), &two.public());
}

#[test]
fn building_again_over_the_earlier_site_gives_the_same_bytes() {
    let site = minimal();
    site.build().succeeds();
    let first = site.public();
    site.build().succeeds();
    assert_same(&first, &site.public());
}

#[test]
fn what_is_gone_from_the_content_is_gone_from_the_site() {
    let site = minimal().with("content/articles/hai.md", page("Hai"));
    site.build().succeeds();
    assert!(site.public().contains_key("bai-viet/hai/index.html"));
    fs::remove_file(site.root().join("content/articles/hai.md")).expect("the article was just written");
    site.build().succeeds();
    assert!(!site.public().contains_key("bai-viet/hai/index.html"));
}

#[test]
fn a_draft_is_built_only_when_asked_for() {
    let site = minimal();
    site.build().succeeds();
    assert!(!site.public().contains_key("bai-viet/ban-nhap/index.html"));
    site.run(&["build", "--today", TODAY, "--drafts"]).succeeds();
    assert!(site.public().contains_key("bai-viet/ban-nhap/index.html"));
}

#[test]
fn a_folder_that_hoctap_did_not_make_is_refused_and_stays_as_it_is() {
    let site = minimal().with("public/photos/tet.txt", "ảnh Tết");
    let refused = site.build().exits(2);
    assert!(refused.stderr.contains("public"), "it says which folder:\n{}", refused.stderr);
    let left: Vec<String> = site.public().into_keys().collect();
    assert_eq!(left, ["photos/tet.txt"]);
}

#[test]
fn an_empty_folder_may_be_filled() {
    let site = minimal();
    fs::create_dir(site.root().join("public")).expect("a fresh folder");
    site.build().succeeds();
    assert!(site.public().contains_key("index.html"));
}

#[test]
fn a_build_that_fails_leaves_the_earlier_site_untouched() {
    let site = minimal();
    site.build().succeeds();
    let earlier = site.public();
    let site = site.with("content/articles/hong.md", "+++\ntitle = \"Hỏng\"\n+++\nKhông có mô tả.\n");
    site.build().finds("content/articles/hong.md missing-key");
    assert_same(&earlier, &site.public());
}

#[test]
fn a_build_that_is_killed_at_any_moment_leaves_a_whole_site_and_the_next_one_cleans_up() {
    const MOMENTS: u32 = 200;
    let site = minimal();
    site.build().succeeds();
    let earlier = site.public();
    let site = site.replacing("content/_index.md", "Trang đầu", "Trang đầu mới");
    let measured = || {
        let start = Instant::now();
        hoctap(site.root(), &["build", "--today", TODAY, "--out", "measured"], "");
        start.elapsed()
    };
    // A little beyond its end, undisturbed: the moments of the exchange are the last ones.
    let whole = measured().min(measured()).min(measured()) * 5 / 4;
    for moment in 0..MOMENTS {
        let mut build = hoctap_in_the_background(site.root(), &["build", "--today", TODAY]);
        std::thread::sleep(whole * moment / MOMENTS);
        build.kill().expect("it runs, or is over");
        build.wait().expect("it was started");
        let left = site.public();
        let is_new = left.get("index.html").is_some_and(|home| String::from_utf8_lossy(home).contains("Trang đầu mới"));
        assert!(left == earlier || (is_new && left.len() == earlier.len()), "at {moment}: {} files", left.len());
    }
    site.build().succeeds();
    assert!(site.output("index.html").contains("Trang đầu mới"));
    assert_eq!(beside(&site), Vec::<String>::new());
}

/// What lies beside the output folder under its name.
pub(crate) fn beside(site: &Site) -> Vec<String> {
    tree(site.root()).into_keys().filter(|path| path.starts_with(".public")).collect()
}

#[test]
fn a_site_that_was_taken_away_in_the_middle_of_the_exchange_is_brought_back() {
    // Where a system cannot exchange two folders in one step, this is the moment between the two.
    let site = minimal();
    site.build().succeeds();
    let earlier = site.public();
    fs::rename(site.root().join("public"), site.root().join(".public.hoctap-old")).expect("the moment between");
    let site = site.with("content/articles/hong.md", "+++\ntitle = \"Hỏng\"\n+++\nKhông có mô tả.\n");
    site.build().exits(1);
    assert_same(&earlier, &site.public());
    assert_eq!(beside(&site), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_stays_a_link_and_the_folder_is_filled() {
    let site = minimal();
    fs::create_dir(site.root().join("elsewhere")).expect("a folder");
    std::os::unix::fs::symlink("elsewhere", site.root().join("public")).expect("a link");
    site.build().succeeds();
    site.build().succeeds();
    assert!(site.root().join("public").is_symlink());
    assert!(site.root().join("elsewhere/index.html").is_file());
}

#[test]
fn two_builds_at_once_do_not_mix() {
    let mut site = minimal();
    for number in 0..100 {
        site = site.with(&format!("content/articles/bai-{number}.md"), page(&format!("Bài {number}")));
    }
    site.build().succeeds();
    let expected = site.public();
    let builds = || {
        std::thread::scope(|scope| {
            [scope.spawn(|| site.build()), scope.spawn(|| site.build())].map(|build| build.join().expect("no panic"))
        })
    };
    let mut refused = 0;
    for _ in 0..5 {
        for outcome in builds() {
            match outcome.code {
                Some(0) => {}
                Some(2) => {
                    assert!(outcome.stderr.contains("một lệnh hoctap khác đang dựng vào"), "{}", outcome.stderr);
                    refused += 1;
                }
                other => panic!("{other:?}: {}", outcome.stderr),
            }
        }
        assert_same(&expected, &site.public());
    }
    assert!(refused > 0, "no two of them ever met");
    assert_eq!(beside(&site), Vec::<String>::new());
}

/// Runs a shell line in the site; `hoctap build` in it is the command.
#[cfg(unix)]
pub(crate) fn shell(site: &Site, line: &str) -> Outcome {
    let line = line.replace("hoctap build", concat!(env!("CARGO_BIN_EXE_hoctap"), " build"));
    let output = Command::new("sh").args(["-c", &line]).current_dir(site.root()).output().expect("a shell");
    let text = |bytes| String::from_utf8(bytes).expect("hoctap writes UTF-8");
    Outcome { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

#[cfg(unix)]
#[test]
fn a_disk_that_takes_no_more_leaves_the_earlier_site_and_no_rest() {
    let site = minimal();
    site.build().succeeds();
    let earlier = site.public();
    // No file over 4 kB: the style sheet is larger. The signal that comes with it is kept away, as a full disk sends none.
    let refused = shell(&site, &format!("trap '' XFSZ; ulimit -f 8; hoctap build --today {TODAY}")).exits(2);
    assert!(refused.stderr.contains("tệp lớn quá mức máy cho phép"), "{}", refused.stderr);
    assert!(refused.stderr.contains("những gì có từ trước vẫn còn nguyên"), "{}", refused.stderr);
    assert_same(&earlier, &site.public());
    assert_eq!(beside(&site), Vec::<String>::new());
}

/// The command, run by somebody who is not root; root may write anywhere.
#[cfg(unix)]
pub(crate) fn as_an_ordinary_user(site: &Site) -> Outcome {
    run_as_an_ordinary_user(site, &["build", "--today", TODAY])
}

/// A copy of the command that everybody may run. Another program makes it: a file that this one has open to write may still
/// be open in a child that is about to start, and then it cannot be run.
#[cfg(unix)]
pub(crate) fn copied_command(folder: &Path) -> std::path::PathBuf {
    let copy = folder.join("hoctap");
    let status = Command::new("cp").arg(env!("CARGO_BIN_EXE_hoctap")).arg(&copy).status();
    assert!(status.is_ok_and(|status| status.success()), "hoctap was built for this test");
    copy
}

#[cfg(unix)]
pub(crate) fn run_as_an_ordinary_user(site: &Site, arguments: &[&str]) -> Outcome {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    use std::os::unix::process::CommandExt as _;
    let folder = tempfile::TempDir::new().expect("a folder for the command");
    let program = copied_command(folder.path());
    for open in [folder.path(), site.root()] {
        fs::set_permissions(open, fs::Permissions::from_mode(0o755)).expect("our own folder");
    }
    let mut command = Command::new(&program);
    command.args(arguments).current_dir(site.root());
    if fs::metadata(folder.path()).expect("our own folder").uid() == 0 {
        command.uid(65_534).gid(65_534);
    }
    let output = command.output().expect("the copy runs");
    let text = |bytes| String::from_utf8(bytes).expect("hoctap writes UTF-8");
    Outcome { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_or_read_is_named_and_nothing_changes() {
    use std::os::unix::fs::PermissionsExt as _;
    let set = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("our own file");
    let site = minimal();
    site.build().succeeds();
    let earlier = site.public();
    set(site.root(), 0o555);
    let refused = as_an_ordinary_user(&site);
    // Not root, it owns the folder, and the copy opened it again: only what root made is closed to it.
    if refused.code != Some(0) {
        assert!(refused.exits(2).stderr.contains("không có quyền đọc hoặc ghi"));
        assert_same(&earlier, &site.public());
    }
    let article = site.root().join("content/articles/dau-tien.md");
    set(&article, 0o000);
    let refused = as_an_ordinary_user(&site).exits(2);
    assert!(refused.stderr.contains("không có quyền"), "{}", refused.stderr);
    set(&article, 0o644);
}

#[test]
fn a_file_that_vanishes_while_it_is_read_ends_the_build_in_peace() {
    let site = minimal();
    site.build().succeeds();
    let names: Vec<_> = (0..40).map(|number| site.root().join(format!("content/articles/nhay-{number}.md"))).collect();
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                for name in &names {
                    fs::write(name, page("Nhấp nháy")).expect("a file that comes");
                }
                for name in &names {
                    fs::remove_file(name).expect("a file that goes");
                }
            }
        });
        for _ in 0..40 {
            let outcome = site.build();
            // Half written, a page has no front matter; gone, it is said to be gone.
            assert!(matches!(outcome.code, Some(0..=2)), "{:?}: {}", outcome.code, outcome.stderr);
            assert!(site.public().contains_key("index.html"));
        }
        over.store(true, Ordering::Relaxed);
    });
    site.build().succeeds();
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_site_to_a_folder_or_to_nothing_is_a_finding() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::TempDir::new().expect("somebody else's folder");
    fs::write(outside.path().join("mat.md"), page("Mật")).expect("somebody else's file");
    let site = minimal().with("static/co.txt", "có");
    let link = |to: &Path, at: &str| symlink(to, site.root().join(at)).expect("a link");
    link(&outside.path().join("mat.md"), "content/articles/mat.md");
    link(outside.path(), "static/ngoai");
    link(Path::new("../articles"), "content/training/lap");
    link(Path::new("khong-co.txt"), "static/hong.txt");
    link(Path::new("co.txt"), "static/trong.txt");
    expect![[r#"
        content/articles/mat.md:1:1: lỗi[symbolic-link]: đây là liên kết theo đường dẫn của riêng máy này
          gợi ý: chép hẳn tệp ấy vào đây; trong content chỉ dùng được liên kết tới một tệp của content
        content/training/lap:1:1: lỗi[symbolic-link]: đây là liên kết tới một thư mục
          gợi ý: chép hẳn thư mục ấy vào đây; chỉ liên kết tới một tệp của trang mới dùng được
        static/hong.txt:1:1: lỗi[symbolic-link]: đây là liên kết tới một tệp không có
          gợi ý: xóa liên kết, hoặc chép tệp vào đây
        static/ngoai:1:1: lỗi[symbolic-link]: đây là liên kết theo đường dẫn của riêng máy này
          gợi ý: chép hẳn tệp ấy vào đây; trong static chỉ dùng được liên kết tới một tệp của static
    "#]]
    .assert_eq(&site.check().exits(1).stderr);
    for path in ["content/articles/mat.md", "static/ngoai", "content/training/lap", "static/hong.txt"] {
        fs::remove_file(site.root().join(path)).expect("the link");
    }
    site.build().succeeds();
    assert_eq!(site.output("trong.txt"), "có", "a link to a file of the site stands for it");
}

#[cfg(unix)]
#[test]
fn a_part_of_the_site_may_not_be_a_link_either() {
    let outside = tempfile::TempDir::new().expect("somebody else's folder");
    fs::write(outside.path().join("mat.txt"), "mật").expect("somebody else's file");
    let site = minimal();
    std::os::unix::fs::symlink(outside.path(), site.root().join("static")).expect("a link");
    site.check().finds("static:1:1 symbolic-link");
}

/// `ắ` as a Mac stores it: a letter and two marks.
const NFD: &str = "content/articles/tha\u{306}\u{301}ng.md";
const NFC: &str = "content/articles/th\u{1eaf}ng.md";

#[test]
fn a_name_in_pieces_is_the_same_page_and_is_found_by_its_whole_name() {
    let (apart, whole) = (minimal().with(NFD, page("Thắng")), minimal().with(NFC, page("Thắng")));
    let link = |text: &str| format!("+++\ntitle = \"B\"\ndescription = \"Một câu.\"\n+++\n[T](@/articles/{text}.md)\n");
    let apart = apart.with("content/articles/b.md", link("th\u{1eaf}ng")).with("static/a\u{309}nh.txt", "ảnh");
    let whole = whole.with("content/articles/b.md", link("tha\u{306}\u{301}ng")).with("static/\u{1ea3}nh.txt", "ảnh");
    apart.build().succeeds();
    whole.build().succeeds();
    assert!(apart.public().contains_key("bai-viet/thang/index.html"));
    assert_same(&apart.public(), &whole.public());
}

#[test]
fn two_names_that_differ_only_in_how_marks_are_stored_are_a_finding() {
    let site = minimal().with(NFD, page("Thắng")).with(NFC, page("Thắng"));
    // A system that joins the two has but one file, and nothing to find.
    if fs::read_dir(site.root().join("content/articles")).expect("the folder").count() > 4 {
        site.check().finds("content/articles/th\u{1eaf}ng.md:1:1 same-name");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_unicode_is_a_finding() {
    use std::os::unix::ffi::OsStrExt as _;
    let site = minimal().with("static/co.txt", "có");
    for folder in ["content/articles", "static"] {
        let name = std::ffi::OsStr::from_bytes(b"B\xe0i.md");
        fs::write(site.root().join(folder).join(name), page("Bài")).expect("a name from an old machine");
    }
    expect![[r#"
        content/articles/B�i.md:1:1: lỗi[name-not-unicode]: tên tệp này không phải Unicode, máy khác sẽ không mở được
          gợi ý: đổi tên tệp: dùng chữ không dấu, chữ số và dấu gạch nối
        static/B�i.md:1:1: lỗi[name-not-unicode]: tên tệp này không phải Unicode, máy khác sẽ không mở được
          gợi ý: đổi tên tệp: dùng chữ không dấu, chữ số và dấu gạch nối
    "#]]
    .assert_eq(&site.check().exits(1).stderr);
}

#[test]
fn ten_thousand_files_in_one_folder_are_copied() {
    let site = minimal().with("static/anh/0.txt", "0");
    for number in 1..10_000 {
        fs::write(site.root().join(format!("static/anh/{number}.txt")), number.to_string()).expect("a small file");
    }
    site.build().succeeds();
    let copied = fs::read_dir(site.root().join("public/anh")).expect("the folder").count();
    assert_eq!(copied, 10_000);
    assert_eq!(site.output("anh/9999.txt"), "9999");
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let build = |threads: &str| {
        let site = samples();
        let output = Command::new(env!("CARGO_BIN_EXE_hoctap"))
            .args(["build", "--today", TODAY])
            .env("RAYON_NUM_THREADS", threads)
            .current_dir(site.root())
            .output()
            .expect("hoctap was built for this test");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        (site.public(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let (one, said) = build("1");
    for threads in ["2", "7"] {
        let (other, also_said) = build(threads);
        assert_same(&one, &other);
        assert_eq!(said, also_said);
    }
}

#[test]
fn into_a_pipe_goes_only_what_came_of_it() {
    let site = minimal();
    site.build().succeeds();
    let outcome = site.build().succeeds();
    assert_eq!(outcome.stderr, "", "no progress");
    assert!(!outcome.stdout.contains('\r') && !outcome.stdout.contains('\u{1b}'), "{}", outcome.stdout);
    assert_eq!(outcome.stdout, site.build().stdout, "the same every time");
}

#[cfg(target_os = "linux")]
#[test]
fn on_a_terminal_it_says_how_far_it_is_and_how_long_it_took() {
    let mut site = minimal();
    for number in 0..400 {
        site = site.with(&format!("content/articles/bai-{number}.md"), page(&format!("Bài {number}")));
    }
    // The command `script` is a terminal that writes down what it sees.
    let outcome =
        shell(&site, &format!("script --quiet --return --command 'hoctap build --today {TODAY}' /dev/null")).succeeds();
    assert!(outcome.stdout.contains("\r\u{1b}[KĐang dựng "), "{}", outcome.stdout);
    assert!(outcome.stdout.contains(" giây"), "{}", outcome.stdout);
}

#[test]
fn a_build_leaves_nothing_beside_its_folder() {
    let site = minimal();
    let before: Vec<String> = tree(site.root()).into_keys().collect();
    site.build().succeeds();
    site.build().succeeds();
    let after: Vec<String> = tree(site.root()).into_keys().filter(|path| !path.starts_with("public/")).collect();
    assert_eq!(before, after);
}

#[test]
fn check_writes_nothing() {
    let site = minimal();
    let before = tree(site.root());
    site.check().succeeds();
    assert_same(&before, &tree(site.root()));
}

#[test]
fn check_finds_what_stops_a_build() {
    let site = minimal().with("content/articles/hong.md", "+++\ntitle = \"Hỏng\"\n+++\nKhông có mô tả.\n");
    site.check().finds("content/articles/hong.md missing-key");
}

#[test]
fn a_folder_without_a_site_is_said_to_be_none() {
    let folder = tempfile::TempDir::new().expect("an empty folder");
    let outcome = hoctap(folder.path(), &["build"], "");
    assert_ne!(outcome.code, Some(0));
    assert!(outcome.stderr.contains("site.toml"), "it names what is missing:\n{}", outcome.stderr);
    assert!(tree(folder.path()).is_empty());
}

#[test]
fn an_unknown_option_is_a_mistake_of_usage() {
    minimal().run(&["build", "--nhanh"]).exits(2);
}

/// Compares two trees and names the first file that differs, not its bytes.
pub(crate) fn assert_same(one: &Tree, two: &Tree) {
    assert_eq!(one.keys().collect::<Vec<_>>(), two.keys().collect::<Vec<_>>());
    let differing: Vec<&String> =
        one.iter().filter(|(path, bytes)| two.get(*path) != Some(bytes)).map(|(path, _)| path).collect();
    assert!(differing.is_empty(), "files that differ: {differing:?}");
}
