//! What a reader of the tree may rely on.

#![expect(clippy::panic, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use huisuan_tests::visitor::PAGES;
use huisuan_xtask::{dist, shell};
use text::Language;

/// Most lines of a source file.
const LONGEST: usize = 500;

/// The files of a folder of the clone, without what is built.
fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let all = dist::files(&shell::root().join(folder)).unwrap_or_else(|error| panic!("{error}"));
    all.into_iter()
        .filter(|file| file.extension().is_some_and(|found| found == extension))
        .collect()
}

fn text(file: &Path) -> String {
    std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

#[test]
fn no_source_file_is_too_long_to_read_at_once() {
    for folder in ["crates", "web", "tests"] {
        for file in files(folder, "rs") {
            let lines = text(&file).lines().count();
            assert!(lines <= LONGEST, "{} has {lines} lines", file.display());
        }
    }
}

#[test]
fn every_mechanism_quotes_the_clause_that_needs_it() {
    for file in files("crates/rules/src/mechanism", "rs") {
        if file.ends_with("loan_facts.rs") {
            continue;
        }
        let text = text(&file);
        let cites = text
            .lines()
            .any(|line| line.starts_with("///") && (line.contains('“') || line.contains("as reported:")));
        assert!(cites, "{} quotes no clause", file.display());
    }
}

#[test]
fn every_pack_and_its_cases_are_listed() {
    for (folder, name) in [("crates/policies/packs", "packs"), ("crates/policies/cases", "cases")] {
        let mut found: Vec<String> = files(folder, "toml")
            .iter()
            .filter_map(|file| Some(file.file_stem()?.to_str()?.to_owned()))
            .collect();
        found.sort();
        let mut listed: Vec<String> = policies::PACKS.iter().map(|(id, _, _)| (*id).to_owned()).collect();
        listed.sort();
        assert_eq!(found, listed, "{name}");
    }
}

#[test]
fn every_document_is_named_like_its_file() {
    for (id, text, _) in policies::PACKS {
        let pack = policies::pack(id, text).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(pack.document.id, *id);
        // Editors complete and check a pack by this line.
        assert!(text.starts_with("#:schema ../pack.schema.json\n"), "{id}");
    }
}

#[test]
fn no_page_uses_inline_style() {
    for file in files("web/src", "rs")
        .into_iter()
        .chain(files("crates/pages/src", "rs"))
    {
        let text = text(&file);
        let inline = ["\"style\"", "style=", "<style"]
            .iter()
            .any(|style| text.contains(style));
        assert!(!inline, "{} would break the policy", file.display());
    }
    let mut pages = files("web", "html");
    pages.push(shell::root().join("index.html"));
    assert!(pages.len() >= 3, "{pages:?}");
    for page in pages {
        let text = text(&page);
        let inline = text.contains("style=") || text.contains("<style");
        assert!(!inline, "{} would break the policy", page.display());
    }
}

#[test]
fn every_file_of_browser_tests_is_run_by_a_command() {
    let commands = ["test", "bench"].map(|name| text(&shell::root().join(format!("crates/xtask/src/{name}.rs"))));
    for file in files("tests/tests", "rs") {
        let is_suite = file.parent().is_some_and(|folder| folder.ends_with("tests/tests"));
        if is_suite && text(&file).contains(concat!("#[", "ignore")) {
            let name = file.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
            let named = commands.iter().any(|command| command.contains(&format!("\"{name}\"")));
            assert!(named, "no command runs {name}");
        }
    }
}

#[test]
fn what_is_tried_on_every_page_is_tried_on_each_page_of_the_navigation() {
    let page = text(&shell::root().join("index.html"));
    let inside = page.split_once("<nav").and_then(|(_, rest)| rest.split_once("</nav>"));
    let links = inside.map_or("", |(inside, _)| inside).split("href=\"#/").skip(1);
    let links: Vec<&str> = links.filter_map(|link| Some(link.split_once('"')?.0)).collect();
    assert_eq!(links, PAGES);
}

#[test]
fn the_page_of_tables_says_everything_in_every_language() {
    let script = text(&shell::root().join("web/static/batch-words.js"));
    let named = |line: &str, indent: &str| {
        let (name, _) = line.strip_prefix(indent)?.split_once(": ")?;
        (!name.starts_with(' ')).then(|| name.trim_matches('"').to_owned())
    };
    let mut languages: Vec<(String, BTreeSet<String>)> = Vec::new();
    for line in script.lines() {
        if let Some(language) = named(line, "  ") {
            languages.push((language, BTreeSet::new()));
        }
        if let (Some(word), Some((_, said))) = (named(line, "    "), languages.last_mut()) {
            said.insert(word);
        }
    }
    let spoken: Vec<&str> = languages.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(spoken, Language::ALL.map(Language::id));
    let everything = languages.first().map(|(_, said)| said);
    assert!(everything.is_some_and(|said| said.len() > 100));
    for (language, said) in &languages {
        assert_eq!(Some(said), everything, "{language}");
    }
}

/// The names in the manifests of the workspace and in the first column of the tables of `DEPENDENCIES.md`.
#[test]
fn every_dependency_says_why_it_is_there() {
    let root = shell::root();
    let manifests = files("crates", "toml").into_iter().chain(files("web", "toml"));
    let manifests = manifests.chain(files("tests", "toml"));
    let manifests = manifests.filter(|file| file.file_name().is_some_and(|name| name == "Cargo.toml"));
    let workspace: toml::Table = text(&root.join("Cargo.toml"))
        .parse()
        .unwrap_or_else(|error| panic!("{error}"));
    let shared = workspace
        .get("workspace")
        .and_then(|workspace| workspace.get("dependencies"));
    let is_ours = |name: &str| shared.and_then(|shared| shared.get(name)?.get("path")).is_some();
    let (mut used, mut listed) = (BTreeSet::new(), BTreeSet::new());
    for manifest in manifests {
        let manifest: toml::Table = text(&manifest).parse().unwrap_or_else(|error| panic!("{error}"));
        for kind in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let names = manifest.get(kind).and_then(toml::Value::as_table);
            let foreign = names.into_iter().flatten();
            let foreign = foreign.filter(|(name, value)| !is_ours(name) && value.get("path").is_none());
            used.extend(foreign.map(|(name, _)| name.clone()));
        }
    }
    for line in text(&root.join("DEPENDENCIES.md")).lines() {
        let Some(names) = line.strip_prefix("| `").and_then(|line| line.split(" |").next()) else {
            continue;
        };
        listed.extend(names.split(", ").map(|name| name.trim_matches('`').to_owned()));
    }
    assert_eq!(used, listed);
}
