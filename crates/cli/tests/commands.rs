//! Every command as programs and shells see it: JSON, exit codes, both languages, and a reader who goes away.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use std::path::Path;

use common::{huisuan, start};
use serde_json::Value;

/// What a command prints as JSON, which must be one document in one line.
#[track_caller]
fn json(arguments: &[&str], code: i32) -> Value {
    let output = huisuan(arguments, REQUEST);
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {text}");
    assert_eq!(text.lines().count(), 1, "{arguments:?}: {text}");
    serde_json::from_str(&text).unwrap()
}

const REQUEST: &str = r#"{ "schema": 1, "day": "2024-12-01", "measures": ["wenzhou-2022/art-5-firm"] }"#;

/// A folder of this test alone.
fn folder(name: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    std::fs::create_dir_all(&folder).unwrap();
    folder.display().to_string()
}

#[test]
fn every_command_has_json_for_programs() {
    assert_eq!(
        json(&["assess", "--json"], 0)["outcomes"][0]["measure"],
        "wenzhou-2022/art-5-firm"
    );
    assert_eq!(json(&["schedule", "--json"], 0)["schema"], 1);
    assert!(json(&["facts", "--json"], 0)["group"].as_array().unwrap().len() > 5);
    let asked = json(&["facts", "wenzhou-2022/art-4", "--json"], 0);
    assert_eq!(asked[0]["fact"], "applicant.registered_region");
    assert_eq!(json(&["documents", "--json"], 0)[0]["id"], "wenzhou-2022");
    assert!(json(&["visits", "--json"], 0)[0]["files"].as_array().unwrap().len() > 1);

    let check = json(
        &[
            "check",
            "mistakes/ten.toml",
            "--json",
            "--day",
            "2026-11-21",
            "--lang",
            "en",
        ],
        1,
    );
    assert_eq!((&check["errors"], &check["warnings"]), (&10.into(), &2.into()));
    let diagnostics = check["diagnostics"].as_array().unwrap();
    assert_eq!(diagnostics.len(), 12);
    for diagnostic in diagnostics {
        assert!(diagnostic["place"]["line"].as_u64() > Some(0) && diagnostic["place"]["column"].as_u64() > Some(0));
    }
    assert_eq!(json(&["check", "--json"], 0)["errors"], 0);

    let scan = json(&["scan", "scan/town.txt", "--pack", "scan/town.toml", "--json"], 1);
    assert_eq!(scan["mentions"].as_array().unwrap().len(), 9);
    assert_eq!(scan["missing"].as_array().unwrap().len(), 1);
    let draft = json(&["scan", "scan/town.txt", "--json"], 0);
    assert_eq!(draft["mentions"][0]["line"], 3);

    let explained = json(&["explain", "wenzhou-2022/art-4", "--json", "--lang", "en"], 0);
    assert_eq!(explained["measure"], "wenzhou-2022/art-4");
    assert!(explained["cases"].as_array().unwrap().len() > 3);

    let new = folder("json-new");
    let files = json(&["new", "city-2025", &new, "--json"], 0);
    assert_eq!(files["files"].as_array().unwrap().len(), 2);
    let published = folder("json-published");
    let first = json(&["publish", &published, "--day", "2026-11-22", "--json"], 0);
    assert_eq!(first[0]["day"], "2026-11-22");
    assert_eq!(
        json(&["publish", &published, "--check", "--day", "2026-11-23", "--json"], 0),
        Value::Array(Vec::new())
    );
    let data = folder("json-data");
    let files = json(&["export", &data, "--published", &published, "--json"], 0);
    let names: Vec<&str> = files["files"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    assert!(
        names.contains(&"index.json") && names.contains(&"versions/wenzhou-2022.bin"),
        "{names:?}"
    );
    for name in names {
        assert!(Path::new(&data).join(name).is_file(), "{name}");
    }
    let site = folder("json-pages");
    let files = json(&["pages", &site, "--day", "2026-11-22", "--json"], 0);
    assert!(files["files"].as_array().unwrap().len() > 150);
}

#[test]
fn what_is_not_published_is_an_error_of_the_check() {
    let published = folder("unpublished");
    let output = huisuan(&["publish", &published, "--check", "--day", "2026-11-22"], "");
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("cargo xtask publish"), "{said}");
    assert!(!Path::new(&published).join("versions.jsonl").exists());
}

#[test]
fn a_file_that_is_not_built_in_is_explained() {
    let pack = "../../policies/guide/packs/suizhou-2025.toml";
    let output = huisuan(&["explain", "suizhou-2025/first-loan", "--pack", pack], "");
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(
        said.contains("【按2%给予贴息】") && said.contains("首次贷款，但不是高新技术企业"),
        "{said}"
    );
    let wrong = huisuan(&["explain", "ten/loans", "--pack", "mistakes/ten.toml"], "");
    assert_eq!(wrong.status.code(), Some(1));
    assert!(
        String::from_utf8(wrong.stderr)
            .unwrap()
            .contains("huisuan check mistakes/ten.toml")
    );
}

#[test]
fn exit_codes_are_those_of_the_readme() {
    for (arguments, input, code) in [
        (&["documents"][..], "", 0),
        (&["assess"], REQUEST, 0),
        (&["assess"], "{", 1),
        (&["assess"], r#"{ "schema": 1, "day": "yesterday" }"#, 1),
        (&["schedule"], "[]", 1),
        (&[], "", 2),
        (&["chekc"], "", 2),
        (&["facts", "wenzhou-2022/art-55"], "", 2),
        (&["explain", "wenzhou-2022/art-55"], "", 2),
        (&["pages", "."], "", 2),
        (&["publish"], "", 2),
        (
            &["batch", "--day", "2026-11-22", "--measure", "no/such"],
            "贷款本金\n1\n",
            2,
        ),
        (
            &["batch", "--day", "2026-11-22", "--role", "nobody"],
            "贷款本金\n1\n",
            2,
        ),
        (&["documents", "--colour"], "", 2),
        (&["check", "--day", "tomorrow"], "", 2),
        (&["completion", "tcsh"], "", 2),
        (&["check", "no-such-file.toml"], "", 3),
        (&["scan", "no-such-file.txt"], "", 3),
    ] {
        let output = huisuan(arguments, input);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
        assert!(!said.contains("panicked"), "{arguments:?}: {said}");
    }
}

#[test]
fn a_reader_who_goes_away_is_no_panic() {
    let mut child = start(&["facts", "--json"]);
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(!said.contains("panicked"), "{said}");
}

#[test]
fn messages_are_in_the_language_that_was_asked_for() {
    let said = |arguments: &[&str]| {
        let output = huisuan(arguments, "");
        String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap()
    };
    let chinese = |text: &str| {
        text.chars()
            .any(|character| ('\u{4e00}'..='\u{9fff}').contains(&character))
    };
    for arguments in [
        &["--help"][..],
        &["chekc"],
        &[],
        &["check"],
        &["pages", "."],
        &["explain", "no/such"],
        &["documents", "--colour"],
        &["documents", "--json=yes"],
        &["batch", "--job"],
        &["check", "--day", "x"],
        &["batch", "--skip", "x"],
        &["assess", "--lang", "fr"],
    ] {
        assert!(chinese(&said(arguments)), "{arguments:?}");
        // Wherever it stands, and however it is written.
        let english = said(&[&["--lang=en"], arguments].concat());
        assert!(!chinese(&english) && !english.is_empty(), "{arguments:?}: {english}");
    }
    let behind = said(&["check", "--day", "x", "--lang", "en"]);
    assert!(!chinese(&behind) && !behind.is_empty(), "{behind}");
    assert!(said(&["facts", "wenzhou-2022/art-4"]).contains("险种"));
    assert!(said(&["facts", "wenzhou-2022/art-4", "--lang", "en"]).contains("Kind of policy"));
}

#[test]
fn a_command_tells_how_it_is_written_itself() {
    let said = |arguments: &[&str]| {
        let output = huisuan(arguments, "");
        let said = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
        (output.status.code(), said)
    };
    let (code, help) = said(&["scan", "--help", "--lang", "en"]);
    assert_eq!(code, Some(0));
    assert!(help.starts_with("huisuan scan TEXT [--pack FILE]\n"), "{help}");
    assert!(help.contains("--pack FILE") && !help.contains("--totals"), "{help}");
    let (code, wrong) = said(&["scan", "--lang", "en"]);
    assert_eq!(code, Some(2));
    assert!(
        wrong.contains("it is written huisuan scan TEXT [--pack FILE]"),
        "{wrong}"
    );
}

#[test]
fn an_option_that_a_command_does_not_take_is_refused_instead_of_being_ignored() {
    for (arguments, option) in [
        (&["assess", "--document", "wenzhou-2022"][..], "--document"),
        (&["documents", "--csv"], "--csv"),
        (&["--skip", "5", "schedule"], "--skip"),
        (&["check", "--pack", "a.toml"], "--pack"),
        (&["assess", "--day", "2026-11-22"], "--day"),
        (&["facts", "--day", "2026-11-22"], "--day"),
    ] {
        let output = huisuan(arguments, "");
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(
            (output.status.code(), output.stdout.len()),
            (Some(2), 0),
            "{arguments:?}: {said}"
        );
        assert!(said.contains(option), "{said}");
    }
    assert_eq!(
        huisuan(&["documents", "--json", "--lang", "en"], "").status.code(),
        Some(0)
    );
}

#[test]
fn the_readme_lists_every_command() {
    let readme = include_str!("../README.md");
    let help = huisuan(&["--help"], "");
    let help = String::from_utf8(help.stdout).unwrap();
    let commands = help
        .lines()
        .filter_map(|line| line.strip_prefix("huisuan ")?.split(' ').next());
    let mut listed = 0;
    for command in commands {
        assert!(readme.contains(&format!("| `{command}")), "{command}");
        listed += 1;
    }
    assert_eq!(listed, 15);
}
