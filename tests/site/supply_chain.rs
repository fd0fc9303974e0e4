//! What the command is made of: only what `deny.toml` allows. cargo-deny holds it to more (`make deny`) and needs minutes
//! and a network; this needs neither.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::support::repository;

/// The rules, as cargo-deny reads them.
fn rules() -> toml::Table {
    fs::read_to_string(repository().join("deny.toml")).expect("deny.toml").parse().expect("deny.toml is TOML")
}

fn texts(rules: &toml::Table, table: &str, key: &str) -> BTreeSet<String> {
    let list = rules[table][key].as_array().expect("a list");
    list.iter().map(|text| text.as_str().expect("a text").to_owned()).collect()
}

/// The crates that are compiled for this machine: all that the lock file holds but those for other systems.
fn crates() -> Vec<Value> {
    let host = Command::new("rustc").arg("-vV").output().expect("rustc says for what it compiles").stdout;
    let host = String::from_utf8(host).expect("text");
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).expect("its host");
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", host])
        .current_dir(repository())
        .output()
        .expect("cargo describes the project");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let nodes = metadata["resolve"]["nodes"].as_array().expect("a list");
    let used: BTreeSet<String> = nodes.iter().filter_map(|node| Some(node["id"].as_str()?.to_owned())).collect();
    let Value::Array(packages) = metadata["packages"].take() else { panic!("a list") };
    packages.into_iter().filter(|package| package["id"].as_str().is_some_and(|id| used.contains(id))).collect()
}

/// Whether a licence as crates state it lets us choose one of those that are allowed.
fn is_allowed(license: &str, allowed: &BTreeSet<String>) -> bool {
    let spaced = license.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let (fine, rest) = any_of(&words, allowed);
    fine && rest.is_empty()
}

fn any_of<'w, 't>(words: &'w [&'t str], allowed: &BTreeSet<String>) -> (bool, &'w [&'t str]) {
    let (mut fine, mut rest) = all_of(words, allowed);
    while rest.first() == Some(&"OR") {
        let (other, behind) = all_of(&rest[1..], allowed);
        (fine, rest) = (fine | other, behind);
    }
    (fine, rest)
}

fn all_of<'w, 't>(words: &'w [&'t str], allowed: &BTreeSet<String>) -> (bool, &'w [&'t str]) {
    let (mut fine, mut rest) = one(words, allowed);
    while rest.first() == Some(&"AND") {
        let (other, behind) = one(&rest[1..], allowed);
        (fine, rest) = (fine & other, behind);
    }
    (fine, rest)
}

fn one<'w, 't>(words: &'w [&'t str], allowed: &BTreeSet<String>) -> (bool, &'w [&'t str]) {
    match words {
        ["(", behind @ ..] => {
            let (fine, rest) = any_of(behind, allowed);
            (fine && rest.first() == Some(&")"), rest.get(1..).unwrap_or_default())
        }
        [license, "WITH", exception, rest @ ..] => (allowed.contains(&format!("{license} WITH {exception}")), rest),
        [license, rest @ ..] => (allowed.contains(*license), rest),
        [] => (false, words),
    }
}

#[test]
fn every_crate_has_a_licence_that_is_allowed_and_comes_from_crates_io() {
    let rules = rules();
    let (licenses, sources) = (texts(&rules, "licenses", "allow"), texts(&rules, "sources", "allow-registry"));
    let banned: BTreeSet<&str> =
        rules["bans"]["deny"].as_array().expect("a list").iter().filter_map(|ban| ban["crate"].as_str()).collect();
    let crates = crates();
    assert!(crates.len() > 100, "all of them, not only our own: {}", crates.len());
    for package in &crates {
        let (name, license) = (package["name"].as_str().unwrap_or_default(), package["license"].as_str());
        assert!(!banned.contains(name), "{name} is banned: deny.toml says why");
        let license = license.unwrap_or_default();
        assert!(is_allowed(license, &licenses), "{name}: the licence {license:?} is not allowed in deny.toml");
        let source = package["source"].as_str().and_then(|source| source.strip_prefix("registry+"));
        let is_ours = package["source"].is_null();
        assert!(is_ours || source.is_some_and(|source| sources.contains(source)), "{name} comes from {source:?}");
    }
}

#[test]
fn the_lock_file_names_no_banned_crate_for_any_system() {
    let lock = fs::read_to_string(repository().join("Cargo.lock")).expect("Cargo.lock");
    for ban in rules()["bans"]["deny"].as_array().expect("a list") {
        let name = ban["crate"].as_str().expect("a name");
        assert!(!lock.contains(&format!("name = \"{name}\"\n")), "{name} is banned: deny.toml says why");
    }
    assert!(!lock.contains("source = \"git+"), "every crate comes from a registry");
}

#[test]
fn a_licence_is_read_as_crates_state_it() {
    let allowed = ["MIT", "ISC", "Apache-2.0 WITH LLVM-exception"].map(str::to_owned).into();
    for fine in [
        "MIT",
        "MIT OR GPL-3.0",
        "GPL-3.0/MIT",
        "(GPL-3.0 OR MIT) AND ISC",
        "Apache-2.0 WITH LLVM-exception OR GPL-3.0",
    ] {
        assert!(is_allowed(fine, &allowed), "{fine}");
    }
    for not in ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT OR ISC) AND GPL-3.0", "Apache-2.0", "(MIT"] {
        assert!(!is_allowed(not, &allowed), "{not}");
    }
}
