//! What people keep: `export`, `import` and `new` leave a whole file or none, and never take one away unasked.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::support::{Site, TODAY, hoctap_in_the_background, minimal, tree};

/// What a run that did not end may have left beside.
fn beside(site: &Site) -> Vec<String> {
    tree(site.root()).into_keys().filter(|path| path.contains(".hoctap-new")).collect()
}

#[test]
fn a_table_that_is_there_is_kept_unless_it_is_asked_to_be_replaced() {
    let site = minimal().with("mau.xlsx", "đã điền").with("bang.csv", "đã điền");
    let commands: [&[&str]; 3] = [
        &["export", "mau"],
        &["export", "mau", "--out", "mau.xlsx"],
        &["export", "mau", "--format", "csv", "--out", "bang.csv"],
    ];
    for arguments in commands {
        let refused = site.run(arguments).exits(2);
        assert!(refused.stderr.contains("đã có, nên không ghi đè"), "{}", refused.stderr);
        assert!(refused.stderr.contains("--force"), "{}", refused.stderr);
        let refused = site.run(&[arguments, &["--lang", "en"]].concat()).exits(2);
        assert!(refused.stderr.contains("is there already, and is left as it is"), "{}", refused.stderr);
    }
    let read = |name| fs::read(site.root().join(name)).expect("the table");
    assert_eq!((read("mau.xlsx"), read("bang.csv")), ("đã điền".into(), "đã điền".into()));
    site.run(&["export", "mau", "--force"]).succeeds();
    assert!(read("mau.xlsx").starts_with(b"PK"));
    assert_eq!(beside(&site), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn a_table_is_never_written_through_a_link_or_into_a_device() {
    use std::os::unix::fs::symlink;
    let site = minimal().with("cua-toi.txt", "của tôi");
    symlink("cua-toi.txt", site.root().join("mau.xlsx")).expect("a link");
    symlink("khong-co.txt", site.root().join("hong.xlsx")).expect("a link");
    fs::create_dir(site.root().join("thu-muc")).expect("a folder");
    for out in ["mau.xlsx", "hong.xlsx", "thu-muc", "/dev/null"] {
        let forced: [&[&str]; 2] = [&[], &["--force"]];
        for more in forced {
            let refused = site.run(&[&["export", "mau", "--out", out], more].concat()).exits(2);
            assert!(refused.stderr.contains(out), "{}", refused.stderr);
        }
    }
    assert!(site.root().join("mau.xlsx").is_symlink() && !site.root().join("khong-co.txt").exists());
    assert_eq!(fs::read_to_string(site.root().join("cua-toi.txt")).expect("my file"), "của tôi");
    assert!(!Path::new("/dev/null").is_file());
    fs::remove_file(site.root().join("hong.xlsx")).expect("the link to nothing");
    assert_eq!(beside(&site), Vec::<String>::new());
}

/// Runs the command where no file may be over so many half kilobytes. The signal that comes with it is kept away, as a full
/// disk sends none.
#[cfg(unix)]
fn on_a_small_disk(site: &Site, blocks: usize, arguments: &[&str]) -> (Option<i32>, String) {
    let line = format!("trap '' XFSZ; ulimit -f {blocks}; exec {} \"$@\"", env!("CARGO_BIN_EXE_hoctap"));
    let mut command = std::process::Command::new("sh");
    let output = command.args(["-c", &line, "sh"]).args(arguments).current_dir(site.root()).output().expect("a shell");
    (output.status.code(), String::from_utf8(output.stderr).expect("hoctap writes UTF-8"))
}

#[cfg(unix)]
#[test]
fn a_disk_that_takes_no_more_leaves_the_old_table() {
    let site = minimal().with("mau.xlsx", "đã điền");
    let (code, told) = on_a_small_disk(&site, 1, &["export", "mau", "--force"]);
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("tệp lớn quá mức máy cho phép") && told.contains("vẫn còn nguyên"), "{told}");
    assert_eq!(fs::read_to_string(site.root().join("mau.xlsx")).expect("the table"), "đã điền");
    assert_eq!(beside(&site), Vec::<String>::new());
    let (code, _) = on_a_small_disk(&site, 1, &["export", "mau", "--out", "khac.xlsx"]);
    assert!(code == Some(2) && !site.root().join("khac.xlsx").exists());
}

/// A table of criteria that becomes many files, the second of which is long.
fn table() -> String {
    let mut table = "TT;Tiêu chí;Chỉ số;Điểm tối đa\n".to_owned();
    for number in 1..30 {
        let long = if number == 2 { "dài ".repeat(2_000) } else { String::new() };
        table.push_str(&format!("{number};Tiêu chí {number};;10\n;;Chỉ số {number} {long};10\n"));
    }
    table
}

#[cfg(unix)]
#[test]
fn an_import_that_finds_no_room_leaves_nothing_and_the_next_one_works() {
    let site = minimal().with("bang.csv", table());
    let before = tree(site.root());
    let (code, told) = on_a_small_disk(&site, 8, &["import", "bang.csv", "--set", "moi"]);
    assert_eq!(code, Some(2), "{told}");
    assert!(tree(site.root()) == before, "half a set is left");
    site.run(&["import", "bang.csv", "--set", "moi"]).succeeds();
    assert_eq!(tree(&site.root().join("content/criteria/moi")).len(), 30);
    site.build().succeeds();
}

#[test]
fn an_import_that_is_killed_at_any_moment_is_whole_or_not_there() {
    const MOMENTS: u32 = 60;
    let site = minimal().with("bang.csv", table());
    let folder = site.root().join("content/criteria/moi");
    let start = Instant::now();
    site.run(&["import", "bang.csv", "--set", "moi"]).succeeds();
    let (whole, all) = (start.elapsed() * 5 / 4, tree(&folder));
    // Nobody ever sees a part of it, whenever they look.
    fs::remove_dir_all(&folder).expect("the set");
    let mut import = hoctap_in_the_background(site.root(), &["import", "bang.csv", "--set", "moi"]);
    while import.try_wait().expect("it was started").is_none() {
        let seen = fs::read_dir(&folder).map_or(0, Iterator::count);
        assert!(seen == 0 || seen == all.len(), "{seen} of {}", all.len());
    }
    for moment in 0..MOMENTS {
        let _there_or_not = fs::remove_dir_all(&folder);
        let mut import = hoctap_in_the_background(site.root(), &["import", "bang.csv", "--set", "moi"]);
        std::thread::sleep(whole * moment / MOMENTS);
        import.kill().expect("it runs, or is over");
        import.wait().expect("it was started");
        let left = tree(&folder);
        assert!(left.is_empty() || left == all, "at {moment}: {} files of {}", left.len(), all.len());
        if left.is_empty() {
            // What lies beside is no part of the site.
            site.run(&["check", "--today", TODAY]).succeeds();
        }
    }
    let _there_or_not = fs::remove_dir_all(&folder);
    site.run(&["import", "bang.csv", "--set", "moi"]).succeeds();
    assert!(tree(&folder) == all);
    assert_eq!(beside(&site), Vec::<String>::new(), "what killed runs left is taken away");
}

#[test]
fn a_new_site_that_was_not_finished_can_be_finished() {
    let folder = tempfile::TempDir::new().expect("an empty folder");
    let new = |title: &str| crate::support::hoctap(folder.path(), &["new", "site", "--title", title], "");
    new("Trang").succeeds();
    // As a run leaves it that is killed before its last file.
    fs::remove_file(folder.path().join("site.toml")).expect("the last file");
    fs::remove_file(folder.path().join("content/training/_index.md")).expect("the file before");
    new("Tên khác").exits(2);
    new("Trang").succeeds();
    crate::support::hoctap(folder.path(), &["build"], "").succeeds();
    new("Trang").exits(2);
}

#[test]
fn a_new_site_that_cannot_be_finished_leaves_no_trace() {
    let folder = tempfile::TempDir::new().expect("an empty folder");
    fs::create_dir(folder.path().join("content")).expect("a folder");
    fs::write(folder.path().join("content/training"), "notes").expect("a file in the way");
    let before = tree(folder.path());
    crate::support::hoctap(folder.path(), &["new", "site"], "").exits(2);
    assert!(tree(folder.path()) == before);
    let left: Vec<_> = fs::read_dir(folder.path().join("content")).expect("it was there").flatten().collect();
    assert_eq!(left.len(), 1, "no empty folder either: {left:?}");
}

#[test]
fn a_title_of_several_lines_becomes_one_line() {
    let title = "Một\n+++\n\ttiêu đề\r\n\u{1b}\"\"\" '''";
    let folder = tempfile::TempDir::new().expect("an empty folder");
    let run = |arguments: &[&str]| crate::support::hoctap(folder.path(), arguments, "");
    run(&["new", "site", "--title", title]).succeeds();
    run(&["new", "article", title]).succeeds();
    run(&["new", "lesson", "khoa", title]).succeeds();
    run(&["build", "--drafts"]).succeeds();
    let home = fs::read_to_string(folder.path().join("public/index.html")).expect("a home page");
    assert!(home.contains("<h1>Một +++ tiêu đề"), "{home}");
    run(&["new", "site", "khac", "--title", " \n "]).exits(2);
    let site = minimal();
    site.run(&["new", "criteria", "ho-mau", "--title", title]).succeeds();
    site.build().succeeds();
}

#[test]
fn a_title_that_fits_no_cell_of_a_spreadsheet_is_a_finding() {
    let long = "dài ".repeat(9_000);
    let site =
        minimal().replacing("content/criteria/mau/_index.md", "title = \"Bộ mẫu\"", &format!("title = \"{long}\""));
    for command in ["build", "check"] {
        site.run(&[command, "--today", TODAY]).finds("content/criteria/mau/_index.md:1:1 long-cell");
    }
    site.run(&["export", "mau"]).exits(1);
    assert!(!site.root().join("mau.xlsx").exists());
}

#[test]
fn an_explanation_goes_into_cells_whole_or_is_a_finding() {
    let explained = |text: &str| minimal().replacing("content/criteria/mau/01-tu-hoc.md", "Đọc là mở sách ra.", text);
    // A cell has room for 32,767 letters as Excel counts them: two for each of these.
    let emoji = "📖".repeat(10_000);
    for text in ["dài ".repeat(8_000).trim().to_owned(), format!("a {emoji}\n\nb {emoji}\n\nc {emoji}")] {
        let site = explained(&text);
        site.run(&["export", "mau"]).succeeds();
        site.run(&["import", "mau.xlsx", "--set", "moi"]).succeeds();
        let read = tree(&site.root().join("content/criteria/moi"));
        assert!(read.values().any(|file| String::from_utf8_lossy(file).contains(&text)), "every letter of it is there");
    }
    let site = explained(&"dài ".repeat(9_000));
    site.run(&["check", "--today", TODAY]).finds("content/criteria/mau/_index.md:1:1 long-cell");
    let told = site.run(&["export", "mau"]).exits(1).stderr;
    assert!(told.contains("lỗi[long-cell]") && told.contains("một dòng trống"), "{told}");
    assert!(!site.root().join("mau.xlsx").exists());
}

/// Another program that holds a file for a moment: only Windows keeps others from replacing it.
#[cfg(windows)]
#[test]
fn a_table_that_another_program_holds_is_waited_for_and_then_named() {
    use std::os::windows::fs::OpenOptionsExt as _;
    let site = minimal().with("mau.xlsx", "đã điền");
    let hold =
        || fs::OpenOptions::new().read(true).share_mode(0).open(site.root().join("mau.xlsx")).expect("the table");
    let held = hold();
    let refused = site.run(&["export", "mau", "--force"]).exits(2);
    assert!(refused.stderr.contains("đang mở trong chương trình khác"), "{}", refused.stderr);
    drop(held);
    site.run(&["export", "mau", "--force"]).succeeds();
}

/// How long the whole of this may take: a lock that is never let go of would wait for ever.
#[test]
fn a_rest_that_somebody_else_holds_is_in_nobodys_way() {
    let site = minimal();
    let rest = fs::File::create(site.root().join(".hoctap-new-1-0")).expect("a file");
    rest.lock().expect("a lock");
    let start = Instant::now();
    site.run(&["export", "mau"]).succeeds();
    assert!(start.elapsed() < Duration::from_secs(60));
    assert!(site.root().join(".hoctap-new-1-0").exists(), "another run is writing it");
}
