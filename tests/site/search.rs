//! The search page and its index as files: what is there, what it weighs, and that it can be left out.

use std::collections::BTreeSet;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use wasm_check::search::engine::{Answer, Engine, IndexFile};

use crate::support::html::tags;
use crate::support::real::real_site;
use crate::support::{Site, Tree, is_kind, minimal, site};

/// The folder of the parts: its name is their hash.
fn folder(files: &Tree) -> String {
    let folders: BTreeSet<&str> = files
        .keys()
        .filter_map(|path| path.strip_prefix("tim-kiem/")?.split_once('/').map(|(folder, _)| folder))
        .collect();
    let folders: Vec<&str> = folders.into_iter().collect();
    let [folder] = folders[..] else { panic!("one folder of parts: {folders:?}") };
    format!("tim-kiem/{folder}/")
}

/// How many pages hold the words, and the addresses of the best, asked of the files as the page asks.
fn ask(files: &Tree, query: &str) -> (u32, Vec<String>) {
    let folder = folder(files);
    let mut engine = Engine::open(&files[&format!("{folder}root.bin")]).expect("a root");
    loop {
        match engine.ask(query, 8) {
            Answer::Blank => return (0, Vec::new()),
            Answer::Needs(parts) => {
                for part in parts {
                    let name = match part {
                        IndexFile::Shard(number) => format!("s{number}.bin"),
                        IndexFile::Cards(number) => format!("c{number}.txt"),
                        IndexFile::Vocabulary => "v.bin".to_owned(),
                    };
                    assert!(engine.take(part, &files[&format!("{folder}{name}")]), "{name} can be read");
                }
            }
            Answer::Pages(pages) => {
                let cards = pages.best.iter().map(|best| engine.card(best.passage).expect("it is here"));
                return (pages.count, cards.map(|card| card.href.to_owned()).collect());
            }
        }
    }
}

fn built(site: &Site) -> Tree {
    site.build().succeeds();
    site.public()
}

#[test]
fn every_page_of_the_site_is_found_by_its_title() {
    let real = &real_site().files;
    for (path, html) in real_site()
        .pages()
        .filter(|(path, _)| ["bai-viet/", "tieu-chi/", "tap-huan/"].iter().any(|start| path.starts_with(start)))
        // Booklets, slides and the like hold what is found on a page of its own.
        .filter(|(_, html)| !html.contains("content=\"noindex\""))
    {
        let title = html.split_once("<h1>").and_then(|(_, rest)| rest.split_once("</h1>")).expect("a title").0;
        let address = format!("../{}", path.trim_end_matches("index.html"));
        let (count, found) = ask(real, title);
        assert!(count > 0, "{title}");
        assert!(found.contains(&address) || count > 8, "{title}: {address} is not among {found:?}");
    }
}

#[test]
fn an_indicator_is_found_by_what_it_asks_and_by_what_explains_it() {
    let files = built(&minimal());
    for query in ["tự học", "hop tac"] {
        assert!(ask(&files, query).1.iter().any(|href| href.contains("tieu-chi/mau/")), "{query}");
    }
}

#[test]
fn a_page_is_found_first_by_its_keywords_and_they_are_shown_nowhere() {
    let keywords = "title = \"Tin xấu\"\nkeywords = [\"lừa đảo\", \"mã\tOTP\"]\ndescription = \"Một câu.\"\n";
    let site = minimal()
        .with(
            "content/articles/dau-tien.md",
            "+++\ntitle = \"Bài đầu\"\ndescription = \"Nói về lừa đảo, mã OTP.\"\n+++\nChữ.\n",
        )
        .with("content/articles/tin-xau.md", format!("+++\n{keywords}+++\nChữ.\n"));
    let files = built(&site);
    for query in ["lừa đảo", "lua dao", "mã otp", "OTP"] {
        let (count, found) = ask(&files, query);
        assert!(count == 2 && found[0].ends_with("/tin-xau/"), "{query}: {found:?}");
    }
    let pages = files.iter().filter(|(path, _)| is_kind(path, "html"));
    for (path, bytes) in pages.filter(|(path, _)| path.contains("tin-xau")) {
        assert!(!String::from_utf8_lossy(bytes).contains("OTP"), "{path}");
    }
}

#[test]
fn what_people_call_a_thing_leads_to_the_page_about_it() {
    let asked = [
        ("CDHT", "tieu-chi/cdht/"),
        ("lừa đảo", "tap-huan/dich-vu-cong-an-toan/nhan-ra-loi-lua/"),
        ("bị lừa", "tap-huan/dich-vu-cong-an-toan/lo-bi-lua/"),
        ("mã otp", "tap-huan/dich-vu-cong-an-toan/mat-khau/"),
        ("zalo", "tap-huan/dien-thoai-tu-dau/goi-va-luu-so/"),
        ("facebook", "bai-viet/tin-that-tin-gia/"),
        ("wifi", "tap-huan/dien-thoai-tu-dau/vao-mang/"),
        ("4G", "tap-huan/dien-thoai-tu-dau/vao-mang/"),
        ("gọi video", "tap-huan/dien-thoai-tu-dau/goi-va-luu-so/"),
        ("email", "tap-huan/dich-vu-cong-an-toan/mat-khau/"),
        ("đăng kí", "bai-viet/dang-ky-de-lam-gi/"),
    ];
    let others = asked.into_iter().filter_map(|(query, address)| {
        let (_, found) = ask(&real_site().files, query);
        (found.first() != Some(&format!("../{address}"))).then(|| format!("{query}: {found:?}"))
    });
    assert_eq!(others.collect::<Vec<_>>(), Vec::<String>::new(), "another page comes first");
}

#[test]
fn drafts_and_comments_are_not_found() {
    let files = built(&site(
        "-- content/b.md --\n+++\ntitle = \"B\"\ndescription = \"Mục.\"\n+++\nCó <!-- bí mật --> chữ.\n\
                             -- content/c.md --\n+++\ntitle = \"C\"\ndescription = \"Nháp.\"\ndraft = true\n+++\nBản nháp.\n",
    ));
    assert_eq!(ask(&files, "chữ").0, 1);
    for query in ["bí", "nháp"] {
        assert_eq!(ask(&files, &format!("{query} ")).0, 0, "{query}");
    }
}

/// All texts that a search can show.
fn cards(files: &Tree) -> String {
    let folder = folder(files);
    let of_cards = files.iter().filter(|(path, _)| path.starts_with(&format!("{folder}c")) && is_kind(path, "txt"));
    of_cards.map(|(_, bytes)| String::from_utf8(bytes.clone()).expect("cards are text")).collect()
}

#[test]
fn the_numbers_of_footnotes_and_their_ways_back_are_not_in_what_is_found() {
    let site = minimal().with(
        "content/articles/dau-tien.md",
        "+++\ntitle = \"Bài đầu\"\ndescription = \"Một câu.\"\n+++\n\
         Xem tài liệu này[^a] và lần nữa[^a]. Tiếp theo[^b].\n\n[^a]: Sách giấy.\n[^b]: Sách trên máy[^c].\n[^c]: Kho sách.\n",
    );
    let cards = cards(&built(&site));
    for read in ["Xem tài liệu này và lần nữa. Tiếp theo.", "Sách giấy.", "Sách trên máy.", "Kho sách."]
    {
        assert!(cards.contains(read), "{read}: {cards}");
    }
    assert!(!cards.contains('↑') && !cards.contains("này1") && !cards.contains("theo.2"), "{cards}");
}

#[test]
fn a_site_may_do_without() {
    let site = minimal();
    let settings = std::fs::read_to_string(site.root().join("site.toml")).expect("its settings");
    let site = site.with("site.toml", format!("search = false\n{settings}"));
    let files = built(&site);
    assert!(!files.keys().any(|path| path.starts_with("tim-kiem/")));
    assert!(!site.output("index.html").contains("tim-kiem"));
}

#[test]
fn an_edit_moves_the_index_to_another_folder_and_nothing_else_does() {
    let site = minimal();
    let before = folder(&built(&site));
    assert_eq!(before, folder(&built(&site)));
    let site = site.replacing("content/articles/dau-tien.md", "Mở đầu", "Khởi đầu");
    assert_ne!(before, folder(&built(&site)));
}

#[test]
fn the_index_is_the_same_on_any_number_of_cores() {
    let site = minimal();
    let build = |threads: &str| {
        let status = std::process::Command::new(env!("CARGO_BIN_EXE_hoctap"))
            .args(["build", "--today", crate::support::TODAY, "--out", threads])
            .env("RAYON_NUM_THREADS", threads)
            .current_dir(site.root())
            .output()
            .expect("hoctap was built for this test");
        assert!(status.status.success());
        crate::support::tree(&site.root().join(threads))
    };
    assert_eq!(build("1"), build("7"));
}

#[test]
fn from_a_disk_every_part_is_a_script() {
    let site = minimal();
    site.run(&["build", "--portable", "--today", crate::support::TODAY]).succeeds();
    let files = site.public();
    let folder = folder(&files);
    for path in files.keys().filter(|path| path.starts_with(&folder)) {
        assert!(is_kind(path, "js"), "{path}");
    }
    assert!(files[&format!("{folder}root.bin.js")].starts_with(b"hoctapPart('root.bin','"));
    assert!(site.output("tim-kiem/index.html").contains("data-portable"));
}

#[test]
fn the_page_of_the_search_may_run_a_module_and_fetch_its_parts_and_nothing_else() {
    let html = real_site().text("tim-kiem/index.html");
    let tags = tags(html);
    let policy = tags.iter().find_map(|tag| tag.get("http-equiv").and(tag.get("content"))).expect("a policy");
    assert!(
        policy.contains("script-src 'self' 'wasm-unsafe-eval'") && policy.contains("connect-src 'self'"),
        "{policy}"
    );
    assert_eq!(tags.iter().filter(|tag| tag.get("type") == Some("search")).count(), 1);
}

#[test]
fn the_module_of_the_search_is_small_and_loads_on_old_phones() {
    let real = real_site();
    let module = &real.files[&format!("{}search.wasm", folder(&real.files))];
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(module).expect("memory takes it");
    let size = encoder.finish().expect("memory takes it").len();
    assert!(size <= 20 * 1024, "{size}");
    wasmparser::Validator::new_with_features(wasmparser::WasmFeatures::WASM1)
        .validate_all(module)
        .expect("nothing newer than WebAssembly 1.0");
}

#[test]
fn a_first_search_moves_little() {
    let printed = &real_site().printed;
    for row in ["mô-đun tìm kiếm", "mục lục tìm kiếm, theo lượng chữ", "lần tìm đầu tiên"] {
        assert!(printed.lines().any(|line| line.contains(row) && line.contains('✓')), "{row} in:\n{printed}");
    }
}
