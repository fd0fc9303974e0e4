//! The command line: a mistake is told in the language that was asked for, and the machine's own troubles in words.

use crate::support::{Site, minimal};

const MISTAKES: [(&[&str], &str); 12] = [
    (&["dung"], "không có lệnh “dung”"),
    (&["check", "--extern"], "không hiểu “--extern”"),
    (&["new", "article"], "còn thiếu tên bài"),
    (&["new", "criteria"], "còn thiếu --title và tên bộ; mã bộ tiêu chí"),
    (&["check", "--format", "xml"], "--format <FORMAT> không thể là “xml”; chọn một trong: text, json"),
    (&["serve", "--port", "70000"], "--port <PORT> không thể là “70000”"),
    (&["build", "--today", "30/11/2026"], "viết năm-tháng-ngày"),
    (&["build", "--today"], "--today <YYYY-MM-DD> cần một giá trị đứng sau"),
    (&["build", "--out", "a", "--out", "b"], "--out <DIR> chỉ viết một lần"),
    (&["tally", "mau", "a", "--registered", "1", "--names", "b"], "không dùng cùng với"),
    (&["check", "thua"], "không hiểu “thua”"),
    (&["check", "--lang", "fr"], "--lang <LANG> không thể là “fr”"),
];

/// Runs with this beside.
fn with(site: &Site, arguments: &[&str], more: &[&str]) -> String {
    site.run(&[arguments, more].concat()).exits(2).stderr
}

#[test]
fn a_mistake_of_usage_is_told_in_vietnamese_alone() {
    let site = minimal();
    for (arguments, told) in MISTAKES {
        let stderr = site.run(arguments).exits(2).stderr;
        assert!(stderr.starts_with("lỗi: ") && stderr.contains(told), "{arguments:?}: {stderr}");
        assert!(stderr.contains("hoctap --help"), "{stderr}");
        for english in ["error", "unexpected", "Usage", "required", "possible", "tip"] {
            assert!(!stderr.contains(english), "{arguments:?}: {stderr}");
        }
    }
    assert!(site.run(&["check", "--extern"]).stderr.contains("có phải --external?"));
}

#[test]
fn a_mistake_of_usage_is_told_in_english_where_that_was_asked_for() {
    let site = minimal();
    for (arguments, _) in &MISTAKES[..11] {
        let both: [&[&str]; 2] = [&["--lang", "en"], &["--lang=en"]];
        for more in both {
            let stderr = with(&site, more, arguments);
            assert!(stderr.starts_with("error: "), "{arguments:?}: {stderr}");
        }
    }
    assert!(with(&site, &["--lang", "en"], &["build", "--out"]).starts_with("error: "));
}

#[test]
fn what_the_system_refuses_is_told_in_words() {
    let site = minimal().with("tep", "tệp");
    for (arguments, vi, en) in [
        (["score", "mau", "--answers", "khong-co"], "không có tệp hoặc thư mục này", "there is no such file or folder"),
        (["score", "mau", "--answers", "content"], "đây là thư mục, không phải tệp", "this is a folder, not a file"),
        (["score", "mau", "--answers", "tep/x"], "có chỗ là tệp, không phải thư mục", "is a file, not a folder"),
        (["export", "mau", "--out", "tep/x.xlsx"], "có chỗ là tệp, không phải thư mục", "is a file, not a folder"),
    ] {
        let told = site.run(&arguments).exits(2).stderr;
        assert!(told.contains(vi) && told.contains("gợi ý") && !told.contains("os error"), "{arguments:?}: {told}");
        let told = with(&site, &arguments, &["--lang", "en"]);
        assert!(told.contains(en) && told.contains("hint") && !told.contains("os error"), "{arguments:?}: {told}");
    }
    let long = "x".repeat(300);
    let told = site.run(&["export", "mau", "--out", &long]).exits(2).stderr;
    #[cfg(unix)]
    assert!(told.contains("tên quá dài"), "{told}");
}

#[cfg(unix)]
#[test]
fn a_machine_that_gives_no_more_threads_is_named_and_nothing_panics() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    use std::os::unix::process::CommandExt as _;
    let site = minimal();
    let folder = tempfile::TempDir::new().expect("a folder for the command");
    let program = crate::output_folder::copied_command(folder.path());
    for open in [folder.path(), site.root()] {
        std::fs::set_permissions(open, std::fs::Permissions::from_mode(0o755)).expect("our own folder");
    }
    let mut refused = 0;
    for threads in [1, 3, 5, 8, 1_000] {
        // Shells name it in two ways.
        let line = format!("ulimit -u {threads} 2>/dev/null || ulimit -p {threads} || exit 77; exec \"$@\"");
        let mut command = std::process::Command::new("sh");
        command.args(["-c", &line, "sh"]).arg(&program).arg("check").current_dir(site.root());
        // No such limit holds for root.
        if std::fs::metadata(site.root()).expect("our own folder").uid() == 0 {
            command.uid(65_534).gid(65_534);
        }
        let output = command.output().expect("a shell");
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(!told.contains("panicked"), "{threads}: {told}");
        match output.status.code() {
            Some(0) => {}
            Some(2) => {
                assert!(told.contains("đang chạy quá nhiều chương trình"), "{threads}: {told}");
                refused += 1;
            }
            other => panic!("{threads}: {other:?}: {told}"),
        }
    }
    assert!(refused > 0, "the limit holds");
}

const COMMANDS: [&[&str]; 13] = [
    &[],
    &["build"],
    &["check"],
    &["serve"],
    &["new"],
    &["new", "site"],
    &["new", "article"],
    &["new", "lesson"],
    &["new", "criteria"],
    &["import"],
    &["export"],
    &["score"],
    &["tally"],
];

#[test]
fn the_help_is_whole_in_each_language() {
    let site = minimal();
    let help = |command: &[&str], more: &[&str]| site.run(&[command, more].concat()).succeeds().stdout;
    for command in COMMANDS {
        for long in ["--help", "-h"] {
            let vietnamese = help(command, &[long]);
            assert!(vietnamese.contains("Cách dùng: ") && vietnamese.contains("Tùy chọn:"), "{vietnamese}");
            for english in [
                "Usage",
                "Options",
                "Arguments",
                "Commands",
                "OPTIONS",
                "COMMAND",
                "ossible",
                "default",
                "Print",
                " the ",
                " see ",
                " this ",
                " of ",
            ] {
                assert!(!vietnamese.contains(english), "{english}: {vietnamese}");
            }
            let english = help(command, &[long, "--lang", "en"]).replace("Tiếng Việt", "");
            // What a new site is called where nobody says it: its site is in Vietnamese.
            let english = english.replace("Học tập suốt đời", "");
            assert!(english.contains("Usage: ") && english.contains("Options:"), "{english}");
            let stranger = english.chars().find(|char| char.is_alphabetic() && !char.is_ascii());
            assert_eq!(stranger, None, "{english}");
        }
    }
}

#[test]
fn every_command_and_argument_has_its_line_in_the_help() {
    let site = minimal();
    for command in COMMANDS {
        let arguments = [command, &["-h"]].concat();
        let help = site.run(&arguments).succeeds().stdout;
        let lines = help.lines().filter(|line| line.starts_with("  "));
        for line in lines.filter(|line| !line.trim().is_empty() && !line.starts_with("          ")) {
            let words: Vec<&str> = line.trim().splitn(2, "  ").collect();
            assert!(words.len() == 2 && !words[1].trim().is_empty(), "{arguments:?} says nothing of {line}");
        }
    }
}

#[test]
fn what_is_asked_for_nothing_is_told_the_commands() {
    let told = minimal().run(&[]).exits(2).stderr;
    assert!(told.contains("Lệnh:") && told.contains("Cách dùng: hoctap [TÙY CHỌN] <LỆNH>"), "{told}");
}
