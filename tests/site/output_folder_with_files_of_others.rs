//! Files in the output folder that hoctap did not write: they stay, or are named; a run that is killed loses none of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use generator::disk::OutputFolder;
use generator::error::Failure;
use proptest::prelude::*;
use tempfile::TempDir;

use crate::output_folder::{assert_same, beside};
use crate::support::{Site, TODAY, Tree, minimal, page, site, tree};

/// What somebody lays into an output folder.
const FOREIGN: [(&str, &str); 6] = [
    ("public/.git/HEAD", "ref: refs/heads/gh-pages\n"),
    ("public/.git/objects/ab/cdef", "object"),
    ("public/CNAME", "khuyenhoc.example\n"),
    ("public/bai-viet/ghi-chu.txt", "ghi chú"),
    ("public/bai-viet/hai/anh/a.txt", "ảnh"),
    ("public/tai-lieu/quy-dinh.pdf", "pdf"),
];

fn with_files_of_others(site: Site) -> Site {
    FOREIGN.iter().fold(site, |site, (path, text)| site.with(path, text))
}

#[test]
fn what_somebody_laid_into_the_folder_of_a_deploy_stays() {
    let site = minimal().with("content/articles/hai.md", page("Hai"));
    site.build().succeeds();
    let site = with_files_of_others(site).with("content/articles/ba.md", page("Ba"));
    for _ in 0..2 {
        site.build().succeeds();
        assert!(site.public().contains_key("bai-viet/ba/index.html"));
        for (path, text) in FOREIGN {
            assert_eq!(fs::read_to_string(site.root().join(path)).expect(path), text);
        }
        assert_eq!(beside(&site), Vec::<String>::new());
    }
    fs::remove_file(site.root().join("content/articles/hai.md")).expect("a page that goes");
    site.build().succeeds();
    assert!(!site.public().contains_key("bai-viet/hai/index.html"));
    assert_eq!(site.output("bai-viet/hai/anh/a.txt"), "ảnh", "though its page is gone");
}

#[cfg(unix)]
#[test]
fn links_in_the_output_stay_links_and_nobody_goes_through_them() {
    let outside = TempDir::new().expect("somebody else's folder");
    fs::write(outside.path().join("index.html"), "của người khác").expect("somebody else's file");
    let site = minimal();
    site.build().succeeds();
    let link = |to: &Path, at: &str| std::os::unix::fs::symlink(to, site.root().join(at)).expect("a link");
    link(outside.path(), "public/ngoai");
    link(&outside.path().join("khong-co"), "public/hong");
    site.build().succeeds();
    assert!(site.root().join("public/ngoai").is_symlink() && site.root().join("public/hong").is_symlink());
    // In the place of a folder that we made: named, and the folder behind it stays as it is.
    fs::remove_dir_all(site.root().join("public/bai-viet")).expect("our own folder");
    link(outside.path(), "public/bai-viet");
    let refused = site.build().exits(2);
    assert!(refused.stderr.contains("bai-viet"), "{}", refused.stderr);
    assert_eq!(tree(outside.path()), Tree::from([("index.html".to_owned(), "của người khác".into())]));
}

#[test]
fn a_file_that_was_changed_by_hand_is_named_and_stays() {
    let site = minimal().with("content/articles/hai.md", page("Hai"));
    site.build().succeeds();
    let site = site.with("public/bai-viet/hai/index.html", "sửa tay");
    let earlier = site.public();
    let refused = site.build().exits(2);
    assert!(refused.stderr.contains("bai-viet/hai/index.html"), "{}", refused.stderr);
    assert!(refused.stderr.contains("gợi ý: "), "{}", refused.stderr);
    assert_same(&earlier, &site.public());
    let english = site.run(&["--lang", "en", "build", "--today", TODAY]).exits(2);
    assert!(english.stderr.contains("changed by hand"), "{}", english.stderr);
    assert_eq!(beside(&site), Vec::<String>::new());
    // A page that has gone since: the file is its author's now.
    fs::remove_file(site.root().join("content/articles/hai.md")).expect("a page that goes");
    site.build().succeeds();
    assert_eq!(site.output("bai-viet/hai/index.html"), "sửa tay");
}

#[test]
fn somebodys_file_where_the_site_has_a_new_one_is_named_and_stays() {
    for laid in ["bai-viet/hai/index.html", "bai-viet/hai", "bai-viet/hai/index.html/x.txt"] {
        let site = minimal();
        site.build().succeeds();
        let site = site.with(&format!("public/{laid}"), "của tôi").with("content/articles/hai.md", page("Hai"));
        let earlier = site.public();
        let refused = site.build().exits(2);
        assert!(refused.stderr.contains("bai-viet/hai"), "{laid}: {}", refused.stderr);
        assert_same(&earlier, &site.public());
    }
}

#[test]
fn a_list_that_is_not_understood_removes_nothing() {
    for list in
        ["hoctap 3\n", "hoctap 2\nrubbish\n", "hoctap 2\n00000000000000000000000000000000 0 ../site.toml\n", "\u{0}"]
    {
        let site = minimal();
        site.build().succeeds();
        let site = site.with("public/.hoctap", list);
        let earlier = tree(site.root());
        let refused = site.build().exits(2);
        assert!(refused.stderr.contains(".hoctap"), "{}", refused.stderr);
        assert_same(&earlier, &tree(site.root()));
    }
}

/// All that lies beside and in the output, by bytes: how often each of these is there.
fn counted(site: &Site, bytes: &[&str]) -> BTreeMap<String, usize> {
    let all = tree(site.root());
    let times =
        |text: &&str| (text.to_string(), all.values().filter(|found| found.as_slice() == text.as_bytes()).count());
    bytes.iter().map(times).collect()
}

#[cfg(debug_assertions)]
#[test]
fn a_run_that_is_killed_between_any_two_steps_keeps_a_whole_site_and_every_file_of_others() {
    let files = |title: &str| {
        site(&format!(
            "-- content/a.md --\n+++\ntitle = \"{title}\"\ndescription = \"Một câu.\"\n+++\nLời.\n-- static/x/y.txt --\n{title}\n"
        ))
    };
    let laid = ["giữ 1", "giữ 2", "giữ 3"];
    let made = |title: &str| {
        let site = files(title);
        site.build().succeeds();
        site.with("public/.git/HEAD", laid[0]).with("public/CNAME", laid[1]).with("public/x/z.txt", laid[2])
    };
    let site = made("Cũ");
    let old = site.public();
    let new = made("Mới").public();
    let site = site.with("static/x/y.txt", "Mới\n").replacing("content/a.md", "Cũ", "Mới");
    let ours = |tree: &Tree| {
        let is_ours = |path: &&String| !laid.iter().any(|text| tree[*path] == text.as_bytes());
        tree.iter()
            .filter(|(path, _)| is_ours(path))
            .map(|(path, bytes)| (path.clone(), bytes.clone()))
            .collect::<Tree>()
    };
    let (old_ours, new_ours) = (ours(&old), ours(&new));
    let mut is_from_the_old_site = true;
    for step in 0.. {
        let status = Command::new(env!("CARGO_BIN_EXE_hoctap"))
            .args(["build", "--today", TODAY])
            .env("HOCTAP_DIES_AT", step.to_string())
            .current_dir(site.root())
            .output()
            .expect("hoctap was built for this test")
            .status;
        let left = ours(&site.public());
        assert!(left == old_ours || left == new_ours, "step {step}: neither the old nor the new site");
        assert!(counted(&site, &laid).values().all(|times| *times == 1), "step {step}: {:?}", counted(&site, &laid));
        if status.success() && is_from_the_old_site {
            assert!(step > 40, "there are many steps: {step}");
            break;
        }
        assert!(status.success() || status.code() == Some(137), "step {step}");
        // As it was, for the next moment; else over what the killed run left.
        is_from_the_old_site = status.success() || step % 3 == 0;
        if !is_from_the_old_site {
            continue;
        }
        let site_as_it_was = site.root().join("content/a.md");
        let text = fs::read_to_string(&site_as_it_was).expect("the page");
        fs::write(&site_as_it_was, text.replace("Mới", "Cũ")).expect("the page");
        fs::write(site.root().join("static/x/y.txt"), "Cũ\n").expect("the file");
        site.build().succeeds();
        assert!(ours(&site.public()) == old_ours, "step {step}");
        assert_same(&old, &site.public());
        assert_eq!(beside(&site), Vec::<String>::new(), "step {step}");
        fs::write(&site_as_it_was, text).expect("the page");
        fs::write(site.root().join("static/x/y.txt"), "Mới\n").expect("the file");
    }
    assert_same(&new, &site.public());
    assert_eq!(beside(&site), Vec::<String>::new());
}

/// Writes these files as a site.
fn write(root: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<(), Failure> {
    let output = OutputFolder::open(root, &root.join("public"))?;
    files.iter().try_for_each(|(path, bytes)| output.write(path, bytes))?;
    output.finish().map(drop)
}

fn files() -> impl Strategy<Value = BTreeMap<String, Vec<u8>>> {
    let name = prop::sample::select(vec!["a", "b", "c.html", "d.txt"]);
    let path = prop::collection::vec(name, 1..4).prop_map(|names| names.join("/"));
    let tree = prop::collection::btree_map(path, prop::collection::vec(0_u8..3, 0..4), 0..8);
    // A path of a tree is a file or a folder.
    tree.prop_map(|files| {
        let is_folder = |path: &String| files.keys().any(|other| other.starts_with(&format!("{path}/")));
        files.iter().filter(|(path, _)| !is_folder(path)).map(|(path, bytes)| (path.clone(), bytes.clone())).collect()
    })
}

/// What somebody does to an output.
#[derive(Debug, Clone)]
enum Deed {
    Lays(String, Vec<u8>),
    Removes(String),
    Links(String),
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let path = || files().prop_map(|files| files.into_keys().next().unwrap_or_else(|| "e/f".into()));
    let deed = prop_oneof![
        4 => (path(), prop::collection::vec(0_u8..9, 0..4)).prop_map(|(path, bytes)| Deed::Lays(path, bytes)),
        1 => path().prop_map(Deed::Removes),
        1 => path().prop_map(Deed::Links),
    ];
    prop::collection::vec(deed, 0..6)
}

fn do_it(public: &Path, outside: &Path, deed: &Deed) {
    let (Deed::Lays(path, _) | Deed::Removes(path) | Deed::Links(path)) = deed;
    let file = public.join(path);
    let skipped = usize::from(!matches!(deed, Deed::Lays(..)));
    if file.ancestors().skip(skipped).take_while(|above| *above != public).any(Path::is_symlink) {
        return;
    }
    // What cannot be done is not done: a folder stands there, or a file where a folder is needed.
    let _ = match deed {
        Deed::Lays(_, bytes) => {
            fs::create_dir_all(file.parent().expect("it lies in the output")).and_then(|()| fs::write(file, bytes))
        }
        Deed::Removes(_) => fs::remove_file(file),
        #[cfg(unix)]
        Deed::Links(_) => std::os::unix::fs::symlink(outside, file),
        #[cfg(not(unix))]
        Deed::Links(_) => Ok(drop(outside)),
    };
}

/// Files with their bytes, links as what they name.
fn all(folder: &Path) -> Tree {
    let mut found = Tree::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(inside) = open.pop() {
        for entry in fs::read_dir(&inside).expect("a folder").flatten() {
            let (path, kind) = (entry.path(), entry.file_type().expect("it was listed"));
            let name = path.strip_prefix(folder).expect("it was found below").to_string_lossy().replace('\\', "/");
            if kind.is_dir() {
                open.push(path);
            } else if kind.is_symlink() {
                found.insert(name, format!("-> {}", fs::read_link(&path).expect("a link").display()).into_bytes());
            } else {
                found.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_somebody_lays_changes_or_links_there_is_kept(
        first in files(), then in deeds(), second in files(), later in deeds(), third in files()
    ) {
        let folder = TempDir::new().expect("a folder for the site");
        let (root, outside) = (folder.path().join("site"), folder.path().join("outside"));
        let public = root.join("public");
        for made in [&root, &outside] {
            fs::create_dir(made).expect("a folder");
        }
        fs::write(outside.join("c.html"), "của người khác").expect("somebody else's file");
        write(&root, &first).expect("an empty place");
        let mut ours = first;
        for (deeds, files) in [(then, second), (later, third)] {
            for deed in &deeds {
                do_it(&public, &outside, deed);
            }
            let before = all(&public);
            let foreign: Tree = before
                .iter()
                .filter(|(path, bytes)| *path != ".hoctap" && ours.get(*path) != Some(bytes))
                .map(|(path, bytes)| (path.clone(), bytes.clone()))
                .collect();
            match write(&root, &files) {
                Ok(()) => {
                    let mut expected = foreign;
                    for (path, bytes) in &files {
                        let laid = expected.insert(path.clone(), bytes.clone());
                        prop_assert!(laid.is_none_or(|laid| laid == *bytes), "{path} was somebody's");
                    }
                    let mut after = all(&public);
                    after.remove(".hoctap");
                    prop_assert_eq!(after, expected);
                    ours = files;
                }
                Err(Failure::Folder(_)) => prop_assert_eq!(all(&public), before),
                Err(other) => prop_assert!(false, "{:?}", other),
            }
            let beside: Vec<_> = fs::read_dir(&root).expect("the site").flatten().map(|entry| entry.file_name()).collect();
            prop_assert!(beside.iter().all(|name| name == "public" || name == "public-changes.txt"), "{beside:?}");
            prop_assert_eq!(all(&outside).len(), 1);
        }
    }

    #[test]
    fn a_path_that_is_not_plain_is_never_written(path in "(/|\\.|\\.\\.|a|\\PC|\n){1,6}") {
        let folder = TempDir::new().expect("a folder for the site");
        let root = folder.path().join("site");
        fs::create_dir(&root).expect("a folder");
        let output = OutputFolder::open(&root, &root.join("public")).expect("an empty place");
        let is_plain = generator::disk::is_plain(&path);
        prop_assert_eq!(output.write(&path, b"x").is_ok(), is_plain, "{:?}", path);
        drop(output);
        prop_assert!(all(folder.path()).is_empty());
    }
}
