//! `huisuan scan`, `new` and `explain`, as whoever writes packs sees them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn huisuan(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_huisuan"))
        .args(arguments)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scan"))
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap() + &String::from_utf8(output.stderr.clone()).unwrap()
}

/// A folder of this test alone, under the folder that cargo gives to tests.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn every_quantity_is_covered_or_named() {
    let output = huisuan(&["scan", "town.txt", "--pack", "town.toml", "--lang", "en"]);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(1));
    for line in [
        "3:13\t到2026年底\t2026-12-31\tnot computed: A goal of the city that entitles nobody.",
        "4:12\t500万元及以下\t≤ 5000000 yuan\tmeasure interest",
        "6:25\t至2026年12月31日\t2026-12-31\tin force",
        " --> town.txt:5:11",
        "^^^^^^^^ a quantity without a number",
        " --> town.txt:5:20",
        "^^^^^^^^ ≥ 100000000 yuan",
        "measure gone: the text has no such sentence: 按实际支付利息的50%给予贴息",
        "9 quantities, bounds and dates: 7 covered, 2 not; 1 quoted sentences are not in the text",
    ] {
        assert!(said.contains(line), "{line}\nis not in\n{said}");
    }
}

#[test]
fn with_reasons_for_the_rest_nothing_is_left() {
    let folder = folder("scan");
    let pack = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scan/town.toml")).unwrap();
    let start = pack.find("[[measure]]\nid = \"gone\"").unwrap();
    let end = pack.find("[[beyond]]").unwrap();
    let reason = "\n[[beyond]]\nquote = [\"新增存款一定比例用于当地\", \"亿元以上企业由市级名单确定\"]\nzh = \"没有数额。\"\nen = \"No amount.\"\n";
    let whole = format!("{}{}{reason}", &pack[..start], &pack[end..]);
    let file = folder.join("town.toml");
    std::fs::write(&file, whole).unwrap();
    let output = huisuan(&["scan", "town.txt", "--pack", &file.display().to_string()]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

#[test]
fn without_a_pack_a_draft_is_made_that_is_toml() {
    let output = huisuan(&["scan", "town.txt"]);
    let draft = said(&output);
    assert_eq!(output.status.code(), Some(0));
    let table: toml::Table = draft.parse().unwrap();
    assert_eq!(table["measure"].as_array().unwrap().len(), 3, "{draft}");
    assert_eq!(table["document"]["force"]["to"].as_str(), Some("至2026年12月31日"));
    // What only a person can fill in is asked for, and nothing of the example is left in its place.
    let file = folder("draft").join("town.toml");
    std::fs::write(&file, &draft).unwrap();
    let checked = said(&huisuan(&["check", &file.display().to_string(), "--lang", "en"]));
    for key in ["region", "en", "number", "issued_on", "article", "zh"] {
        assert!(
            checked.contains(&format!("error: {key} is still empty")),
            "{key}\nis not in\n{checked}"
        );
    }
    assert!(!draft.contains("330300"), "{draft}");
}

#[test]
fn a_new_pack_passes_the_check_as_it_stands() {
    let folder = folder("new");
    let shown = folder.display().to_string();
    let output = huisuan(&["new", "qingshan-2024", &shown]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let pack = folder.join("packs/qingshan-2024.toml").display().to_string();
    let output = huisuan(&["check", &pack, "--lang", "en"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("1 documents, 1 measures, 3 cases: 0 errors, 0 warnings"));
    // What exists is not overwritten, and a name must be one.
    assert_eq!(huisuan(&["new", "qingshan-2024", &shown]).status.code(), Some(3));
    assert_eq!(huisuan(&["new", "Qing Shan", &shown]).status.code(), Some(2));
}

#[test]
fn a_measure_is_explained_in_both_languages() {
    let output = huisuan(&["explain", "wenzhou-2022/art-5-firm"]);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(0));
    for line in [
        "# 技术产权证券化利息补助",
        "【可享受相应融资利息30%】",
        "## 条件",
        "## 怎么算",
        "# Rebate of interest on technology-rights securitisation",
        "## How it is computed",
        "## Cases",
    ] {
        assert!(said.contains(line), "{line}\nis not in\n{said}");
    }
    let reported = huisuan(&["explain", "national-sme-2026/interest"]);
    let reported = self::said(&reported);
    for line in ["来源：新华社 2026-01-20 的报道", "Sources: 新华社 2026-01-20 的报道"] {
        assert!(reported.contains(line), "{line}\nis not in\n{reported}");
    }
    let unknown = huisuan(&["explain", "wenzhou-2022/art-55"]);
    assert_eq!(unknown.status.code(), Some(2));
}
