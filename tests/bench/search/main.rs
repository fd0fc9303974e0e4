//! What search costs the reader: the index, and what a first search moves, beside `MiniSearch` and Pagefind on the same
//! thousand pages of 1.4 KB. Numbers to read, not a test. Needs `node` and `npm`; without, only our own are shown.

#[path = "../words.rs"]
#[allow(dead_code, reason = "another bench needs more of it")]
mod words;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use std::error::Error;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_check::search::engine::{Answer, Engine, IndexFile};
use words::{Dice, Words};

const PAGES: usize = 1_000;
/// Bytes of text in a page.
const TEXT: usize = 1_400;
/// What is asked, each in a browser of its own; typed without marks as most do.
const QUERIES: [&str; 4] = ["hoc tap suot doi", "gia dinh", "quyet dinh", "ke hoach nam"];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench-search");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let words = Words::of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../content"))?;
    let documents = write_site(&folder, &words, &mut Dice(1))?;
    let status = Command::new(env!("CARGO_BIN_EXE_hoctap")).arg("build").current_dir(&folder).output()?.status;
    if !status.success() {
        return Err("the site does not build".into());
    }
    let parts = parts_of(&folder.join("public/tim-kiem"))?;
    let index = sizes(&parts, |name| Path::new(name).extension().is_some_and(|kind| kind == "bin"))?;
    println!("{PAGES} pages of {TEXT} bytes, in bytes as they are moved");
    println!("{:<12} {:>9} {:>14}", "", "index", "first search");
    for query in QUERIES {
        println!("{:<12} {index:>9} {:>14}  {query}", "hoctap", first_search(&parts, query)?);
    }
    match peers(&folder, &documents) {
        Ok(peers) => {
            for (name, note) in
                [("minisearch", "code and index"), ("pagefind", "code and meta, before a word is asked")]
            {
                println!("{name:<12} {:>9} {:>14}  {note}", peers[name]["index"], peers[name]["first"]);
            }
        }
        Err(error) => println!("no peers: {error}"),
    }
    Ok(())
}

/// Writes the sources; gives the same pages as plain documents.
fn write_site(folder: &Path, words: &Words, dice: &mut Dice) -> Result<Vec<Value>, Box<dyn Error>> {
    let section = "+++\ntitle = \"Bài\"\ndescription = \"Các bài.\"\n+++\n";
    fs::create_dir_all(folder.join("content/bai"))?;
    fs::write(folder.join("site.toml"), "title = \"Trang để đo\"\ndescription = \"Một trang để đo.\"\nid = \"do\"\n")?;
    fs::write(folder.join("content/_index.md"), section.replace("Bài", "Trang đầu"))?;
    fs::write(folder.join("content/bai/_index.md"), section)?;
    let mut documents = Vec::new();
    for number in 0..PAGES {
        let title = format!("{} {number}", words.sentence(dice, 5).trim_end_matches('.'));
        let description = words.sentence(dice, 10);
        let mut text = String::new();
        for part in 1..=3 {
            text += &format!("\n## {}\n\n", words.sentence(dice, 5).trim_end_matches('.'));
            while text.len() < TEXT * part / 3 {
                text += &words.sentence(dice, 12);
                text.push(if dice.below(4) == 0 { '\n' } else { ' ' });
            }
            text.push('\n');
        }
        let page = format!("+++\ntitle = \"{title}\"\ndescription = \"{description}\"\n+++\n{text}");
        fs::write(folder.join(format!("content/bai/bai-{number:04}.md")), page)?;
        documents.push(json!({ "id": number, "title": title, "text": format!("{description}\n{text}") }));
    }
    Ok(documents)
}

/// The one folder of parts.
fn parts_of(search: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let folders = fs::read_dir(search)?.flatten().map(|entry| entry.path());
    folders.into_iter().find(|path| path.is_dir()).ok_or_else(|| "no index".into())
}

fn sizes(parts: &Path, is_meant: impl Fn(&str) -> bool) -> Result<usize, Box<dyn Error>> {
    let mut sum = 0;
    for entry in fs::read_dir(parts)?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if is_meant(&name) {
            sum += moved(parts, &name)?.1;
        }
    }
    Ok(sum)
}

/// A part, and what it weighs on the way: text is compressed by the host, the rest is compressed already.
fn moved(parts: &Path, name: &str) -> Result<(Vec<u8>, usize), Box<dyn Error>> {
    let bytes = fs::read(parts.join(name))?;
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&bytes)?;
    let zipped = encoder.finish()?.len();
    let size = if Path::new(name).extension().is_some_and(|kind| kind == "bin") { bytes.len() } else { zipped };
    Ok((bytes, size))
}

/// What a browser that has nothing yet moves for a question.
fn first_search(parts: &Path, query: &str) -> Result<usize, Box<dyn Error>> {
    let (root, mut sum) = moved(parts, "root.bin")?;
    sum += moved(parts, "search.js")?.1 + moved(parts, "search.wasm")?.1;
    let mut engine = Engine::open(&root).ok_or("the root cannot be read")?;
    while let Answer::Needs(needed) = engine.ask(query, 8) {
        for part in needed {
            let name = match part {
                IndexFile::Shard(number) => format!("s{number}.bin"),
                IndexFile::Cards(number) => format!("c{number}.txt"),
                IndexFile::Vocabulary => "v.bin".to_owned(),
            };
            let (bytes, size) = moved(parts, &name)?;
            sum += size;
            engine.take(part, &bytes);
        }
    }
    Ok(sum)
}

fn peers(folder: &Path, documents: &[Value]) -> Result<Value, Box<dyn Error>> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/bench/search/peers.mjs");
    fs::write(folder.join("documents.json"), serde_json::to_vec(documents)?)?;
    fs::copy(script, folder.join("peers.mjs"))?;
    fs::write(folder.join("package.json"), "{\"private\":true}")?;
    let mut npm = Command::new("npm");
    npm.args(["install", "--no-fund", "--no-audit", "minisearch@7", "pagefind@1"]);
    let install = npm.current_dir(folder).output()?;
    if !install.status.success() {
        return Err(String::from_utf8_lossy(&install.stderr).into());
    }
    let node = Command::new("node").args(["peers.mjs", "documents.json", "public"]).current_dir(folder).output()?;
    let last = String::from_utf8_lossy(&node.stdout).lines().last().unwrap_or_default().to_owned();
    serde_json::from_str(&last).map_err(|_| String::from_utf8_lossy(&node.stderr).into())
}
